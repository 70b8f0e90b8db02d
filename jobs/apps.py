from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "jobs"

    def ready(self):
        """Load every app's tasks, where its kinds of jobs stand: pages need their names and links."""
        autodiscover_modules("tasks")
