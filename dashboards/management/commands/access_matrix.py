"""manage.py access_matrix: every address and every role."""

import json

from django.core.management.base import BaseCommand

from accounts.roles import Role
from core.access import PUBLIC, SIGNED_IN
from dashboards.access_matrix import ALLOWED, HIDDEN, Line, lines

EVERYBODY = {PUBLIC: "everybody", SIGNED_IN: "whoever has signed in"}


class Command(BaseCommand):
    help = "Prints who may open what. Exit code 1 when a page does not say so."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="each address with the word for each role")

    def handle(self, *, json: bool, **options):
        matrix = lines()
        self.stdout.write(_as_json(matrix) if json else "\n".join(map(_in_words, matrix)))
        holes = [line for line in matrix if not line.has_mark]
        if holes:
            raise SystemExit(1)


def _as_json(matrix: list[Line]) -> str:
    return json.dumps([line.as_json() for line in matrix], indent=2)


def _in_words(line: Line) -> str:
    """Say it on one line: the address, who opens it, and whether other schools' records stay hidden."""
    mark = line.address.mark
    roles = " ".join(role for role in Role if line.for_role(role) == ALLOWED)
    who = EVERYBODY.get(mark, roles) if isinstance(mark, str) else roles or "NOBODY: the view has no mark"
    hidden = any(line.elsewhere(role) == HIDDEN for role in Role)
    return f"{line.address.route}  {who}{'  [records of another school: hidden]' if hidden else ''}"
