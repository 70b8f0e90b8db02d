"""Where people's numbers stand: with the teacher and the guardian, as each school keeps them."""

import pytest

from notices.phones import phones_of
from registry.tests.factories import create_guardian, create_student, create_teacher
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db


def test_each_school_knows_its_own_number_of_a_person(django_assert_num_queries):
    teacher = create_teacher(phone="13800000001")
    elsewhere = create_teacher(user=teacher.user, school=create_school(), phone="13800000002")
    without = create_teacher(phone="")
    people = [teacher.user_id, without.user_id]
    with django_assert_num_queries(2):
        found = phones_of(user_ids=people, school_ids=[teacher.school_id, elsewhere.school_id, without.school_id])
    assert found == {
        (teacher.user_id, teacher.school_id): "13800000001",
        (teacher.user_id, elsewhere.school_id): "13800000002",
    }


def test_who_is_both_teacher_and_parent_is_called_as_a_teacher():
    teacher = create_teacher(phone="13800000001")
    guardian = create_guardian(student=create_student(school=teacher.school), phone="13900000001")
    guardian.user = teacher.user
    guardian.save()
    found = phones_of(user_ids=[teacher.user_id], school_ids=[teacher.school_id])
    assert found == {(teacher.user_id, teacher.school_id): "13800000001"}


def test_nobody_asked_for_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert phones_of(user_ids=[], school_ids=[1]) == {}
