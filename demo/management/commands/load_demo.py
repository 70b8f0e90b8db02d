"""Load the demo district, once; ./portal demo calls it when the portal is empty."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.dates import school_year
from demo import loading
from demo.loading.accounts import PASSWORD


class Command(BaseCommand):
    """Everything or nothing; a portal with data of its own stays as it is."""

    help = "Loads an invented district with schools, teachers and pupils, and prints accounts to try."

    def add_arguments(self, parser):
        """Add --year."""
        parser.add_argument("--year", type=int, help="year in which the school year begins (the present one)")

    def handle(self, *, year, **options):
        """Load, or say why not."""
        try:
            accounts = loading.load(year or school_year(timezone.localdate()))
        except loading.AlreadyLoaded:
            self.stdout.write("The demo district is loaded already.")
        except loading.NotEmpty:
            self.stdout.write("The portal has schools or accounts of its own; the demo district was not loaded.")
        else:
            self.stdout.write(f"Accounts to try; the password of all is {PASSWORD}")
            for each in accounts.opened:
                self.stdout.write(f"  {each.username:<18} {each.role.value:<20} {each.place} {each.name}")
