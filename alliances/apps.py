from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "alliances"

    def ready(self):
        """Tell the rulebook who is meant in an alliance and what its schools have done; say what there is to say."""
        from alliances import evidence, reminders
        from notices.reminders import register_reminder

        evidence.register()
        register_reminder("exchange", letters=reminders.letters, schools=reminders.schools)
        """Tell the rulebook who is meant in an alliance and what its schools have done; growth, who shares."""
        from alliances import evidence, settings
        from growth.settings import register_settings

        register_settings(of_school=settings.of_school, overseen=settings.overseen)
        """Say who is meant in an alliance and what its schools have done, when they meet, and what to remind of."""
        from alliances import evidence, ical, reminders

        ical.register()
        reminders.register()
