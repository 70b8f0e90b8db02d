from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "communities"

    def ready(self):
        from communities import consequences, evidence, ical, scopes
        from communities.services import reminders
        from communities.services.merging import take_over_communities
        from registry.merging import register_takeover

        scopes.register()
        consequences.register()
        reminders.register()
        evidence.register()
        ical.register()
        register_takeover(take_over_communities)
