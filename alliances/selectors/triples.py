"""What of a set is shown to whom: codes to the office, first names to the members of a match that both agreed to."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.permissions import Permission
from alliances.models import Alliance, Membership, Triple
from alliances.rules.given_names import given_name
from registry.models import Enrolment, Guardian, Guardianship, SchoolClass, Student
from schools.models import School

# What leaves a school: no column of a person among them.
OF_A_CODE = ("pk", "public_id", "school__name", "number", "grade", "wishes", "consent")


@dataclass(frozen=True)
class Code:
    """A set as other schools know it: set 3 of School B, grade 5, reading."""

    pk: int
    public_id: str
    school: str
    number: int
    grade: int | None
    wishes: list[str]
    has_agreed: bool


@dataclass(frozen=True)
class Partner:
    """The matched set: its code, and the first names where both guardians agree."""

    school: str
    number: int
    grade: int | None
    wishes: list[str]
    pupil: str = ""
    parent: str = ""
    teacher: str = ""
    is_open: bool = False


def _words(wishes) -> list[str]:
    return [str(Triple.Wish(each).label) for each in wishes]


def grade_of(student: Student) -> int | None:
    """Give the grade of today's class."""
    enrolled = Enrolment.objects.current().filter(student=student).values("school_class")
    classes = SchoolClass.objects.with_grade().filter(pk__in=enrolled)
    return classes.values_list("grade_number", flat=True).first()


def guardians_of(user: User, student: Student) -> QuerySet[Guardian]:
    """Give who of the family can be in a set, by name alone: for who acts for the school, the clerk too, who opens
    no contacts. Nobody who is barred, or marked as not the legal guardian (L-01)."""
    rows = Guardian.objects.filter(school__in=user.schools_with(Permission.ALLIANCE_SCHOOL), school=student.school_id)
    links = Guardianship.objects.filter(student=student, is_barred=False).exclude(is_guardian=False)
    return rows.filter(pk__in=links.values("guardian")).only("pk", "name", "school_id", "user_id")


def free_codes(alliance: Alliance) -> list[Code]:
    """Give the sets that can be matched, by their numbers; the caller has asked whether the user runs the alliance."""
    schools = Membership.objects.current().filter(alliance=alliance).values("school")
    rows = Triple.objects.open().filter(alliance=alliance, match=None, school__in=schools)
    rows = rows.filter(consent__in=(Triple.Consent.ASKED, Triple.Consent.GIVEN)).order_by("school__name", "number")
    return [
        Code(pk, public_id, school, number, grade, _words(wishes), consent == Triple.Consent.GIVEN)
        for pk, public_id, school, number, grade, wishes, consent in rows.values_list(*OF_A_CODE)
    ]


def of_school(user: User, school: School) -> QuerySet[Triple]:
    """Give the sets of the own school, newest first."""
    rows = Triple.objects.visible_to(user).filter(
        school=school, school__in=user.schools_with(Permission.ALLIANCE_SCHOOL)
    )
    rows = rows.select_related("alliance", "student", "guardian", "teacher", "match__one_school", "match__other_school")
    return rows.order_by("-pk")


def own_sets(user: User) -> list[tuple[Triple, Partner | None]]:
    """Give the sets in which the user is the teacher or the guardian, each with its partner; two statements.

    Of the closed ones a guardian keeps those to which the own consent still stands: it can be withdrawn.
    """
    stands = Q(guardian__user=user, consent=Triple.Consent.GIVEN)
    rows = Triple.objects.of_member(user).filter(Q(closed_at=None) | stands)
    rows = rows.select_related("alliance", "school", "student", "guardian", "teacher").order_by("-pk")
    triples = list(rows[:50])
    partners = _partners([each for each in triples if each.match_id])
    return [(each, partners.get(each.pk)) for each in triples]


def _partners(own: list[Triple]) -> dict[int, Partner]:
    """Read the other sets of the matches. A name is made a first name before it leaves this function, and only where
    both are open to each other."""
    mine = {each.match_id: each for each in own}
    agreed = {each.pk for each in agreeing(Triple.objects.filter(match__in=mine))}
    found = {}
    others = Triple.objects.filter(match__in=mine).exclude(pk__in=[each.pk for each in own])
    columns = ("pk", "match", "school__name", "number", "grade", "wishes", "student__name", "guardian__name")
    for pk, match, school, number, grade, wishes, *names in others.values_list(*columns, "teacher__name"):
        triple = mine[match]
        is_open = {pk, triple.pk} <= agreed
        pupil, parent, teacher = map(given_name, names) if is_open else ("", "", "")
        code = (school, number, grade, _words(wishes))
        found[triple.pk] = Partner(*code, pupil=pupil, parent=parent, teacher=teacher, is_open=is_open)
    return found


def agreeing(rows: QuerySet[Triple]) -> QuerySet[Triple]:
    """Keep the sets whose guardian agrees and is not barred from the child, while their school is in the alliance."""
    held = Guardianship.objects.filter(guardian=OuterRef("guardian"), student=OuterRef("student"), is_barred=False)
    there = Membership.objects.current().filter(alliance=OuterRef("alliance"), school=OuterRef("school"))
    return rows.filter(Exists(held), Exists(there), consent=Triple.Consent.GIVEN).only("pk")
