from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "alliances"

    def ready(self):
        """Say who is meant in an alliance, what its schools have done and share, when they meet, what to remind of."""
        from alliances import evidence, ical, reminders, settings
        from alliances.selectors import own_measures, report_figures, self_reports, summaries
        from alliances.services.triples import take_over_triples
        from growth.settings import register_settings
        from registry.merging import register_takeover

        evidence.register()
        ical.register()
        reminders.register()
        register_settings(of_school=settings.of_school, overseen=settings.overseen)
        own_measures.register()
        report_figures.register()
        self_reports.register()
        summaries.register()
        register_takeover(take_over_triples)
