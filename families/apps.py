from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "families"

    def ready(self):
        from families.services.merging import take_over_consents
        from registry.merging import register_takeover

        register_takeover(take_over_consents)
