"""Terms, people and documents for the rules, without a database."""

from datetime import date
from decimal import Decimal

from core.dates import Span
from rulebook.documents import loading
from rulebook.documents.schema import Leg, Measure, Per, Requirement, Words
from rulebook.rules.expanding import InForce, Scene
from rulebook.rules.frames import Frame, frame_of
from rulebook.rules.judging import Evidence, Look, Owed, Records, Standing, judge
from rulebook.rules.numbers import Dated, Numbers
from rulebook.rules.people import Holding, People, group
from schools.calendar import SchoolCalendar
from schools.models import CalendarDay, Term

AUTUMN = date(2026, 9, 1)
EXAMS = {
    "midterm_starts_on": date(2026, 11, 11),
    "midterm_ends_on": date(2026, 11, 12),
    "final_starts_on": date(2027, 1, 18),
    "final_ends_on": date(2027, 1, 19),
}


def create_frame(*, holidays=(), **dates) -> Frame:
    """Give the frame of the autumn term of 2026: 1 September to 22 January."""
    fields = {"starts_on": AUTUMN, "ends_on": date(2027, 1, 22), **EXAMS, **dates}
    term = Term(school_year=2026, number=1, **fields)
    rows = [CalendarDay(on=on, kind=CalendarDay.Kind.HOLIDAY, is_school_day=False) for on in holidays]
    whole = Span(date(2026, 7, 1), date(2027, 12, 31))
    return frame_of(term, SchoolCalendar(whole, rows=rows, terms=[term.span]), [term])


def create_requirement(**fields) -> Requirement:
    defaults = {
        "id": "X",
        "name": Words("要求", "requirement"),
        "topic": "observation_quota",
        "legs": (Leg(("teacher",), "self"),),
        "act": "observe",
        "evidence": "observation",
        "per": Per.TERM,
        "measure": Measure.COUNT,
        "articles": ("C6.4",),
    }
    return Requirement(**{**defaults, **fields})


def create_owed(requirement: Requirement, frame: Frame, *, least=1, **fields) -> Owed:
    defaults = {
        "subject": "person:1" if requirement.bears_each else "",
        "bearers": (1,),
        "counted_by": frozenset({1}),
        "counts": frame.span,
        "opens_on": frame.span.from_on,
        "due_on": frame.span.last_on,
        "least": Decimal(str(least)) if least is not None else None,
        "most": None,
    }
    return Owed(requirement, **{**defaults, **fields})


def record(on: date, *, actor=1, kind="observation", **fields) -> Evidence:
    return Evidence(kind, on, actor, **fields)


def stands(owed: Owed, records, frame: Frame, *, today: date, partial="waive_below_3_days") -> Standing:
    return judge(owed, Records.of(records), Look(today, frame, partial))


def create_people(groups=None, *, teachers=(), **roles) -> People:
    """Build people: `groups` {group id: [users]}, `teachers` users, others {role: [users, or (user, group id)]}."""
    belongs = {}
    for group_id, users in (groups or {}).items():
        for user in users:
            belongs.setdefault(user, []).append(Holding("group", user, group(group_id)))
    held = {role: [_holding(role, each) for each in holders] for role, holders in roles.items()}
    held["teacher"] = [each if isinstance(each, Holding) else Holding("teacher", each) for each in teachers]
    names = {holding.user: f"u{holding.user}" for holdings in held.values() for holding in holdings}
    return People(held, belongs, {}, names)


def _holding(role: str, each) -> Holding:
    if isinstance(each, Holding):
        return each
    user, group_id = each if isinstance(each, tuple) else (each, None)
    return Holding(role, user, group(group_id) if group_id else "")


def create_scene(document: str, people: People, *, values=None, frame=None, from_on=AUTUMN, as_of=AUTUMN) -> Scene:
    """Put one document in force, with a school's own numbers by key; where the text is silent, our proposals."""
    text = loading.document(document)
    own = {key: {"value": str(value), "reason": "so decided"} for key, value in (values or {}).items()}
    versions = [Dated(1, from_on, False, Numbers(text, own, accepts_suggestions=True))]
    return Scene(InForce(1, text, versions, from_on), frame or create_frame(), people, as_of)


def found(drafts, requirement: str) -> dict[str, tuple]:
    """Give subject → bearers of one requirement."""
    return {draft.subject: draft.bearers for draft in drafts if draft.requirement.id == requirement}
