from django.apps import AppConfig


class DeductionsConfig(AppConfig):
    name = "deductions"

    def ready(self):
        """Tell the inbox what is to be reminded of, and the trial of a document what it would deduct."""
        from deductions import reminders
        from deductions.selectors.trials import trial_part
        from notices.reminders import register_reminder
        from rulebook.kinds import register_trial_part

        register_reminder("deductions", letters=reminders.letters, schools=reminders.schools)
        register_trial_part("deductions", trial_part)
