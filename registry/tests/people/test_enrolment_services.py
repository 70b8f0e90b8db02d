from datetime import date

import pytest
from django.utils import timezone

from core.refusals import Refused
from registry.models import Enrolment
from registry.services.enrolments import last_step_of_today, leave_school, move_to_class, undo_last_step
from registry.tests.factories import create_class, create_student

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 1)


def refusal(service, **arguments):
    with pytest.raises(Refused) as caught:
        service(**arguments)
    return caught.value.reason


@pytest.fixture
def other(scene):
    return create_class(school=scene.school, number=2)


def test_the_person_acting_stands_in_the_history(scene, other):
    move_to_class(student=scene.student, school_class=other, on=ON, by=scene.admin)

    event = Enrolment.pgh_event_model.objects.filter(school_class_id=other.pk).get()
    assert event.pgh_context.metadata["user"] == scene.admin.pk


def test_a_second_move_on_the_same_day_corrects_the_first(scene, other):
    third = create_class(school=scene.school, number=3)
    for target in (other, third):
        move_to_class(student=scene.student, school_class=target, on=ON, by=scene.admin)

    assert list(scene.student.enrolments.values_list("school_class", flat=True)) == [
        scene.school_class.pk,
        third.pk,
    ]


def test_moving_back_on_the_same_day_leaves_no_trace_of_a_move(scene, other):
    for target in (other, scene.school_class):
        move_to_class(student=scene.student, school_class=target, on=ON, by=scene.admin)

    assert list(scene.student.enrolments.values_list("school_class", "to_on", "ended")) == [
        (scene.school_class.pk, None, "")
    ]


def test_one_who_comes_back_is_transferred_in(scene, other):
    leave_school(student=scene.student, on=ON, ended="left", by=scene.admin)
    back = move_to_class(student=scene.student, school_class=other, on=date(2027, 2, 22), by=scene.admin)

    assert back.how == Enrolment.How.TRANSFERRED


def test_moves_that_make_no_sense_are_refused(scene, other):
    student, by = scene.student, scene.admin
    closed = create_class(school=scene.school, number=4, closed_on=date(2025, 7, 1))

    assert refusal(move_to_class, student=student, school_class=create_class(), on=ON, by=by) == "other-school"
    assert refusal(move_to_class, student=student, school_class=closed, on=ON, by=by) == "closed"
    assert refusal(move_to_class, student=student, school_class=scene.school_class, on=ON, by=by) == "same-class"
    too_early = date(2023, 9, 1)
    assert refusal(move_to_class, student=student, school_class=other, on=too_early, by=by) == "overlap"


def test_nobody_leaves_twice_or_before_coming(scene):
    student, by = scene.student, scene.admin
    early = date(2024, 1, 1)
    assert refusal(leave_school, student=student, on=early, ended="left", by=by) == "overlap"
    leave_school(student=student, on=ON, ended="left", by=by)

    assert refusal(leave_school, student=student, on=ON, ended="left", by=by) == "not-enrolled"


def test_a_move_of_today_is_undone(scene, other):
    move_to_class(student=scene.student, school_class=other, on=timezone.localdate(), by=scene.admin)
    undo_last_step(student=scene.student, by=scene.admin)

    assert list(scene.student.enrolments.values_list("school_class", "to_on")) == [(scene.school_class.pk, None)]


def test_entering_is_no_step_to_undo(scene):
    assert last_step_of_today(create_student(school_class=scene.school_class)) is None
    assert refusal(undo_last_step, student=scene.student, by=scene.admin) == "nothing-to-undo"


def test_a_step_of_another_day_stays(scene, other):
    move_to_class(student=scene.student, school_class=other, on=ON, by=scene.admin)
    assert last_step_of_today(scene.student, today=date(2030, 1, 1)) is None
