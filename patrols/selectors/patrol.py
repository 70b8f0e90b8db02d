"""What the pages of the patrol show: one period as one walks, a day, the days of a term, a month."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from core.dates import Span
from patrols.models import PatrolEntry, PatrolWalk
from registry.models import PeriodTime
from registry.selectors.timetable import Lesson, lessons_of_school, lessons_on
from schools.models import School, Term
from schools.selectors import school_calendar


@dataclass(frozen=True)
class Line:
    """A lesson and what was found in it; None while nobody was there."""

    lesson: Lesson
    entry: PatrolEntry | None

    @property
    def seen(self) -> str:
        return self.entry.seen if self.entry else ""


@dataclass
class Period:
    """One period of a day: its lessons, and the register when somebody began it."""

    number: int
    hours: PeriodTime | None = None
    walk: PatrolWalk | None = None
    lines: list[Line] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(line.entry is not None for line in self.lines)

    @property
    def left(self) -> int:
        return len(self.lines) - self.done

    @property
    def is_finished(self) -> bool:
        return bool(self.walk and self.walk.finished_at)

    @property
    def remarkable(self) -> list[Line]:
        """The lessons of which there is something to say."""
        return [line for line in self.lines if line.entry and (not line.entry.is_as_planned or line.entry.note)]


def periods_of(user, school: School, on: date) -> list[Period]:
    """Give the periods of a day with their lessons in walking order: class by class; ten statements."""
    entries = PatrolEntry.objects.visible_to(user).filter(school=school, on=on).for_listing()
    found = {(each.school_class_id, each.period): each for each in entries}
    walks = PatrolWalk.objects.visible_to(user).filter(school=school, on=on).select_related("finished_by", "begun_by")
    walk_of = {walk.period: walk for walk in walks}
    periods: dict[int, Period] = {}
    for lesson in lessons_on(school, on):
        if not lesson.is_cancelled:
            number = lesson.period
            period = periods.setdefault(number, Period(number, lesson.hours, walk_of.get(number)))
            period.lines.append(Line(lesson, found.get((lesson.slot.school_class_id, number))))
    return [periods[number] for number in sorted(periods)]


def period_now(periods: Sequence[Period], now: datetime) -> Period | None:
    """Give the period that runs now, else the next one of the day, else the last one."""
    at = timezone.localtime(now).time()
    coming = (period for period in periods if period.hours and at < period.hours.ends_at)
    return next(coming, periods[-1] if periods else None)


@dataclass
class DayLine:
    """A school day: which periods were walked, which are missing, and what was found."""

    on: date
    periods: int = 0
    finished: int = 0
    missing: list[int] = field(default_factory=list)
    late: int = 0
    left: int = 0
    absent: int = 0
    swapped: int = 0
    norms: int = 0

    @property
    def has_register(self) -> bool:
        """Tell whether the register of the day exists: at least one period was walked to its end (C2.2.1)."""
        return self.finished > 0


def school_days(school: School, span: Span, today: date) -> list[date]:
    """Give the days of the span with lessons until today, newest first; two statements."""
    calendar = school_calendar(school, span.from_on, span.to_on)
    days = calendar.school_days(span.from_on, min(span.to_on, today + timedelta(days=1)))
    return [day for day in reversed(days) if calendar.lessons_weekday(day)]


def term_span(term: Term | None, today: date) -> Span:
    return term.span if term else Span(today, today + timedelta(days=1))


def day_lines(user, school: School, days: Sequence[date]) -> list[DayLine]:
    """Give what stands in the registers of these days; nine statements whatever their number."""
    walks = PatrolWalk.objects.visible_to(user).filter(school=school)
    return lines_of(school, days, walks=walks, entries=PatrolEntry.objects.visible_to(user).filter(school=school))


def lines_of(school: School, days: Sequence[date], *, walks: QuerySet, entries: QuerySet) -> list[DayLine]:
    """Give the same from these walks and entries: for reports, which are made for several people."""
    if not days:
        return []
    span = Span(min(days), max(days) + timedelta(days=1))
    lines = {day: DayLine(day) for day in days}
    held: dict[date, set[int]] = defaultdict(set)
    for lesson in lessons_of_school(school, span):
        if not lesson.is_cancelled:
            held[lesson.on].add(lesson.period)
    walked: dict[date, set[int]] = defaultdict(set)
    finished = walks.filter(on__in=days, finished_at__isnull=False)
    for day, period in finished.values_list("on", "period"):
        walked[day].add(period)
    for day, line in lines.items():
        line.periods, line.finished = len(held[day] | walked[day]), len(walked[day])
        line.missing = sorted(held[day] - walked[day])
    for entry in _remarkable(entries, days):
        _count(lines[entry.on], entry)
    return list(lines.values())


def _remarkable(entries, days) -> QuerySet[PatrolEntry]:
    return entries.filter(on__in=days).remarkable().only("on", "late", "left", "is_absent", "is_swapped", "norms")


def _count(line: DayLine, entry: PatrolEntry) -> None:
    line.late += bool(entry.late)
    line.left += bool(entry.left)
    line.absent += entry.is_absent
    line.swapped += entry.is_swapped
    line.norms += len(entry.norms)


def summed(lines: Sequence[DayLine]) -> DayLine:
    """Give the sum of several days; `on` is the first of them."""
    total = DayLine(min((line.on for line in lines), default=date.min))
    for line in lines:
        for name in ("periods", "finished", "late", "left", "absent", "swapped", "norms"):
            setattr(total, name, getattr(total, name) + getattr(line, name))
    return total


def norm_counts(user, school: School, days: Sequence[date]) -> dict[int, int]:
    """Give how often each norm was not kept on these days, by its key."""
    counts: dict[int, int] = defaultdict(int)
    for entry in _remarkable(PatrolEntry.objects.visible_to(user).filter(school=school), days):
        for norm in entry.norms:
            counts[norm] += 1
    return counts
