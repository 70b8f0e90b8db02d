"""What the registers keep that documents count: classes, grades, subjects, groups, villages, teachers."""

from collections.abc import Iterator

from core.dates import Span, school_year
from registry.models import Grade, SchoolClass, Subject, Teacher, TeacherGroup
from rulebook.rules import people
from schools.models import School, Village


def classes(school: School, span: Span) -> Iterator[people.Subject]:
    """Give the classes that are open in the span, by their names in its school year; a class lies in its site."""
    middle = span.from_on + (span.to_on - span.from_on) / 2
    found = SchoolClass.objects.filter(school=school, entry_year__lte=school_year(middle)).with_grade(middle)
    for each in found:
        keys = frozenset({f"site:{each.campus_id}"} if each.campus_id else ())
        yield people.Subject(f"class:{each.pk}", each.name_on(middle), keys, to_on=each.closed_on)


def grades(school: School, span: Span) -> Iterator[people.Subject]:
    for each in Grade.objects.filter(school=school):
        yield people.Subject(f"grade:{each.pk}", str(each))


def subjects(school: School, span: Span) -> Iterator[people.Subject]:
    for each in Subject.objects.filter(school=school):
        yield people.Subject(f"subject:{each.pk}", each.name)


def groups(kind: str):
    """Give a source of the groups of teachers of one kind."""

    def of_kind(school: School, span: Span) -> Iterator[people.Subject]:
        for each in TeacherGroup.objects.filter(school=school, kind=kind):
            key = people.group(each.pk)
            yield people.Subject(key, each.name, frozenset({key}), group_id=each.pk)

    return of_kind


def villages(school: School, span: Span) -> Iterator[people.Subject]:
    for each in Village.objects.filter(schools=school):
        yield people.Subject(f"village:{each.pk}", each.name)


def teachers(school: School, span: Span) -> Iterator[people.Subject]:
    for each in Teacher.objects.filter(school=school):
        dates = {"from_on": each.employed_from or people.date.min, "to_on": each.employed_to}
        key = people.person(each.user_id)
        yield people.Subject(key, each.name, frozenset({key}), user=each.user_id, **dates)
