"""How marking stands: of all teachers of a school, of one teacher by class, and what is to be marked today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope
from core.dates import Span
from registry.models import Enrolment, GroupMembership, SchoolClass, Subject, Teacher, TeachingAssignment
from schools.models import School, Term
from teaching_checks.models import Marking, MarkingRule
from teaching_checks.rules.markings import Mark, Standing, by_pair, standings, usual_share
from teaching_checks.selectors.lessons import lessons_of_day, taught_in
from teaching_checks.selectors.numbers import numbers_over

DAY = timedelta(days=1)


def shares(school: School) -> dict[int, Decimal]:
    """Give for each subject (key) the share of its lessons that is marked; two statements."""
    set_by_school = dict(MarkingRule.objects.filter(school=school).values_list("subject", "share"))
    names = Subject.objects.filter(school=school).values_list("pk", "name")
    return {pk: set_by_school.get(pk, usual_share(name)) for pk, name in names}


def marks_in(school: School, span: Span, **only) -> list[Mark]:
    """Give the markings of the span; one statement."""
    rows = Marking.objects.filter(school=school, on__gte=span.from_on, on__lt=span.to_on, **only).order_by("on", "pk")
    return [Mark(*row) for row in rows.values_list("on", "teacher", "school_class", "subject", "times")]


def marking_standings(school: School, span: Span, *, today: date | None = None) -> dict[int, list[Standing]]:
    """Give by teacher (key) how the markings of the span stood day by day; lessons of today are not asked for yet.

    Eight statements. For the inspection sheets of markings (R-29) take the last of each.
    """
    until = min(today or timezone.localdate(), span.to_on)
    return standings(marks_in(school, span), taught_in(school, span), shares(school), until=until)


def teachers_headed_by(user: User) -> QuerySet[Teacher]:
    """Give the members of the groups that the user heads."""
    heads = user.scopes_with(Permission.CHECK_GROUP, Scope.GROUP)
    members = GroupMembership.objects.filter(group__in=heads, to_on=None)
    return Teacher.objects.filter(pk__in=members.values("teacher"))


def for_listing(rows: QuerySet[Marking]) -> QuerySet[Marking]:
    """Load what a list of markings shows; the class carries its grade."""
    classes = Prefetch("school_class", queryset=SchoolClass.objects.with_grade())
    return rows.select_related("subject", "entered_by").prefetch_related(classes)


def may_pupils_mark(school: School, on: date) -> bool:
    """Tell whether the school lets pupils mark a small part: only where it has said so in C6 (X-24, L-11)."""
    numbers = numbers_over(school, Span(on, on + DAY))
    return numbers.get("C6", "C6-S03.pupil_marking", on) == "yes"


@dataclass
class Pair:
    """One class and subject of a teacher: with the lessons of a day, and how the term stands."""

    school_class: SchoolClass
    subject: Subject
    lessons: int = 0
    pupils: int = 0
    standing: Standing | None = None
    marking: Marking | None = None

    @property
    def key(self) -> str:
        return f"{self.school_class.pk}-{self.subject.pk}"


def pairs_on(teacher: Teacher, on: date) -> list[Pair]:
    """Give what a teacher teaches on a day: from the timetable and the assignments, lessons of the day first."""
    lessons = lessons_of_day(teacher.school, teacher.pk, on)
    held = TeachingAssignment.objects.held_on(on).filter(teacher=teacher)
    keys = {*lessons, *held.values_list("school_class", "subject")}
    pairs = _pairs(teacher.school, keys, on)
    sizes = _sizes(pairs, on)
    marked = {(m.school_class_id, m.subject_id): m for m in Marking.objects.filter(teacher=teacher, on=on)}
    for pair in pairs:
        key = pair.school_class.pk, pair.subject.pk
        pair.lessons, pair.pupils, pair.marking = lessons[key], sizes.get(key[0], 0), marked.get(key)
    return sorted(pairs, key=lambda pair: pair.lessons == 0)


def _pairs(school: School, keys: Iterable[tuple[int, int]], on: date) -> list[Pair]:
    keys = list(keys)
    classes = SchoolClass.objects.filter(school=school).with_grade(on).in_bulk([key[0] for key in keys])
    subjects = Subject.objects.in_bulk([key[1] for key in keys])
    pairs = [Pair(classes[one], subjects[other]) for one, other in keys if one in classes]
    return sorted(pairs, key=lambda p: (p.school_class.stage, -p.school_class.entry_year, p.school_class.number, p.key))


def _sizes(pairs: list[Pair], on: date) -> dict[int, int]:
    enrolled = Enrolment.objects.on(on).filter(school_class__in={pair.school_class.pk for pair in pairs})
    return dict(enrolled.order_by().values_list("school_class").annotate(size=Count("pk")))


def pairs_of_term(teacher: Teacher, term: Term, *, today: date) -> list[Pair]:
    """Give the classes and subjects of a teacher in a term with markings done and required."""
    span = Span(term.starts_on, min(term.span.to_on, max(today, term.starts_on)))
    lessons = [each for each in taught_in(teacher.school, span) if each.teacher == teacher.pk]
    found = by_pair(marks_in(teacher.school, term.span, teacher=teacher), lessons, shares(teacher.school))
    pairs = _pairs(teacher.school, found, min(today, term.ends_on))
    for pair in pairs:
        pair.standing = found[pair.school_class.pk, pair.subject.pk]
    return pairs
