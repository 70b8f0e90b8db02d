"""Reads about families: the own children, and which children's families have agreed to what (L-01)."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from families.models import Consent
from families.rules import NOTICE_VERSION
from registry.models import Guardian, Guardianship, Student


@dataclass(frozen=True)
class Question:
    """What a guardian has not answered yet, or not since the notice changed: purposes for one child."""

    student: Student
    guardian: Guardian
    purposes: list[Consent.Purpose]


def guardians_of_user(user: User):
    """Give the rows under which the user is a guardian: one per school, also where barred from some child."""
    return Guardian.objects.filter(user=user)


def children_of(user: User):
    """Give the user's own children at every school; never one from whom the user is barred."""
    links = {"guardianships__guardian__user": user, "guardianships__is_barred": False}
    return Student.objects.filter(pk__in=Student.objects.filter(**links).values("pk"))


def own_links(user: User) -> QuerySet[Guardianship]:
    """Give the user's own links to children, one per child; never one from whom the user is barred."""
    links = Guardianship.objects.filter(guardian__user=user, is_barred=False).select_related("student", "guardian")
    return links.order_by("student_id", "pk").distinct("student_id")


def unanswered(user: User) -> list[Question]:
    """Give the questions of consent that the user has still to answer, by child; two statements."""
    answers = Consent.objects.filter(guardian__user=user, notice_version=NOTICE_VERSION)
    answered = set(answers.values_list("student", "purpose"))
    questions = []
    for link in own_links(user):
        purposes = [purpose for purpose in Consent.Purpose if (link.student_id, purpose) not in answered]
        if purposes:
            questions.append(Question(link.student, link.guardian, purposes))
    return sorted(questions, key=lambda question: (question.student.name_pinyin, question.student.pk))


def with_consent(students, purpose: str):
    """Keep the pupils whose family has agreed to a purpose.

    At least one guardian has given consent and none refuses or has withdrawn: one parent's no counts.
    Guardians barred from the child decide nothing.
    """
    decided = _decided(purpose)
    given = decided.filter(state=Consent.State.GIVEN).values("student")
    against = decided.exclude(state=Consent.State.GIVEN).values("student")
    return students.filter(pk__in=given).exclude(pk__in=against)


def consent_states(students, purpose: str) -> dict[int, Consent.State]:
    """Give what counts for each pupil (id) whose family has decided: given, or one guardian's no.

    Pupils whose family has not decided are not in it. One statement, by the same rule as with_consent.
    """
    states: dict[int, Consent.State] = {}
    decided = _decided(purpose).filter(student__in=students)
    for student_id, state in decided.values_list("student", "state"):
        if states.get(student_id, Consent.State.GIVEN) == Consent.State.GIVEN:
            states[student_id] = Consent.State(state)
    return states


def _decided(purpose):
    barred = Guardianship.objects.filter(student=OuterRef("student"), guardian=OuterRef("guardian"), is_barred=True)
    return Consent.objects.filter(~Exists(barred), purpose=purpose)
