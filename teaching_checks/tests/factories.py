"""Rows for tests: a round of inspection at a school, with teachers and values."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from accounts.models import User
from registry.models import Teacher
from rulebook.tests.factories import Small, create_small
from sheets.models import ScoreSheet
from sheets.services import sheets_of
from teaching_checks.models import Inspected, Round
from teaching_checks.services.cells import Change, Saved, save

MIDTERM = (date(2026, 11, 9), date(2026, 11, 13))
# Every score and count of fixtures/sheets/lesson_plan_points.yaml: 85 of 100 points, "good".
FULL = {
    "due": "40",
    "prepared": "40",
    "goals": "18",
    "process": "25",
    "exercises": "16",
    "writing": "8",
    "reflection": "18",
    "no_plan": "0",
}
# A small sheet of a school's own for tests in which the criteria do not matter: two scores and a tick.
SHORT = {
    "items": [
        {"code": "order", "name": "齐全", "most": 60},
        {"code": "care", "name": "认真", "most": 40},
        {"code": "copied", "name": "照搬", "kind": "tick"},
    ],
    "grades": [{"code": "good", "name": "良", "from": 0.8}, {"code": "failed", "name": "不合格", "from": 0}],
}


def create_sheet(*, school, purpose="lesson_plan", content=None, **fields) -> ScoreSheet:
    """Give the shipped sheet in points for lesson plans, or with `content` or for another purpose a sheet of the school's own."""
    if content is None and purpose == "lesson_plan":
        return next(sheet for sheet in sheets_of(school=school, purpose=purpose) if sheet.code == "lesson_plan_points")
    defaults = {"code": f"own_{purpose}", "name": "校本检查表", "content": content or SHORT}
    sheet = ScoreSheet.objects.filter(school=school, code=fields.get("code", defaults["code"])).first()
    return sheet or ScoreSheet.objects.create(school=school, purpose=purpose, **{**defaults, **fields})


def create_round(
    *,
    small: Small | None = None,
    who: Iterable[str] = ("a1", "a2", "a3"),
    inspector: str | None = "h1",
    values: Mapping[str, Mapping[str, str]] | None = None,
    days: tuple[date, date] = MIDTERM,
    state: str = "open",
    organiser: str = "clerk",
    on: date | None = None,
    **fields,
) -> Round:
    """Make a round at the small school: `who` is inspected by `inspector`; `values` by name are saved by the clerk.

    `on` is the day on which they are saved, the first of the round otherwise. An observation of lesson plans in the
    mid-term's week unless `object`, `sheet`, `days` or other fields of Round say otherwise.
    """
    small = small or create_small()
    by = small.people[organiser]
    defaults = {"object": "lesson_plan", "name": "期中教案检查"}
    round = Round(
        school=small.school, term=small.term, organiser=by, from_on=days[0], to_on=days[1], **{**defaults, **fields}
    )
    if not round.sheet_id:
        round.sheet = create_sheet(school=small.school, purpose=_purpose(round.object))
    round.state, round.opened_at, round.opened_by = Round.State.OPEN, timezone.now(), by
    round.save()
    for position, name in enumerate(who):
        add_row(round, small.people[name], inspector=small.people[inspector] if inspector else None, position=position)
    for name, entered in (values or {}).items():
        fill(round, small.people[name], entered, by=small.clerk, on=on or days[0])
    _bring_to(round, state, by)
    return round


def add_row(round: Round, person: User, *, inspector: User | None = None, **fields) -> Inspected:
    """Add a teacher to a round; whoever would inspect himself is inspected by nobody named."""
    teacher = Teacher.objects.filter(school=round.school_id, user=person).first()
    inspector = None if inspector == person else inspector
    return Inspected.objects.create(
        school_id=round.school_id, round=round, teacher=teacher, person=person, inspector=inspector, **fields
    )


def fill(round: Round, person: User, values: Mapping[str, str] = FULL, *, by: User, on: date | None = None) -> Saved:
    """Save the values of a teacher as `by` on that day."""
    row = Inspected.objects.get(round=round, person=person)
    seen = {cell.criterion: cell.revision for cell in row.cells.all()}
    changes = [Change(row.public_id, code, value, seen.get(code, 0)) for code, value in values.items()]
    return save(round=round, changes=changes, by=by, now=at_noon(on or round.from_on))


def at_noon(on: date) -> datetime:
    return timezone.make_aware(datetime(on.year, on.month, on.day, 12))


def _bring_to(round: Round, state: str, by: User) -> None:
    round.refresh_from_db()
    if state == Round.State.CLOSED:
        round.state, round.closed_at, round.closed_by = state, timezone.now(), by
    elif state == Round.State.PLANNED:
        round.state, round.opened_at, round.opened_by = state, None, None
    round.save()


def _purpose(check_object: str) -> str:
    return {"teacher_material": "material", "teaching_routine": "material"}.get(check_object, check_object)
