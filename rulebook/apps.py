from django.apps import AppConfig
from django.utils import timezone


class RulebookConfig(AppConfig):
    name = "rulebook"

    def ready(self):
        from notices.reminders import register_reminder
        from rulebook import sources
        from rulebook.reminders.letters import letters
        from rulebook.selectors.current import schools_in_force

        sources.register()
        register_reminder("owed", letters=letters, schools=lambda: schools_in_force(timezone.localdate()))
