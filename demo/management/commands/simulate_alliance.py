"""Let four invented schools live some school years as an alliance; writes down what happened."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.dates import school_year
from demo.alliance_years import telling
from demo.alliance_years.living import AlreadyLived, live
from demo.loading.accounts import PASSWORD


class Command(BaseCommand):
    """Everything or nothing; the schools are made once in a portal."""

    help = "Founds an alliance of four invented schools, lets it live some years, and prints accounts to try."

    def add_arguments(self, parser):
        """Add --document, --years, --seed, --from-year and --chronicle."""
        parser.add_argument("--document", choices=("G5", "G4"), default="G5", help="scheme: G5 has a core school (G5)")
        parser.add_argument("--years", type=int, default=2, choices=(1, 2, 3), help="school years (2)")
        parser.add_argument("--seed", type=int, default=1, help="another number, another story (1)")
        parser.add_argument("--from-year", type=int, help="year of the first autumn (so that all are over)")
        parser.add_argument("--chronicle", type=Path, help="file for what happened, as JSON")

    def handle(self, *, document, years, seed, from_year, chronicle, **options):
        """Tell, live, and say whom one can sign in as."""
        first = from_year or school_year(timezone.localdate()) - years
        until = telling.end_of(first, years)
        if until >= timezone.localdate():
            raise CommandError(f"The last of these school years is not over: it ends on {until}.")
        story = telling.tell(
            document=document, seed=seed, first_year=first, years=years, founded_on=date(first, 5, 6), until=until
        )
        if chronicle:
            chronicle.write_text(story.to_json(), encoding="utf-8")
        try:
            stage = live(story, password=PASSWORD, say=self.stdout.write)
        except AlreadyLived as already:
            raise CommandError("These schools are in the portal already; nothing was changed.") from already
        self.stdout.write(f"{story.name}: {len(story.events)} events. The password of all is {PASSWORD}; for example")
        for school in story.schools:
            for each in school["staff"][:5]:
                self.stdout.write(f"  {school['code']}-{each['key']:<12} {school['name']} {each['name']}")
        self.stdout.write(f"In all {len(stage.people)} accounts, named like these.")
