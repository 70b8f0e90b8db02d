from django.apps import AppConfig


class PatrolsConfig(AppConfig):
    name = "patrols"

    def ready(self):
        from patrols import evidence, facts

        evidence.register()
        facts.register()
