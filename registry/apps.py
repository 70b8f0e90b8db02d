from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "registry"

    def ready(self):
        from registry import phones, scopes

        scopes.register()
        phones.register()
