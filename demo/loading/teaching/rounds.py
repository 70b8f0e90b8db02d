"""Inspection rounds of the term: plans at its start, group heads every month, the chain at mid-term, unannounced ones.

Values are entered by those who inspect, on a day within the round's window; one round of the office is half entered.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from accounts.models import User
from core.dates import monday_of
from demo.loading.teaching.cast import WEEK, Cast, at
from schools.selectors import school_calendar
from sheets.rules import Item, Kind, Sheet
from sheets.services import sheets_of
from teaching_checks.models import Inspected, Round
from teaching_checks.rules.checkers import Checkers
from teaching_checks.rules.objects import proposed_first, purpose_of
from teaching_checks.selectors.scope import Scope
from teaching_checks.services import cells, inspected, planning

DAY = timedelta(days=1)
REMARKS = ("重难点突出", "板书设计可再简洁", "批语具体，鼓励为主", "反思偏少", "书写工整")
MEASURES = ("lesson_plan", "observation_notes", "homework")
Mode = Round.Mode


def hold_rounds(cast: Cast) -> None:
    """Hold what the term has brought so far."""
    _at_term_start(cast)
    cast.put_away(cast.term.starts_on + WEEK)
    _every_month(cast)
    _unannounced(cast)
    _at_midterm(cast)
    cast.put_away(cast.today - WEEK)
    _under_way(cast)
    _tomorrow(cast)


def sheet_for(cast: Cast, what: str):
    """Give the sheet that is proposed first for an object."""
    offered = {sheet.code: sheet for sheet in sheets_of(school=cast.school, purpose=purpose_of(what))}
    return offered[proposed_first(what, list(offered))[0]]


def make(cast: Cast, name: str, what: Iterable[str], from_on: date, to_on: date, by: User, **more) -> list[Round]:
    """Plan rounds for these objects and open them on their first day, or today for one that is to come."""
    plan = planning.Plan(
        name, {each: sheet_for(cast, each) for each in what}, from_on, min(to_on, cast.term.ends_on), **more
    )
    seed = 20 if plan.sample else None
    rounds = planning.plan(school=cast.school, term=cast.term, plan=plan, by=by, seed=seed)
    return [planning.open_round(round=each, by=by, now=at(from_on, 8)) for each in rounds]


def enter(cast: Cast, round: Round, rows: Iterable[Inspected], on: date, *, by: User | None = None) -> None:
    """Let each inspector (or `by`) enter what was found at his or her teachers."""
    by_whom: dict[User, list[Inspected]] = {}
    for row in rows:
        by_whom.setdefault(by or row.inspector or cast.user("clerk"), []).append(row)
    chance, sheet = cast.chance(f"{round.name} {round.object}"), round.sheet.sheet
    for user, theirs in by_whom.items():
        changes = [
            cells.Change(row.public_id, code, value)
            for row in theirs
            if row.person_id != user.pk
            for code, value in _values(sheet, chance).items()
        ]
        cells.save(round=round, changes=changes, by=user, now=at(on))


def _values(sheet: Sheet, chance) -> dict[str, str]:
    """Invent what was found at one teacher: counts that agree with each other, mostly good scores, a few remarks."""
    due = chance.choice((10, 11, 12, 12))
    share = chance.choice((7, 8, 8, 9, 9, 9, 10))
    found = {item.code: _value(item, sheet, share, due, chance) for item in sheet.items}
    return {code: value for code, value in found.items() if value}


def _value(item: Item, sheet: Sheet, share: int, due: int, chance) -> str:
    if item.kind is Kind.SCORE:
        return str(round(float(item.most) * min(10, max(5, share + chance.choice((-1, 0, 0, 1)))) / 10))
    if item.kind is Kind.GRADE:
        return sheet.grades[min(2, max(0, 9 - share))].code
    if item.kind is Kind.COUNT and not item.may_be_empty:
        return str(due if item.code in ("due", "seen") else max(0, due - chance.choice((0, 0, 0, 0, 1, 3))))
    return chance.choice(REMARKS) if item.kind is Kind.TEXT and chance.random() < 0.3 else ""


def _at_term_start(cast: Cast) -> None:
    """Plans pass the heads and then the office (C3.3); the lesson plans are looked at too, and talked over."""
    clerk, first = cast.user("clerk"), cast.term.starts_on + WEEK
    for name, what, checkers, code in (
        ("教学计划检查（教研组）", "teaching_plan", Checkers.CHAIN, "C3-K14"),
        ("教学计划检查（教务处）", "teaching_plan", Checkers.OFFICE, "C3-K01"),
        ("期初教案检查", "lesson_plan", Checkers.CHAIN, ""),
    ):
        requirement = cast.owed(code) if code else ""
        (made,) = make(cast, name, [what], first, first + WEEK, clerk, checkers=checkers, requirement=requirement)
        rows = list(made.rows.select_related("inspector"))
        enter(cast, made, rows, first + 3 * DAY)
        planning.close(round=made, by=clerk, now=at(first + WEEK, 16))
    _talk_over(rows[:20], first + 8 * DAY)


def _talk_over(rows: Iterable[Inspected], on: date) -> None:
    for row in rows:
        if row.inspector:
            inspected.note_feedback(row=row, at=at(on, 15), by=row.inspector)


def _every_month(cast: Cast) -> None:
    """Each head looks at the routine of the own group every month (C3.10); one forgot it, one is at it now."""
    for month in cast.frame.months("four_weeks"):
        last = month.span.last_on
        first = monday_of(last) - WEEK if month.span.to_on > cast.today else monday_of(last)
        for place, (group, head) in enumerate(cast.heads.items()):
            is_forgotten = (month.number, place) == (2, len(cast.heads) - 1)
            is_over = month.span.to_on <= cast.today
            if first > cast.today or is_forgotten or (not is_over and place > 1):
                continue
            name = f"第{month.number}学月教学常规检查（{group.name}）"[:60]
            (made,) = make(
                cast, name, ["teaching_routine"], first, min(first + WEEK, last), head,
                scope=Scope(group=group), requirement=cast.owed("C3-K12"),
            )  # fmt: skip
            rows = list(made.rows.select_related("inspector"))
            done = rows if is_over or place == 0 else rows[: len(rows) // 2]
            enter(cast, made, done, min(first + 2 * DAY, cast.today))
            if is_over:
                planning.close(round=made, by=head, now=at(last, 16))


def _unannounced(cast: Cast) -> None:
    """Vice-principal and director drew a sample and came without a word (C3.5); the weakest is to be put right."""
    director, after = cast.user("director"), cast.term.starts_on + 5 * WEEK
    first = next((on for on in cast.days if on >= after), cast.today)
    if first + WEEK > cast.today:
        return
    (made,) = make(
        cast, "教案突击抽查", ["lesson_plan"], first, first + WEEK, director,
        mode=Mode.SPOT, is_announced=False, sample=8, checkers=Checkers.NAMED, named=[cast.user("vice"), director],
        requirement=cast.owed("C3-K04"),
    )  # fmt: skip
    enter(cast, made, made.rows.select_related("inspector"), first + DAY)
    planning.close(round=made, by=director, now=at(first + 2 * DAY, 16))


def _at_midterm(cast: Cast) -> None:
    """The full check of C3.4: heads inspect their teachers, the director the heads.

    Homework is looked at in two groups so far, and somebody was away.
    """
    exam, director = cast.frame.midterm, cast.user("director")
    if exam is None or exam.to_on + 3 * DAY > cast.today:
        return
    first, last = exam.to_on, exam.to_on + 2 * WEEK
    rounds = make(cast, "期中全面检查", MEASURES, first, last, director, requirement=cast.owed("C3-K02"))
    for made in rounds:
        rows = list(made.rows.select_related("inspector"))
        if made.object == "homework":
            inspected.excuse(row=rows[-1], reason="病假，未到校", by=cast.user("clerk"))
            heads = list(cast.heads.values())[:2]
            rows = [row for row in rows[:-1] if row.inspector in heads]
        enter(cast, made, rows, min(first + 3 * DAY, cast.today))
        if made.object != "homework":
            planning.close(round=made, by=director, now=at(min(last, cast.today), 16))
    _talk_over([row for row in rounds[0].rows.select_related("inspector") if row.position % 3], first + 5 * DAY)


def _under_way(cast: Cast) -> None:
    """The office enters lesson plans of everybody; half of it is typed in."""
    clerk = cast.user("clerk")
    (made,) = make(
        cast, "教案检查（教务处）", ["lesson_plan"], cast.today - 3 * DAY, cast.today + WEEK, clerk,
        checkers=Checkers.OFFICE,
    )  # fmt: skip
    rows = list(made.rows.all())
    enter(cast, made, rows[: len(rows) // 2], cast.today)


def _tomorrow(cast: Cast) -> None:
    """On the next school day somebody comes unannounced; until then those inspected find it nowhere."""
    after = cast.today + DAY
    calendar = school_calendar(cast.school, after, after + 2 * WEEK)
    following = [on for on in calendar.school_days(after, after + 2 * WEEK) if on <= cast.term.ends_on]
    if not following:
        return
    director = cast.user("director")
    make(
        cast, "作业突击检查", ["homework"], following[0], following[0] + 2 * DAY, director,
        mode=Mode.SPOT, is_announced=False, checkers=Checkers.NAMED, named=[cast.user("vice"), director],
        only={teacher.pk for teacher in cast.plain[:8]},
    )  # fmt: skip
