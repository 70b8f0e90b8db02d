"""Measure that a school's board costs no more because other schools joined, and grows with its people only."""

import json
import time
from collections.abc import Iterator
from itertools import count

from django.db import connection, transaction

from demo.bench import staffed
from demo.bench.copies import copy_school
from demo.bench.register_import import compare, manage, own_database
from rulebook.models import Obligation
from rulebook.selectors.board import board
from rulebook.services.expanding import expand_term
from schools.models import School, Term

TEACHERS, FEW_TEACHERS = 120, 40
TIMES = 15
MOST_GROWTH, MOST_EXPANSION = 1.2, 5


def figures(schools: list[int]) -> Iterator[dict]:
    """Give one figure after the other: the board of a school of 120 teachers beside ever more schools of 40."""
    found, before = [], 1
    with own_database():
        manage("bench", "staff-schools", "--schools", "0")
        for number in schools:
            if number > before:
                manage("bench", "staff-schools", "--schools", str(number - before))
                before = number
            found.append(json.loads(manage("bench", "measure-compliance")))
    alone = found[0]
    for number, figure in zip(schools[1:], found[1:], strict=True):
        yield compare(
            f"milliseconds of a board, {number} schools beside 1", figure["board"], alone["board"], at_most=MOST_GROWTH
        )
        yield compare(
            f"statements of a board, {number} schools beside 1", figure["statements"], alone["statements"], at_most=1
        )
    last = found[-1]
    yield compare(
        "milliseconds of expanding a term beside one board", last["expansion"], last["board"], at_most=MOST_EXPANSION
    )
    yield compare(
        "milliseconds of expanding it again beside one board", last["again"], last["board"], at_most=MOST_EXPANSION
    )
    yield compare(
        f"statements of a board, {TEACHERS} teachers beside {FEW_TEACHERS}",
        last["statements"],
        last["few_statements"],
        at_most=1,
    )
    yield compare(
        f"milliseconds of a board for each obligation, {TEACHERS} teachers beside {FEW_TEACHERS}",
        last["board"] / last["obligations"],
        last["few_board"] / last["few_obligations"],
        at_most=1.3,
    )


def fill(more: int) -> None:
    """Make the two measured schools (with 0), or put more schools beside them."""
    if not more:
        staffed.staffed_school(TEACHERS)
        staffed.staffed_school(FEW_TEACHERS)
    else:
        first = School.objects.count()
        copy_school(_measured()[1], staffed.COPIED, first=first, last=first + more - 1)


def measure() -> dict[str, float]:
    """Measure in this process's database: milliseconds, statements, numbers of obligations."""
    many, few = _measured()
    result = {"obligations": _owed(many), "few_obligations": _owed(few)}
    result["board"], result["statements"] = _cost(lambda: _board(many))
    result["few_board"], result["few_statements"] = _cost(lambda: _board(few))
    result["expansion"] = _cost(lambda: _expand_afresh(many), times=3)[0]
    result["again"] = _cost(lambda: _expand(many), times=3)[0]
    return result


def _measured() -> list[School]:
    return list(School.objects.order_by("pk")[:2])


def _owed(school: School) -> int:
    return Obligation.objects.filter(school=school).count()


def _board(school: School) -> None:
    found = board(school, Term.objects.get(school=school), today=staffed.LOOK)
    assert found.total


def _expand(school: School) -> None:
    expand_term(school=school, term=Term.objects.get(school=school), as_of=staffed.LOOK)


class _Undone(Exception):
    """Ends a measurement whose rows are not kept."""


def _expand_afresh(school: School) -> float:
    """Expand a term from nothing, and take it back; give the seconds of the expansion alone."""
    seconds = 0.0
    try:
        with transaction.atomic():
            Obligation.objects.filter(school=school).delete()
            begin = time.perf_counter()
            _expand(school)
            seconds = time.perf_counter() - begin
            raise _Undone
    except _Undone:
        return seconds


def _cost(work, times: int = TIMES) -> tuple[float, int]:
    """Do it several times: the best milliseconds, and statements of one time. Work may time itself.

    The best, for a busy machine disturbs the middle ones, and no time can be too short.
    """
    statements = count()
    with connection.execute_wrapper(lambda execute, *rest: (next(statements), execute(*rest))[1]):
        work()
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        own = work()
        seconds.append(own or time.perf_counter() - begin)
    return min(seconds) * 1000, next(statements)
