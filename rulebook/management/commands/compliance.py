"""Print what is owed in a term of a school, and how it stands."""

import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rulebook import words
from rulebook.documents import loading
from rulebook.rules.judging import State
from rulebook.selectors.board import Board, Filter, board
from rulebook.selectors.lines import Line
from rulebook.selectors.names import bearers_of, names_of
from schools.models import School, Term


class WrongUse(CommandError):
    """The command cannot be carried out as it was called."""

    def __init__(self, message):
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    help = (
        "Print the obligations of a term: needed, done, state, article. "
        "Exit code 0 ok, 1 something is late or nobody holds a post, 2 wrong use."
    )

    def add_arguments(self, parser):
        parser.add_argument("--school", required=True, metavar="CODE")
        parser.add_argument("--term", required=True, metavar="CODE", help="Such as 2026-1.")
        parser.add_argument("--document", default="", metavar="ID", help="Only this one: G1 to G5, C1 to C7.")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="As it stands on this day; today.")
        parser.add_argument("--json", action="store_true", help="Print JSON on one line.")

    def handle(self, *args, school, term, document, on, **options):
        if document and document not in loading.IDS:
            raise WrongUse(f"There is no document {document}; give one of {', '.join(loading.IDS)}.")
        on = on or timezone.localdate()
        found = _board(school, term, Filter(document=document), on)
        lines = [line for cell in found.cells for line in cell.lines]
        names = names_of(bearers_of(lines))
        rows = [_row(line, names) for line in lines]
        nobody = sum(line.has_nobody for line in lines)
        sums = {str(state): found.counts[state] for state in State} | {"nobody": nobody}
        if options["json"]:
            self.stdout.write(
                json.dumps({"on": str(on), "term": term, "sums": sums, "obligations": rows}, ensure_ascii=False)
            )
        else:
            self._print(rows, sums)
        if found.counts[State.LATE] or nobody:
            raise SystemExit(1)

    def _print(self, rows: list[dict], sums: dict[str, int]) -> None:
        for row in rows:
            who = ", ".join(row["bearers"]) or "nobody"
            self.stdout.write(
                f"{row['state']:8} {row['done']:>5} / {row['needed'] or '–':<5} {row['requirement']:8} "
                f"{row['period']:14} {row['due_on']}  {who}  {row['about']}  [{' '.join(row['articles'])}]"
            )
        self.stdout.write(", ".join(f"{number} {name}" for name, number in sums.items()))


def _board(school_code: str, term_code: str, wanted: Filter, on: date) -> Board:
    school = School.objects.filter(code=school_code).first()
    if school is None:
        raise WrongUse(f"There is no school {school_code}.")
    term = next((t for t in Term.objects.filter(school=school) if t.code == term_code), None)
    if term is None:
        raise WrongUse(f"{school_code} has no term {term_code}; a term is written as 2026-1.")
    return board(school, term, today=on, wanted=wanted)


def _row(line: Line, names: dict[int, str]) -> dict:
    return {
        "document": line.document.id,
        "requirement": line.requirement.id,
        "articles": list(line.requirement.articles),
        "period": line.period,
        "bearers": [names[user] for user in line.bearers if user in names],
        "about": line.subject_name,
        "opens_on": str(line.opens_on),
        "due_on": str(line.due_on),
        "done": words.plain(line.standing.value),
        "needed": None if line.standing.needed is None else words.plain(line.standing.needed),
        "state": str(line.state),
    }
