"""Into which periods a requirement falls in one term, when each opens, and when it is due."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.dates import Span, month_span
from rulebook.documents.schema import Document, Per, Requirement
from rulebook.rules.deadlines import after_exam
from rulebook.rules.frames import Frame
from rulebook.rules.numbers import Numbers

DAY = timedelta(days=1)
AFTERWARDS = timedelta(days=31)  # a check of the term's end may be entered in the vacation
BEFOREHAND = timedelta(days=45)  # what is due at the start may have been done in the vacation before
A_YEAR = timedelta(days=365)


class NoDate(LookupError):
    """A period cannot be dated; the code says why: "no_midterm", "no_final", "no_start_year", "no_weeks"."""


@dataclass(frozen=True)
class Period:
    """One period of a requirement. `span` is compared with posts, `counts` with records; it is due
    from `opens_on` to `due_on`, both included. `is_long` periods reach over several terms."""

    code: str
    span: Span
    counts: Span
    opens_on: date
    due_on: date
    is_long: bool = False

    def due_before_end(self, days: int) -> "Period":
        """Give it due so many days before its last one: the day that the office sets for a hand-in (C4.3)."""
        due = max(self.span.from_on, self.due_on - timedelta(days=days))
        return replace(self, due_on=due, opens_on=min(self.opens_on, due))

    def begun_by(self, first_on: date) -> "Period":
        """Give the period as it stands for a document in force only from that day on."""
        opens = max(self.opens_on, min(first_on, self.due_on))
        return replace(self, opens_on=opens)


@dataclass(frozen=True)
class Timing:
    """What periods are cut from: the frame, the numbers, and from when the document is in force."""

    document: Document
    frame: Frame
    numbers: Numbers
    in_force_from: date
    in_force_to: date | None = None
    phases: dict = field(default_factory=dict)

    def whole(self, key: str) -> int:
        """Give a number of weeks or days; 0 when the school sets none."""
        return int(self.numbers.number(key) or 0)


def periods(requirement: Requirement, timing: Timing) -> list[Period]:
    """Give the periods of the term, in order. Those over before the document came into force are left out.

    Raises NoDate.
    """
    found = _MAKERS.get(requirement.per, _of_term)(requirement, timing)
    if key := requirement.due.get("days_before_end"):
        found = [each.due_before_end(timing.whole(key)) for each in found]
    first, end = timing.in_force_from, timing.in_force_to
    return [p.begun_by(first) for p in found if p.due_on >= first and (end is None or p.opens_on < end)]


def _of_term(requirement: Requirement, timing: Timing) -> Iterator[Period]:
    yield _windowed(timing.frame.code, timing.frame.span, requirement, timing)


def _of_months(requirement: Requirement, timing: Timing) -> Iterator[Period]:
    if key := requirement.only_if.get("months"):
        yield from _of_calendar_months(timing, with_vacations=timing.numbers.get(key) == "all_months")
        return
    months = timing.frame.months(timing.numbers.get("month.definition"))
    for number, month in enumerate(months):
        period = _whole(f"{timing.frame.code}/m{month.number}", month.span)
        if requirement.window == "month_end":
            days = timedelta(days=max(1, timing.whole("window.month_end_days")))
            opens = max(month.span.from_on, month.span.to_on - days)
            after = months[number + 1].span.to_on - days if number + 1 < len(months) else month.span.to_on + AFTERWARDS
            period = replace(period, opens_on=opens, counts=Span(opens, max(after, month.span.to_on)))
        yield period


def _of_calendar_months(timing: Timing, *, with_vacations: bool) -> Iterator[Period]:
    """Give the months of the calendar, each in the term until the next in which its middle lies (G5.3.2.2).

    Without the vacations February, July and August are left out.
    """
    reach = timing.frame.reach
    for year in reach.years:
        for month in range(1, 13):
            if date(year, month, 15) in reach and (with_vacations or month not in (2, 7, 8)):
                yield _whole(f"{timing.frame.code}/{month:02d}", month_span(year, month))


def _of_half_terms(requirement: Requirement, timing: Timing) -> Iterator[Period]:
    frame = timing.frame
    halves = Span(frame.span.from_on, frame.half_on), Span(frame.half_on, frame.span.to_on)
    for number, half in enumerate(halves, 1):
        yield _whole(f"{frame.code}/h{number}", half)


def _of_exams(requirement: Requirement, timing: Timing) -> Iterator[Period]:
    for name in requirement.exams:
        exam = _exam(timing.frame, name)
        due = _due_after(exam, requirement, timing)
        last = timing.frame.final.from_on if name == "midterm" and timing.frame.final else None
        counts = Span(exam.from_on, max(last or timing.frame.reach.to_on + AFTERWARDS, due + DAY))
        yield Period(f"{timing.frame.code}/{name}", timing.frame.span, counts, exam.to_on, max(due, exam.to_on))


def _exam(frame: Frame, name: str) -> Span:
    exam = frame.midterm if name == "midterm" else frame.final
    if exam is None:
        raise NoDate(f"no_{name}")
    return exam


def _due_after(exam: Span, requirement: Requirement, timing: Timing) -> date:
    if requirement.due.get("anchor") == "next_term_start":
        weeks = timing.whole(requirement.due["weeks"]) or 1
        monday = timing.frame.next_starts_on - timedelta(days=timing.frame.next_starts_on.weekday())
        return monday + timedelta(days=7 * weeks - 1)
    return after_exam(
        exam.last_on,
        days=timing.whole(requirement.due.get("days_after", "window.after_exam_days")),
        in_school_days=timing.numbers.get("deadline.two_weeks") == "school_days",
        roll_forward=timing.numbers.get("deadline.roll_forward") == "yes",
        calendar=timing.frame.calendar,
    )


def _of_school_year(requirement: Requirement, timing: Timing) -> Iterator[Period]:
    frame = timing.frame
    yield Period(str(frame.school_year), frame.year, frame.year, frame.year.from_on, frame.year_ends_on, is_long=True)


def _of_calendar_year(requirement: Requirement, timing: Timing) -> Iterator[Period]:
    """One period for each month named; without months, the year in which the term begins."""
    if key := requirement.due.get("months"):
        for year in timing.frame.reach.years:
            for month in sorted(int(m) for m in timing.numbers.get(key) or ()):
                span = month_span(year, month)
                if span.from_on in timing.frame.reach:
                    counts = Span(span.from_on - AFTERWARDS, span.to_on + AFTERWARDS)
                    yield Period(f"{year}/{month:02d}", span, counts, span.from_on, span.last_on, is_long=True)
        return
    year = timing.frame.span.from_on.year
    yield replace(_whole(str(year), Span(date(year, 1, 1), date(year + 1, 1, 1))), is_long=True)


def _of_phases(requirement: Requirement, timing: Timing) -> Iterator[Period]:
    """Give the phases that the term answers for; they may overlap (X-21), and one may be over before the first term
    of a school begins, as the preparation in May to August (G5.4.1)."""
    named = requirement.due.get("phase") or ()
    for phase in [named] if isinstance(named, str) else named:
        span = _phase(phase, timing)
        if span.from_on < timing.frame.reach.to_on and timing.frame.since < span.to_on:
            counts = Span(span.from_on, span.to_on + AFTERWARDS)
            yield Period(phase, span, counts, span.from_on, span.last_on, is_long=True)


def _phase(phase: str, timing: Timing) -> Span:
    return phase_span(phase, timing.document, timing.numbers, timing.phases)


def phase_span(phase: str, document: Document, numbers: Numbers, own: Mapping[str, Span]) -> Span:
    """Give the days of a phase by the school's own dates, or by the text's months after the starting year.

    Raises NoDate where nobody has said in which year it starts.
    """
    if phase in own:
        return own[phase]
    begin = numbers.number("programme.start_year")
    if begin is None:
        raise NoDate("no_start_year")
    first, last = document.items[phase].data["start"], document.items[phase].data["end"]
    return Span(_month(first, begin).from_on, _month(last, begin).to_on)


def _month(data, begin) -> Span:
    return month_span(int(begin) + int(data["year"]) - 1, int(data["month"]))


def _of_programme(requirement: Requirement, timing: Timing) -> Iterator[Period]:
    """From the adoption on, for the years that the text gives, else for three; a plan is due in the first term."""
    if requirement.due.get("phase"):
        yield from _of_phases(requirement, timing)
        return
    if requirement.window == "programme_start":
        yield from _once(requirement, timing)
        return
    first = timing.in_force_from
    years = timing.whole(requirement.due.get("years_after", "")) if requirement.due.get("years_after") else 3
    to_on = first.replace(year=first.year + max(1, years), day=min(first.day, 28))
    yield replace(_whole("programme", Span(first, to_on)), is_long=True)


def _once(requirement: Requirement, timing: Timing) -> Iterator[Period]:
    """Once for each object: by the end of the first term, of the phase named, or of the first school year.

    In the vacation the first term is the one to come, which says so itself.
    """
    if requirement.due.get("phase"):
        for p in _of_phases(requirement, timing):
            late = Span(p.counts.from_on, p.span.to_on + A_YEAR)  # what is done once is done, even much too late
            yield replace(p, code=f"once/{p.code}", counts=late)
        return
    first = timing.in_force_from
    ends = timing.frame.span.last_on if requirement.window == "programme_start" else timing.frame.year_ends_on
    if ends < first:
        return
    span = Span(first, ends + DAY)
    counts = Span(first - BEFOREHAND, span.to_on + A_YEAR)
    yield Period("once", span, counts, first, span.last_on, is_long=True)


def _standing(requirement: Requirement, timing: Timing) -> Iterator[Period]:
    """It must hold on every day; so it is due from the first; in the vacation, from the next term on."""
    span = timing.frame.span
    first = max(span.from_on, timing.in_force_from)
    if first in span:
        yield Period(timing.frame.code, span, span, first, first)


_MAKERS = {
    Per.MONTH: _of_months,
    Per.HALF_TERM: _of_half_terms,
    Per.EXAM: _of_exams,
    Per.SCHOOL_YEAR: _of_school_year,
    Per.CALENDAR_YEAR: _of_calendar_year,
    Per.PHASE: _of_phases,
    Per.PROGRAMME: _of_programme,
    Per.ONCE: _once,
    Per.STANDING: _standing,
}


def _whole(code: str, span: Span) -> Period:
    return Period(code, span, span, span.from_on, span.last_on)


def _windowed(code: str, span: Span, requirement: Requirement, timing: Timing) -> Period:
    """Cut the window out of a term. Raises NoDate where it hangs on an exam that has no date."""
    cut = _WINDOWS.get(requirement.window)
    if cut is None:
        return _whole(code, span)
    opens, due, counts_from, counts_to = cut(timing)
    opens, due = max(opens, span.from_on), min(due, span.last_on)
    return Period(code, span, Span(counts_from, max(counts_to, due + DAY)), min(opens, due), due)


def _weeks_before_end(timing: Timing, weeks: int) -> date:
    if not timing.frame.weeks:
        raise NoDate("no_weeks")
    return timing.frame.weeks[-min(max(1, weeks), len(timing.frame.weeks))].span.from_on


def _term_end_opens(timing: Timing) -> date:
    return _weeks_before_end(timing, timing.whole("window.term_end_weeks"))


def _term_start(timing: Timing):
    frame = timing.frame
    if not frame.weeks:
        raise NoDate("no_weeks")
    week = frame.weeks[min(max(1, timing.whole("window.term_start_weeks")), len(frame.weeks)) - 1]
    return frame.span.from_on, week.span.last_on, frame.span.from_on - BEFOREHAND, frame.half_on


def _first_half(timing: Timing):
    span = Span(timing.frame.span.from_on, timing.frame.half_on)
    return span.from_on, span.last_on, span.from_on, span.to_on


def _second_half(timing: Timing):
    frame = timing.frame
    return frame.half_on, frame.span.last_on, frame.half_on, frame.span.to_on


def _midterm(timing: Timing):
    """From a week before the exam to some weeks after it; without an exam, around the term's middle."""
    middle = timing.frame.half_on - DAY
    exam = timing.frame.midterm or Span(middle, middle + DAY)
    opens = exam.from_on - timedelta(days=7)
    due = exam.last_on + timedelta(weeks=timing.whole("window.midterm_weeks"))
    return opens, due, opens - timedelta(days=7), max(_term_end_opens(timing), due + DAY)


