"""The inspections of a term as plain values: each round, and each inspected teacher with what was found."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.dates import Span
from registry.models import GroupMembership
from schools.models import School
from sheets.rules import Kind, Sheet, mean
from teaching_checks.models import Correction, Inspected, Round
from teaching_checks.rules.problems import has_failed, problems
from teaching_checks.workbooks.columns import TICKED, shown

State = Correction.State


@dataclass
class Result:
    """One inspected teacher. `found`: the criteria at which something was wrong, each with its value;
    `counts`: the workload in words, lessons due and prepared."""

    teacher: str
    groups: str
    inspector: str
    on: date | None
    points: Decimal | None
    full: Decimal
    grade: str
    counts: str
    found: list[tuple[str, str]]
    remark: str
    excused: str
    correction: str
    has_failed: bool
    is_done: bool

    @property
    def is_wrong(self) -> bool:
        return self.has_failed or bool(self.found)

    @property
    def found_said(self) -> str:
        return "；".join(f"{name} {value}".removesuffix(f" {TICKED}") for name, value in self.found)


@dataclass
class Held:
    """One round with its results, in the order of its list."""

    round: Round
    results: list[Result] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return sum(not each.excused for each in self.results)

    @property
    def done(self) -> list[Result]:
        return [each for each in self.results if each.is_done]

    @property
    def mean(self) -> Decimal | None:
        return mean([each.points for each in self.done if each.points is not None])

    @property
    def grades(self) -> Counter:
        return Counter(each.grade for each in self.done if each.grade)

    @property
    def with_problems(self) -> int:
        return sum(each.is_wrong for each in self.done)


@dataclass
class Ledger:
    """What was inspected in a span, and how far the corrections are that were ordered in it."""

    held: list[Held]
    corrections: Counter
    overdue: int

    @property
    def done(self) -> list[Result]:
        return [result for each in self.held for result in each.done]


def ledger(school: School, span: Span, *, on: date, objects: Collection[str] = ()) -> Ledger:
    """Give the rounds that began in the span until that day, of these objects or all; five statements.

    What is only planned, or not announced and still to come, is nobody's business yet.
    """
    rounds = Round.objects.filter(school=school, from_on__gte=span.from_on, from_on__lt=span.to_on, from_on__lte=on)
    rounds = rounds.exclude(state=Round.State.PLANNED).select_related("sheet", "group", "campus", "grade", "subject")
    if objects:
        rounds = rounds.filter(object__in=objects)
    held = {each.pk: Held(each) for each in rounds.order_by("from_on", "pk")}
    rows = Inspected.objects.filter(round__in=list(held)).with_leave()
    rows = rows.select_related("teacher", "inspector", "done_by")
    rows = list(rows.prefetch_related("cells").order_by("round", "position", "pk"))
    orders = list(Correction.objects.filter(row__in=rows).order_by("pk").values_list("row", "state", "due_on"))
    groups, states = _groups(school, on), {row: state for row, state, _due in orders}
    sheets = {pk: each.round.sheet.sheet for pk, each in held.items()}
    for row in rows:
        held[row.round_id].results.append(_result(row, sheets[row.round_id], groups, states.get(row.pk, "")))
    overdue = sum(state == State.ORDERED and due_on < on for _row, state, due_on in orders)
    return Ledger(list(held.values()), Counter(state for _row, state, _due in orders), overdue)


def _groups(school: School, on: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    members = GroupMembership.objects.held_on(on).filter(school=school).order_by("group__name")
    for teacher, name in members.values_list("teacher", "group__name"):
        found[teacher].append(name)
    return found


def _result(row: Inspected, sheet: Sheet, groups, state: str) -> Result:
    values = {cell.criterion: cell.value for cell in row.cells.all() if cell.value}
    grade = sheet.grade(row.grade)
    by = row.inspector or row.done_by
    return Result(
        teacher=row.teacher.name,
        groups="、".join(groups.get(row.teacher_id, ())),
        inspector=by.name if by else "",
        on=row.done_on,
        points=row.points,
        full=sheet.full_marks,
        grade=grade.name if grade else "",
        counts="，".join(
            f"{i.name} {values[i.code]}" for i in sheet.items if i.kind is Kind.COUNT and i.code in values
        ),
        found=[(item.name, shown(sheet, item, value)) for item, value in problems(sheet, values, row.grade)],
        remark="；".join(values[item.code] for item in sheet.items if item.kind is Kind.TEXT and item.code in values),
        excused=row.excused or ("" if row.is_done else row.leave),
        correction=str(State(state).label) if state else "",
        has_failed=has_failed(sheet, row.grade),
        is_done=row.is_done,
    )


def by_object(held: Sequence[Held]) -> dict[str, list[Held]]:
    """Give the rounds of each object, by its name."""
    found: dict[str, list[Held]] = defaultdict(list)
    for each in held:
        found[str(each.round.get_object_display())].append(each)
    return dict(found)


def by_group(found: Ledger) -> dict[str, list[Result]]:
    """Give the results of each research group; a teacher of two groups counts in both together."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in found.done:
        groups[result.groups].append(result)
    return dict(sorted(groups.items()))


def commonest(found: Ledger, most: int = 10) -> list[tuple[str, int]]:
    """Give the problems found most often, and how often; never of whom."""
    return Counter(name for result in found.done for name, _value in result.found).most_common(most)
