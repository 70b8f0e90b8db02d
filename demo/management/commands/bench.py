"""Print figures as ratios against a named alternative, measured in one run."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.bench import compliance, pages, register_import, teaching, villages


class Command(BaseCommand):
    help = "Benchmarks. Prints one JSON line a figure; exit code 1 when one does not hold."

    def add_arguments(self, parser):
        kinds = parser.add_subparsers(dest="what", required=True)
        imports = kinds.add_parser("import", help="The register import.")
        imports.add_argument("--rows", type=_numbers, default=[2000, 20000, 50000])

        schools = kinds.add_parser("pages", help="Pages of families and of teaching, with few and with many schools.")
        schools.add_argument("--schools", type=_numbers, default=[1, 1000])
        schools.add_argument("--only", choices=["families", "teaching"], help="One of the two.")

        boards = kinds.add_parser("compliance", help="The compliance board, with few and with many schools.")
        boards.add_argument("--schools", type=_numbers, default=[1, 100, 1000])

        measure = kinds.add_parser("measure", help="One way of importing, in this process; used by the others.")
        measure.add_argument("way", choices=["ours", "template", "floor", "stock"])
        measure.add_argument("path", type=Path)

        fill = kinds.add_parser("fill-schools", help="More schools with communities; used by the others.")
        fill.add_argument("--schools", type=int, required=True)
        kinds.add_parser("measure-pages", help="The pages of this process's database; used by the others.")
        staff = kinds.add_parser("staff-schools", help="Schools with documents in force; used by the others.")
        staff.add_argument("--schools", type=int, required=True)
        years = kinds.add_parser("school-years", help="Schools with three years of teaching; used by the others.")
        years.add_argument("--schools", type=int, required=True)
        kinds.add_parser("measure-teaching", help="The teaching of this process's database; used by the others.")
        kinds.add_parser("measure-compliance", help="The board of this process's database; used by the others.")

    def handle(self, *args, what, **options):
        if what == "measure":
            self.stdout.write(json.dumps(register_import.measure(options["way"], options["path"])))
        elif what == "measure-pages":
            self.stdout.write(json.dumps(pages.measure()))
        elif what == "fill-schools":
            villages.fill(options["schools"], timezone.localdate())
        elif what == "measure-compliance":
            self.stdout.write(json.dumps(compliance.measure()))
        elif what == "measure-teaching":
            self.stdout.write(json.dumps(teaching.measure()))
        elif what == "school-years":
            teaching.fill(options["schools"])
        elif what == "staff-schools":
            compliance.fill(options["schools"])
        elif what == "compliance":
            self._compare(compliance.figures(options["schools"]))
        elif what == "pages":
            parts = {"families": pages, "teaching": teaching}
            chosen = [part for name, part in parts.items() if options["only"] in (None, name)]
            self._compare(figure for part in chosen for figure in part.figures(options["schools"]))
        else:
            self._compare(register_import.figures(options["rows"]))

    def _compare(self, figures):
        holds = True
        for figure in figures:
            self.stdout.write(json.dumps(figure, ensure_ascii=False))
            self.stdout.flush()
            holds &= figure["holds"]
        if not holds:
            raise SystemExit(1)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]
