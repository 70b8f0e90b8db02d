from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    name = "observations"

    def ready(self):
        """Tell the rulebook what counts for a quota."""
        from observations import evidence

        evidence.register()