def _term_end(timing: Timing):
    opens = _term_end_opens(timing)
    return opens, timing.frame.span.last_on, opens, timing.frame.span.to_on + AFTERWARDS


def _before_term_end(timing: Timing):
    opens = _weeks_before_end(timing, timing.whole("window.before_term_end_weeks"))
    return opens, timing.frame.span.last_on, opens, timing.frame.span.to_on


def _after_new_lessons(timing: Timing):
    """The last three weeks before the final exam are for revision; without an exam, the last of the term."""
    frame = timing.frame
    opens = frame.final.from_on - timedelta(days=21) if frame.final else _term_end_opens(timing)
    return opens, frame.span.last_on, opens, frame.span.to_on + AFTERWARDS


def _before_final_exam(timing: Timing):
    """The three weeks before the final exam; without an exam, the last weeks of the term."""
    exam = timing.frame.final
    if exam is None:
        return _term_end(timing)
    opens = exam.from_on - timedelta(days=21)
    return opens, exam.from_on - DAY, opens, timing.frame.span.to_on


def _after_midterm_exam(timing: Timing):
    exam = _exam(timing.frame, "midterm")
    due = exam.last_on + timedelta(weeks=timing.whole("window.midterm_weeks"))
    return exam.to_on, due, exam.to_on, timing.frame.span.to_on


def _after_final_exam(timing: Timing):
    exam = _exam(timing.frame, "final")
    end = timing.frame.span.to_on
    return min(exam.to_on, end - DAY), end - DAY, exam.from_on, timing.frame.reach.to_on + AFTERWARDS


def _programme_start(timing: Timing):
    frame = timing.frame
    return frame.span.from_on, frame.span.last_on, frame.span.from_on - BEFOREHAND, frame.span.to_on


_WINDOWS = {
    "term_start": _term_start,
    "first_half": _first_half,
    "second_half": _second_half,
    "midterm": _midterm,
    "term_end": _term_end,
    "before_term_end": _before_term_end,
    "after_new_lessons": _after_new_lessons,
    "before_final_exam": _before_final_exam,
    "after_midterm_exam": _after_midterm_exam,
    "after_final_exam": _after_final_exam,
    "programme_start": _programme_start,
}
