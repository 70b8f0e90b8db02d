from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self):
        """Load the kinds of reports: pages, permissions and stored rows ask for them by their code."""
        from reports import contents  # noqa: F401 - its modules register their kinds
