"""Whether an obligation was fulfilled, by the records of its period: value and met, not only a count."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import NamedTuple

from core.dates import Span
from rulebook.documents.schema import Measure, Per, Requirement
from rulebook.rules.frames import Frame, Week
from rulebook.rules.people import SCHOOL

SCHOOL_DAYS_OF_A_WEEK = 5
FEWEST_DAYS_OF_A_WEEK = 3
BY_THE_BEARER = {Measure.COUNT, Measure.BUCKETS}  # what others may have recorded is judged by its own app
ABOUT_OTHERS = {"observe", "observe_each_other", "check"}  # whoever owes it alone owes it about somebody else
LEADER = "leader"  # a mark of a record: it is about somebody who leads the school


class Evidence(NamedTuple):
    """One record that may count. `whole` is given for shares, `until` for what holds for a time, `is_right`
    where the app above has judged the record. `marks` say what a requirement may refuse: LEADER. `ref` opens the
    record on a page of that app."""

    kind: str
    on: date
    actor: int | None = None
    subject: str = SCHOOL
    part: str = ""
    amount: Decimal = Decimal(1)
    whole: Decimal | None = None
    until: date | None = None
    is_right: bool = True
    ref: str = ""
    marks: frozenset[str] = frozenset()


class State(StrEnum):
    NOT_DUE = "not_due"
    DUE = "due"
    DONE = "done"
    LATE = "late"
    WAIVED = "waived"


@dataclass(frozen=True)
class Owed:
    """An obligation as the rules take it. Records with one of the marks in `refuses` do not count."""

    requirement: Requirement
    subject: str
    bearers: tuple[int, ...]
    counted_by: frozenset[int]
    counts: Span
    opens_on: date
    due_on: date
    least: Decimal | None
    most: Decimal | None
    targets: tuple[str, ...] = ()
    amounts: tuple[Decimal | None, Decimal | None] = (None, None)
    spread: tuple[Decimal | None, Decimal | None] = (None, None)
    waived: tuple[Span | None, ...] = ()
    refuses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Bucket:
    """One week or day of a weekly or daily duty."""

    span: Span
    value: Decimal
    needed: Decimal
    is_waived: bool
    is_over: bool

    @property
    def is_met(self) -> bool:
        return self.value >= self.needed

    @property
    def is_missed(self) -> bool:
        return self.is_over and not self.is_waived and not self.is_met


@dataclass(frozen=True)
class Standing:
    """How an obligation stands on a day: `value` of `needed` done, and the records that made it so.

    `expected` is the pace on that day (F-09); `done_on` the day of the record that completed it; `missing` the
    parts or objects without a record.
    """

    state: State
    value: Decimal
    needed: Decimal | None
    records: tuple[Evidence, ...] = ()
    done_on: date | None = None
    was_late: bool = False
    expected: Decimal | None = None
    missing: tuple[str, ...] = ()
    buckets: tuple[Bucket, ...] = ()

    @property
    def is_behind(self) -> bool:
        """Tell whether less is done than the time that has passed would want."""
        return self.state is State.DUE and self.expected is not None and self.value < self.expected


@dataclass
class Records:
    """The records of a school and term, found by kind and subject or by kind and actor."""

    by_subject: dict[tuple[str, str], list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    by_actor: dict[tuple[str, int], list[Evidence]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, rows: Iterable[Evidence]) -> "Records":
        found = cls()
        for row in rows:
            found.by_subject[row.kind, row.subject].append(row)
            if row.actor is not None:
                found.by_actor[row.kind, row.actor].append(row)
        return found

    def touching(self, owed: Owed, subjects: Iterable[str]) -> set[str]:
        """Give those of the subjects about which a record may count for obligations that ask the same as this one."""
        requirement, kind = owed.requirement, owed.requirement.evidence
        if requirement.bears_each or owed.targets:
            return set(subjects)
        parts = _parts(requirement)
        return {
            subject
            for subject in subjects
            if any(_fits(row, owed, parts) for row in self.by_subject.get((kind, subject), ()))
        }

    def counting_for(self, owed: Owed) -> list[Evidence]:
        """Give the records that count, in the order of their days: of the right kind, people, object and days."""
        requirement = owed.requirement
        if requirement.bears_each:
            rows = [row for user in owed.bearers for row in self.by_actor.get((requirement.evidence, user), ())]
            own = {f"person:{user}" for user in owed.bearers} if requirement.act in ABOUT_OTHERS else ()
            rows = [row for row in rows if row.subject not in own]
        else:
            keys = dict.fromkeys((owed.subject, *owed.targets))
            rows = [row for key in keys for row in self.by_subject.get((requirement.evidence, key), ())]
            if requirement.measure in BY_THE_BEARER and owed.counted_by:
                rows = [row for row in rows if row.actor is None or row.actor in owed.counted_by]
        low, high = owed.amounts
        parts = _parts(requirement)
        return sorted(
            (
                row
                for row in rows
                if _fits(row, owed, parts)
                and (low is None or row.amount >= low)
                and (high is None or row.amount <= high)
                and not row.marks & owed.refuses
            ),
            key=lambda row: row.on,
        )


def _parts(requirement: Requirement) -> set[str]:
    """Give the parts or objects of which a record must be; none where any will do."""
    return set(requirement.parts or (() if requirement.spread_least else requirement.objects))


def _fits(row: Evidence, owed: Owed, parts: set[str]) -> bool:
    """Tell whether a record lies in the days and is of the parts that are asked for."""
    is_in = owed.counts.from_on <= row.on < owed.counts.to_on or owed.requirement.measure is Measure.STANDING
    return is_in and (not parts or not row.part or row.part in parts)


@dataclass(frozen=True)
class Look:
    """When one looks, and how the school reads weeks that are not whole."""

    today: date
    frame: Frame
    partial_week: str = "waive_below_3_days"


def judge(owed: Owed, records: Records, look: Look) -> Standing:
    """Give how the obligation stands."""
    return judge_by(owed, records.counting_for(owed), look)


def judge_by(owed: Owed, rows: Sequence[Evidence], look: Look) -> Standing:
    """Give how the obligation stands by the records that count for it.

    Without any it does not matter whose it is: it stands like all that ask as much on the same days.
    """
    standing = _JUDGES[owed.requirement.measure](owed, rows, look)
    if None in owed.waived:
        return _with(standing, State.WAIVED)
    return standing


def _count(owed: Owed, rows: Sequence[Evidence], look: Look) -> Standing:
    least = owed.least if owed.least is not None else Decimal(1)
    lots = _lots(owed)
    if lots:
        reached = {name: _reached(_of(rows, takes), least) for name, takes in lots.items()}
        missing = tuple(name for name, day in reached.items() if day is None)
        done_on = None if missing else max(reached.values())
        value, needed = Decimal(len(lots) - len(missing)), Decimal(len(lots))
        if len(lots) == 1:
            value, needed = Decimal(len(_of(rows, next(iter(lots.values()))))), least
    else:
        missing, done_on = (), _reached(rows, least)
        value, needed = Decimal(len(rows)), least
    wanted = owed.spread[0]
    if wanted is not None and len({row.part or row.subject for row in rows} - {SCHOOL}) < wanted:
        done_on = None
    expected = None if lots else _pace(owed, needed, look)
    return _standing(owed, look, value, needed, rows, done_on=done_on, missing=missing, expected=expected)


def _lots(owed: Owed) -> dict[str, Callable[[Evidence], bool]]:
    """Give what must be covered each by itself: parts of the thing, or targets such as every class."""
    if owed.targets:
        return {key: lambda row, key=key: row.subject in (key, owed.subject) for key in owed.targets}
    return {part: lambda row, part=part: row.part in (part, "") for part in owed.requirement.parts}


def _of(rows: Iterable[Evidence], takes: Callable[[Evidence], bool]) -> list[Evidence]:
    return [row for row in rows if takes(row)]


def _reached(rows: Sequence[Evidence], least: Decimal) -> date | None:
    """Give the day of the record that completed the number; the rows are in the order of their days."""
    number = int(least.to_integral_value(ROUND_CEILING))
    return rows[number - 1].on if number and len(rows) >= number else None


def _pace(owed: Owed, needed: Decimal, look: Look) -> Decimal | None:
    """Give how many should be done by now: the number times the teaching weeks that are over (F-09)."""
    if owed.requirement.per is not Per.TERM or owed.requirement.window != "anytime" or not needed:
        return None
    weeks = look.frame.weeks_in(owed.counts)
    over = sum(week.span.to_on <= look.today for week in weeks)
    return (needed * over / len(weeks)).to_integral_value(ROUND_FLOOR) if weeks else None


def _buckets(owed: Owed, rows: Sequence[Evidence], look: Look) -> Standing:
    least = owed.least if owed.least is not None else Decimal(1)
    buckets = tuple(
        _day_buckets(owed, rows, look, least)
        if owed.requirement.per is Per.DAY
        else _week_buckets(owed, rows, look, least)
    )
    judged = [b for b in buckets if not b.is_waived and (b.is_over or b.is_met)]
    met, missed = sum(b.is_met for b in judged), [b for b in judged if not b.is_met]
    is_over = look.today > owed.due_on
    state = State.LATE if missed else State.DONE if is_over else _open_state(owed, look)
    return Standing(
        state,
        Decimal(met),
        Decimal(len(judged)),
        tuple(rows),
        buckets=buckets,
        done_on=owed.due_on if state is State.DONE else None,
    )


def _week_buckets(owed: Owed, rows: Sequence[Evidence], look: Look, least: Decimal) -> Iterable[Bucket]:
    counted: dict[int, int] = defaultdict(int)
    weeks = look.frame.weeks_in(owed.counts)
    for row in rows:
        for week in weeks:
            if row.on in week.span:
                counted[week.number] += 1
    for week in weeks:
        needed, is_waived = _needed_in(week, owed, look, least)
        yield Bucket(week.span, Decimal(counted[week.number]), needed, is_waived, week.span.to_on <= look.today)


def _needed_in(week: Week, owed: Owed, look: Look, least: Decimal) -> tuple[Decimal, bool]:
    days = [on for on in week.school_days if on in owed.counts]
    if not days or _is_waived(owed, week.span):
        return least, True
    if look.partial_week == "waive_below_3_days" and len(days) < FEWEST_DAYS_OF_A_WEEK:
        return least, True
    if look.partial_week == "prorate_up" and len(days) < SCHOOL_DAYS_OF_A_WEEK:
        return (least * len(days) / SCHOOL_DAYS_OF_A_WEEK).to_integral_value(ROUND_CEILING), False
    return least, False


def _day_buckets(owed: Owed, rows: Sequence[Evidence], look: Look, least: Decimal) -> Iterable[Bucket]:
    counted: dict[date, int] = defaultdict(int)
    for row in rows:
        counted[row.on] += 1
    for on in look.frame.school_days:
        if on in owed.counts:
            day = Span(on, on + timedelta(days=1))
            yield Bucket(day, Decimal(counted[on]), least, _is_waived(owed, day), on < look.today)


def _is_waived(owed: Owed, span: Span) -> bool:
    return any(w is not None and w.from_on <= span.from_on and span.from_on < w.to_on for w in owed.waived)


def _judged(owed: Owed, rows: Sequence[Evidence], look: Look) -> Standing:
    """Every record must be right; while there is none, nothing can be wrong."""
    wrong = [row for row in rows if not row.is_right]
    right = Decimal(len(rows) - len(wrong))
    is_over = look.today > owed.due_on
    state = State.LATE if wrong else State.DONE if is_over else State.DUE if rows else _open_state(owed, look)
    shown = tuple(wrong) + tuple(row for row in rows if row.is_right)
    return Standing(state, right, Decimal(len(rows)), shown, done_on=owed.due_on if state is State.DONE else None)


def _share(owed: Owed, rows: Sequence[Evidence], look: Look) -> Standing:
    """The newest record counts; the part needed is rounded up, in exact decimals (F-08)."""
    newest = rows[-1] if rows else None
    if newest is None or not newest.whole:
        return _standing(owed, look, Decimal(0), owed.least, rows, done_on=None)
    needed = (newest.whole * (owed.least or Decimal(0))).to_integral_value(ROUND_CEILING)
    done_on = newest.on if newest.amount >= needed else None
    return _standing(owed, look, newest.amount, needed, rows, done_on=done_on)


def _holds(owed: Owed, rows: Sequence[Evidence], look: Look) -> Standing:
    """So many must hold on the day of the look; a term that is over is looked at on its last day."""
    day = min(look.today, owed.counts.last_on)
    held = [row for row in rows if row.on <= day and (row.until is None or day < row.until)]
    lots = {part: _of(held, lambda row, part=part: row.part in (part, "")) for part in owed.requirement.parts}
    least = owed.least if owed.least is not None else Decimal(1)
    missing = tuple(part for part, found in lots.items() if len(found) < least)
    value = Decimal(len(held))
    is_met = not missing if lots else value >= least
    if not lots and owed.most is not None and value > owed.most:
        is_met = False
    state = State.NOT_DUE if look.today < owed.opens_on else State.DONE if is_met else State.LATE
    if lots:
        value, least = Decimal(len(lots) - len(missing)), Decimal(len(lots))
    return Standing(state, value, least, tuple(held), missing=missing, done_on=held[-1].on if is_met and held else None)


def _none(owed: Owed, rows: Sequence[Evidence], look: Look) -> Standing:
    """Not one may happen; that none did can be said only when the period is over."""
    most = owed.most or Decimal(0)
    value = Decimal(len(rows))
    state = State.LATE if value > most else State.DONE if look.today > owed.due_on else _open_state(owed, look)
    return Standing(state, value, most, tuple(rows), done_on=owed.due_on if state is State.DONE else None)


def _standing(owed: Owed, look: Look, value, needed, rows, *, done_on, missing=(), expected=None) -> Standing:
    state = State.DONE if done_on else State.LATE if look.today > owed.due_on else _open_state(owed, look)
    return Standing(
        state,
        value,
        needed,
        tuple(rows),
        done_on=done_on,
        was_late=bool(done_on and done_on > owed.due_on),
        expected=expected,
        missing=missing,
    )


def _open_state(owed: Owed, look: Look) -> State:
    return State.NOT_DUE if look.today < owed.opens_on else State.DUE


def _with(standing: Standing, state: State) -> Standing:
    return Standing(**{**vars(standing), "state": state})


_JUDGES: Mapping[Measure, Callable[[Owed, Sequence[Evidence], Look], Standing]] = {
    Measure.COUNT: _count,
    Measure.BUCKETS: _buckets,
    Measure.JUDGED: _judged,
    Measure.SHARE: _share,
    Measure.STANDING: _holds,
    Measure.NONE: _none,
}
