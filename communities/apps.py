from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "communities"

    def ready(self):
        from communities import consequences, scopes

        scopes.register()
        consequences.register()
