from django.apps import AppConfig


class TeachingChecksConfig(AppConfig):
    name = "teaching_checks"

    def ready(self):
        """Say what of ours counts as evidence, what may cost something, and what to remind of."""
        from teaching_checks import evidence, facts, reminders

        evidence.register()
        facts.register()
        from teaching_checks import evidence

        evidence.register()
        reminders.register()
