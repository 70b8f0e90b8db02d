"""Whose children are whose, and which families have agreed."""

import pytest

from accounts.roles import Role
from accounts.tests.factories import user_with
from families.selectors import children_of, with_consent
from families.tests.factories import give_consent
from registry.models import Guardianship, Student
from registry.tests.factories import create_guardian, create_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    student = create_student()
    return student, create_guardian(student=student), create_guardian(student=student, relation="52")


def agreed(purpose="community") -> list[Student]:
    return list(with_consent(Student.objects.order_by("pk"), purpose))


def test_a_child_is_agreed_when_one_guardian_gives_consent(family):
    student, father, _mother = family
    assert agreed() == []
    give_consent(student=student, guardian=father)
    assert agreed() == [student]
    assert agreed("contact") == []


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_the_no_of_one_guardian_counts(family, state):
    student, father, mother = family
    give_consent(student=student, guardian=father)
    give_consent(student=student, guardian=mother, state=state)
    assert agreed() == []


def test_who_is_barred_from_a_child_decides_nothing(family):
    student, father, mother = family
    Guardianship.objects.filter(guardian=mother).update(is_barred=True)
    give_consent(student=student, guardian=mother, state="refused")
    assert agreed() == []
    give_consent(student=student, guardian=father)
    assert agreed() == [student]


def test_the_children_of_a_user_at_two_schools_but_not_one_from_whom_barred(family):
    student, father, _mother = family
    other = create_guardian(student=create_student(), name=father.name)
    barred = create_guardian(student=create_student(), link={"is_barred": True})
    user = user_with(Role.PARENT, school=student.school)
    for guardian in (father, other, barred):
        guardian.user = user
        guardian.save()
    assert set(children_of(user)) == {student, other.students.get()}
