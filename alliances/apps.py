from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "alliances"

    def ready(self):
        """Tell the rulebook who is meant in an alliance and what its schools have done."""
        from alliances import evidence

        evidence.register()
