"""Write the sample registers under fixtures/registers/."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from demo.registers.readme import readme
from demo.registers.samples import samples


class Command(BaseCommand):
    """The same bytes on every day; a test compares."""

    help = "Writes sample registers of invented pupils, and the page that explains them."
    requires_system_checks = ()  # it writes files only

    def add_arguments(self, parser):
        """Add --to."""
        default = Path(settings.BASE_DIR) / "fixtures" / "registers"
        parser.add_argument("--to", type=Path, default=default, help="folder (fixtures/registers)")

    def handle(self, *, to, **options):
        """Write them all."""
        to.mkdir(parents=True, exist_ok=True)
        found = samples()
        for sample in found:
            (to / sample.name).write_bytes(sample.make(sample.pupils))
        (to / "README.md").write_text(readme(found), encoding="utf-8")
        self.stdout.write(f"{len(found)} files in {to}")
