"""manage.py messages collect | compile | check"""

from django.core.management.base import BaseCommand

from core import catalogues


class Command(BaseCommand):
    help = "Collect, compile or check the translated messages; needs no GNU gettext."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["collect", "compile", "check"])

    def handle(self, *, action, **options):
        getattr(self, action)()

    def collect(self):
        catalog = catalogues.collect()
        self.stdout.write(f"{len(catalog)} messages in {catalogues.path()}")

    def compile(self):
        self.stdout.write(str(catalogues.compile()))

    def check(self):
        """Name each problem; exit code 1 when there is one."""
        found = catalogues.problems()
        for problem in found:
            self.stdout.write(f"{problem.place}: {problem.message!r}: {problem.reason}")
        if found:
            self.stderr.write(f"{len(found)} messages need attention.")
            raise SystemExit(1)
        self.stdout.write("All messages are translated.")
