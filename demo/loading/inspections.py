"""Inspections of the demo's school: lesson plans looked at and talked over, homework half entered, one to be put right.

Five deductions stand in the ledger, each in another state. The price list is the school's own, copied from rule set 4
in points: to adopt rule set 4 beside rule set 3 would double what everybody owes.
"""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from deductions.models import Entry
from deductions.services import answering, lists, reporting
from registry.models import Teacher
from schools.models import School, Term
from schools.selectors import school_calendar
from sheets.models import ScoreSheet
from sheets.rules import Item, Kind
from sheets.services import sheets_of
from teaching_checks.models import Inspected, Round
from teaching_checks.rules.checkers import Checkers
from teaching_checks.services import cells, corrections, inspected, planning

WEEK = timedelta(days=7)
LATE, LEFT = "C4-D09", "C4-D10"
# Heads look at the plans of their groups first, then the office at all (C3.3); the lesson plans stand last.
AT_TERM_START = (
    ("教学计划检查（教研组）", "teaching_plan", Checkers.CHAIN),
    ("教学计划检查（教务处）", "teaching_plan", Checkers.OFFICE),
    ("期初教案检查", "lesson_plan", Checkers.CHAIN),
)
STEPS = ("verify", "notify", "appeal", "decide")


def inspect_teaching(school: School, year: int) -> None:
    """Let two rounds have been held since the term began; on its first days there is nothing to inspect yet."""
    term = Term.objects.get(school=school, school_year=year, number=Term.Number.AUTUMN)
    today = min(timezone.localdate(), term.ends_on)
    first = term.starts_on + WEEK
    if today < first + 2 * WEEK:
        return
    clerk, director = _person(school, "clerk"), _person(school, "director")
    for name, what, checkers in AT_TERM_START:
        plans = _round(school, term, name, what, first, first + WEEK, clerk, checkers)
        _enter(plans, list(plans.rows.all()), clerk, first + timedelta(days=3))
        planning.close(round=plans, by=clerk)
    for row in plans.rows.all()[:20]:
        inspected.note_feedback(row=row, at=_noon(first + timedelta(days=4)), by=clerk)
    homework = _round(
        school, term, "作业检查", "homework", today - timedelta(days=3), min(today + WEEK, term.ends_on), clerk
    )
    rows = list(homework.rows.all())
    _enter(homework, rows[: len(rows) // 2], clerk, today)
    worst = plans.rows.exclude(person=director).order_by("points", "pk").first()
    corrections.order(row=worst, what="补齐教后反思，并交教研组长查看", due_on=today + WEEK, by=director, today=today)
    _deduct(school, term, today)


def _round(
    school, term, name: str, what: str, from_on: date, to_on: date, clerk: User, checkers=Checkers.CHAIN
) -> Round:
    sheet = sheets_of(school=school, purpose=what)[0]
    plan = planning.Plan(name, {what: sheet}, from_on, to_on, checkers=checkers)
    (made,) = planning.plan(school=school, term=term, plan=plan, by=clerk)
    return planning.open_round(round=made, by=clerk)


def _enter(round: Round, rows: list[Inspected], clerk: User, on: date) -> None:
    """Enter plausible values for these teachers, but for the clerk's own."""
    rng = random.Random(f"{round.school_id} {round.name}")
    changes = [
        cells.Change(row.public_id, item.code, _value(item, round.sheet, rng))
        for row in rows
        if row.person_id != clerk.pk
        for item in round.sheet.sheet.items
        if item.kind in (Kind.SCORE, Kind.COUNT, Kind.GRADE)
    ]
    cells.save(round=round, changes=changes, by=clerk, now=_noon(on))


def _value(item: Item, sheet: ScoreSheet, rng: random.Random) -> str:
    if item.kind is Kind.SCORE:
        return str(int(item.most * rng.choice((7, 8, 8, 9, 9, 10)) / 10))
    if item.kind is Kind.GRADE:
        return rng.choice(sheet.sheet.grades[:3]).code
    return {"no_plan": "0", "due": "12"}.get(item.code, str(rng.choice((10, 11, 12, 12, 12))))


def _deduct(school: School, term: Term, today: date) -> None:
    """Put five entries of the last school day into the ledger, the first of the teacher whose account people try."""
    on = school_calendar(school, term.starts_on, today).school_days(term.starts_on, today)[-1]
    people = {name: _person(school, name) for name in ("principal", "clerk", "director")}
    draft = lists.draft(school=school, today=on, by=people["principal"])
    lists.confirm(price_list=draft, today=on, by=people["principal"])
    staff = Teacher.objects.filter(school=school, user__posts__role=Role.TEACHER).exclude(user__in=people.values())
    known = _person(school, "teacher")
    teachers = sorted(staff.distinct().order_by("pk"), key=lambda each: each.user_id != known.pk)
    for number, teacher in enumerate(teachers[: len(STEPS) + 1]):
        entry = reporting.report(
            teacher=teacher,
            item=LATE if number % 2 == 0 else LEFT,
            on=on,
            figures={"times": Decimal(1)},
            today=today,
            by=people["clerk"],
        )
        for step in STEPS[: len(STEPS) - number]:
            entry = _take(step, entry, **people)


def _take(step: str, entry: Entry, *, principal: User, clerk: User, director: User) -> Entry:
    if step == "verify":
        return answering.verify(entry=entry, by=director)
    if step == "notify":
        return answering.notify(entry=entry, by=clerk)
    if step == "appeal":
        return answering.appeal(entry=entry, reason="当天早上校车晚点，已向教务处说明。", by=entry.person)
    reason = "校车晚点属实，教务处已有记录。"
    return answering.decide(entry=entry, outcome=Entry.Outcome.LIFTED, reason=reason, by=principal)


def _person(school: School, name: str) -> User:
    return User.objects.get(username=f"{school.code}-{name}")


def _noon(on: date):
    """Give noon of the day, or this moment before the noon of today."""
    return min(timezone.make_aware(datetime.combine(on, time(12))), timezone.now())
