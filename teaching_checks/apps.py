from django.apps import AppConfig


class TeachingChecksConfig(AppConfig):
    name = "teaching_checks"
