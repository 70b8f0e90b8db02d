"""What closed rounds say that may cost something: too few or no plans, an untidy laboratory, not passed.

C4-D01, C4-D04, C4-D07, C4-D08, C4-D16. While a round is open its values may still change, and it costs nothing.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from core.dates import Span
from deductions.kinds import Event, Fact
from schools.models import School
from teaching_checks.models import CheckObject, Inspected, Round, RoundCell
from teaching_checks.rules.problems import has_failed

# Codes of criteria that have a meaning on every sheet for lesson plans or laboratories, a school's own ones too.
DUE, PREPARED, NO_PLAN, UNTIDY = "due", "prepared", "no_plan", "untidy"
AT_START = "C4-K01"  # the requirement of plans prepared ahead
FIRST_DAYS = timedelta(weeks=2)


def facts(school: School, span: Span) -> Iterator[Fact]:
    """Give what is settled in the span, on the day of each inspection; two statements."""
    rows = Inspected.objects.filter(
        school=school,
        is_done=True,
        round__state=Round.State.CLOSED,
        done_on__gte=span.from_on,
        done_on__lt=span.to_on,
    )
    values = _values(rows)
    for row in rows.select_related("round__sheet", "round__term").order_by("done_on", "pk"):
        yield from _of(row, values[row.pk])


def _values(rows) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    wanted = RoundCell.objects.filter(row__in=rows, criterion__in=(DUE, PREPARED, NO_PLAN, UNTIDY)).exclude(value="")
    for row, code, value in wanted.values_list("row", "criterion", "value"):
        found[row][code] = value
    return found


def _of(row: Inspected, values: dict[str, str]) -> Iterator[Fact]:
    if row.round.object == CheckObject.LESSON_PLAN:
        yield from _of_plans(row, values)
    if row.round.object == CheckObject.LAB_TIDINESS:
        if values.get(UNTIDY):
            yield _fact(Event.LAB_UNTIDY, row, times=1)
    elif has_failed(row.round.sheet.sheet, row.grade):
        yield _fact(Event.CHECK_FAILED, row, times=1)


def _of_plans(row: Inspected, values: dict[str, str]) -> Iterator[Fact]:
    """Give lessons without a plan, and too few plans; the former are not to be charged in the latter again (F-10)."""
    without = Decimal(values.get(NO_PLAN, 0))
    if without:
        yield _fact(Event.NO_PLAN, row, times=without)
    if DUE not in values or PREPARED not in values:
        return
    required, prepared = Decimal(values[DUE]), Decimal(values[PREPARED])
    if prepared >= required:
        return
    if _is_at_start(row.round):
        yield _fact(Event.PLANS_SHORT_AT_START, row, required=required, prepared=prepared)
    else:
        yield _fact(Event.PLANS_SHORT, row, required=required, prepared=prepared, uncounted=without)


def _is_at_start(round: Round) -> bool:
    """Tell whether a round looked at what was prepared ahead: planned for that, or in the term's first two weeks."""
    return round.requirement == AT_START or round.to_on < round.term.starts_on + FIRST_DAYS


def _fact(event: Event, row: Inspected, **figures) -> Fact:
    return Fact(
        event,
        f"round:{row.pk}:{event.value}",
        row.teacher_id,
        row.done_on,
        {name: Decimal(value) for name, value in figures.items()},
        reporter=row.inspector_id or row.done_by_id,
        ref=f"round_detail:{row.round.public_id}",
    )
