import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.models import Student
from registry.quality import QUALITY, quality_counts
from registry.selectors import class_sizes, present, pupils_by_grade, pupils_by_village, pupils_of
from registry.tests.factories import create_class, create_guardian, create_student
from registry.tests.people.factories import named_student

pytestmark = pytest.mark.django_db


def test_counts_are_the_lengths_of_the_lists_in_one_statement(scene):
    named_student("李四", school=scene.school, born_on=None)
    named_student("李四", school=scene.school, born_on=None, phone="1")
    create_guardian(student=create_student(school=scene.school), phone="")
    assert scene.principal.grants  # read once per request
    pupils = present(pupils_of(scene.principal, scene.school))

    with CaptureQueriesContext(connection) as queries:
        counts = quality_counts(pupils)
    assert len(queries) == 1
    assert counts == {"total": 4} | {key: quality.keep(pupils).count() for key, quality in QUALITY.items()}
    assert counts["duplicates"] == 2
    assert counts["phone"] == 2


def test_same_names_with_other_birth_dates_are_no_doubles(scene):
    named_student("张三", school=scene.school, born_on="2015-01-01")
    named_student("张三", born_on=scene.student.born_on)

    assert list(QUALITY["duplicates"].keep(Student.objects.filter(school=scene.school))) == []


def test_a_guardians_phone_makes_a_family_reachable(scene):
    pupil = create_student(school=scene.school)
    create_guardian(student=pupil, phone="13900000000")

    assert list(QUALITY["phone"].keep(Student.objects.filter(school=scene.school))) == []


def test_figures_by_grade_class_and_village(scene):
    empty = create_class(school=scene.school, number=2)
    create_student(school=scene.school)
    grade = scene.school_class.grade_on(scene.since) + 2

    assert class_sizes(scene.principal, scene.school) == [(scene.school_class, 1), (empty, 0)]
    by_grade = {row.grade.number: row.count for row in pupils_by_grade(scene.principal, scene.school)}
    assert by_grade == {number: int(number == grade) for number in range(1, 7)}
    assert pupils_by_village(scene.principal, scene.school) == [(scene.village, 1), (None, 1)]


def test_figures_cost_the_same_for_any_number_of_classes(scene, django_assert_max_num_queries):
    for number in range(2, 12):
        create_student(school_class=create_class(school=scene.school, number=number))
    principal = scene.principal
    assert principal.grants

    with django_assert_max_num_queries(5):
        class_sizes(principal, scene.school)
        pupils_by_village(principal, scene.school)
