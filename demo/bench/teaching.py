"""Measure that the pages of teaching cost no more because other schools joined, and what they cost several at once.

A school of 80 teachers with three years of inspections, observations and deductions, alone and beside 999 like it.
"""

import json
from collections.abc import Callable, Iterator
from itertools import count

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from demo.bench import school_years
from demo.bench.load import Visitor, at_once, web_server
from demo.bench.pages import cost
from demo.bench.register_import import compare, manage, own_database
from registry.models import Teacher
from schools.models import School
from teaching_checks.models import Inspected, Round

MOST_GROWTH, MOST_AT_ONCE, MOST_SAVE = 1.3, 5, 2
READERS, TYPISTS = 20, 5
PAGES_EACH, CELLS_EACH = 10, 40


def figures(schools: list[int]) -> Iterator[dict]:
    """Give one figure after the other; the school is the same, more and more others stand beside it."""
    found, before = [], 1
    with own_database():
        manage("bench", "school-years", "--schools", "0")
        for number in schools:
            if number > before:
                manage("bench", "school-years", "--schools", str(number - before))
                before = number
            found.append(json.loads(manage("bench", "measure-teaching")))
    few, many = found[0], found[-1]
    for page in few["pages"]:
        name = f"{page}, {schools[-1]} schools beside {schools[0]}"
        ours, alone = many["pages"][page], few["pages"][page]
        yield compare(f"milliseconds of {name}", ours["ms"], alone["ms"], at_most=MOST_GROWTH)
        yield compare(f"statements of {name}", ours["statements"], alone["statements"], at_most=1)
    for page, ms in many["at once"].items():
        name = f"milliseconds of {page} for {READERS} at once beside an empty page, p95"
        yield compare(name, ms, many["empty at once"], at_most=MOST_AT_ONCE)
    name = f"milliseconds of a cell saved by {TYPISTS} at once beside an empty page, p95"
    yield compare(name, many["a saved cell"], many["empty for typists"], at_most=MOST_SAVE)


def fill(more: int) -> None:
    """Make the measured school (with 0), or put more schools beside it."""
    if more:
        school_years.more_schools(more)
    else:
        school_years.make_school(timezone.localdate())


def measure() -> dict:
    """Measure the first school in this process's database: pages one by one, then with several people at once."""
    school = School.objects.get(code="bench")
    people = {role: _holder(school, role) for role in (Role.PRINCIPAL, Role.ACADEMIC_CLERK)}
    teacher = Teacher.objects.filter(school=school).order_by("pk").last()
    open_round = Round.objects.get(school=school, state=Round.State.OPEN)
    pages = {
        "the grid": (people[Role.ACADEMIC_CLERK], reverse("teaching_checks:round_grid", args=[open_round.public_id])),
        "the quota board": (people[Role.PRINCIPAL], reverse("observations:quota_board")),
        "a teacher's file": (teacher.user, reverse("dashboards:teacher_file", args=[teacher.public_id])),
        "teaching at a glance": (people[Role.PRINCIPAL], reverse("dashboards:teaching")),
    }
    result = {"pages": {name: cost(_asking(user, url)) for name, (user, url) in pages.items()}}
    connection.close()  # the server's own connections are measured now
    with web_server() as port:
        return result | _several(pages, open_round, port)


def _several(pages: dict[str, tuple[User, str]], open_round: Round, port: int) -> dict:
    empty = reverse("accounts:profile")
    clerk = pages["the grid"][0]

    def reading(user: User, url: str, people: int) -> float:
        visitors = [Visitor(user, port) for _ in range(people)]
        return at_once([lambda v=v: v.get(url) for v in visitors], PAGES_EACH)

    found = {name: reading(user, url, READERS) for name, (user, url) in pages.items()}
    typing = [_typing(Visitor(clerk, port), open_round, number) for number in range(TYPISTS)]
    return {
        "at once": found,
        "empty at once": reading(clerk, empty, READERS),
        "a saved cell": at_once(typing, CELLS_EACH),
        "empty for typists": reading(clerk, empty, TYPISTS),
    }


def _typing(visitor: Visitor, open_round: Round, number: int) -> Callable[[], float]:
    """Give a request that saves one more cell: each typist has teachers of the own."""
    url = reverse("teaching_checks:round_cells", args=[open_round.public_id])
    rows = list(Inspected.objects.filter(round=open_round).order_by("pk").values_list("public_id", flat=True))
    mine = [str(row) for row in rows[number::TYPISTS]]
    typed = count()

    def save() -> float:
        n = next(typed)
        change = {"row": mine[n % len(mine)], "criterion": "goals", "value": str(n % 20), "seen": 10**9}
        body = json.dumps({"since": 10**9, "changes": [change]}).encode()
        return visitor.post(url, body, "application/json")

    return save


def _asking(user: User, url: str):
    client = Client()
    client.force_login(user)
    return lambda: client.get(url)


def _holder(school: School, role: Role) -> User:
    return User.objects.get(posts__school=school, posts__role=role)
