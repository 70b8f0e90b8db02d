"""The lessons of a whole school over a span, in a constant number of statements and without loading rows as models."""

from collections import Counter
from datetime import date, timedelta

from core.dates import Span
from registry.models import Substitution, TimetableSlot
from schools.models import School, Term
from schools.selectors import school_calendar
from teaching_checks.models import PlanException
from teaching_checks.rules.lessons import SchoolDay, SlotRow, Taught, taught

WEEK = timedelta(days=7)


def taught_in(school: School, span: Span) -> list[Taught]:
    """Give the lessons of all teachers in the span, by day, with substitutions; five statements."""
    terms = [term for term in Term.objects.filter(school=school) if _touch(term.span, span)]
    if not terms:
        return []
    calendar = school_calendar(school, min(t.starts_on for t in terms), max(t.span.to_on for t in terms), terms=terms)
    slots = TimetableSlot.objects.filter(school=school, term__in=terms, from_on__lt=span.to_on).held_from(span.from_on)
    rows: dict[int, list[SlotRow]] = {}
    for term_id, *row in slots.values_list(
        "term", "pk", "weekday", "weeks", "from_on", "to_on", "teacher", "school_class", "subject"
    ):
        rows.setdefault(term_id, []).append(SlotRow(*row))
    changes = Substitution.objects.filter(school=school, on__gte=span.from_on, on__lt=span.to_on)
    changed = {(slot, on): teacher for slot, on, teacher in changes.values_list("slot", "on", "teacher")}
    found = []
    for term in sorted(terms, key=lambda each: each.starts_on):
        within = Span(max(term.starts_on, span.from_on), min(term.span.to_on, span.to_on))
        found += taught(rows.get(term.pk, ()), _days(calendar, term, within), changed)
    return found


def _touch(one: Span, other: Span) -> bool:
    return one.from_on < other.to_on and other.from_on < one.to_on


def _days(calendar, term: Term, span: Span) -> list[SchoolDay]:
    found = []
    for on in span:
        weekday = calendar.lessons_weekday(on)
        if weekday is not None:
            found.append(SchoolDay(on, weekday, calendar.teaching_week(on, term)))
    return found


def first_week(term: Term) -> Span:
    """Give the first seven days of a term."""
    return Span(term.starts_on, min(term.starts_on + WEEK, term.span.to_on))


def first_week_lessons(school: School, term: Term) -> dict[int, int]:
    """Give by teacher (key) the lessons of the first week of a term, which must be prepared ahead (C4.1a)."""
    return dict(Counter(lesson.teacher for lesson in taught_in(school, first_week(term))))


def plans_due(school: School, term: Term) -> dict[int, int]:
    """Give by teacher (key) how many lessons must be prepared ahead, less the exceptions (C4.1a); six statements."""
    lessons = first_week_lessons(school, term)
    excused: Counter[int] = Counter()
    for teacher, number in PlanException.objects.filter(term=term).values_list("teacher", "lessons"):
        excused[teacher] += number
    return {teacher: max(0, number - excused[teacher]) for teacher, number in lessons.items()}


def lessons_of_day(school: School, teacher: int, on: date) -> Counter[tuple[int, int]]:
    """Give how many lessons a teacher (key) gives in each class and subject (keys) on a day."""
    lessons = taught_in(school, Span(on, on + timedelta(days=1)))
    return Counter((each.school_class, each.subject) for each in lessons if each.teacher == teacher)
