"""What must never be false of a timetable: nobody and nothing is in two places at once."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from registry.models import Substitution, TimetableSlot
from registry.tests.timetable.factories import MONDAY, create_scene, create_slot
from registry.timetables.rules import do_meet, is_held

NAMES = {
    "school_class": "class_has_one_lesson_at_a_time",
    "teacher": "teacher_is_in_one_lesson_at_a_time",
    "room": "room_holds_one_lesson_at_a_time",
}


def refused(name):
    return pytest.raises(IntegrityError, match=name)


def another(scene, **same):
    """A lesson at the same time that shares only what is named."""
    return create_slot(scene, **{"school_class": scene.second, "teacher": scene.li, "room": None} | same)


@pytest.mark.parametrize(
    ("weeks", "number", "held"),
    [("every", 1, True), ("odd", 1, True), ("even", 1, False), ("odd", 2, False), ("even", 2, True),
     ("every", None, True), ("odd", None, False), ("even", None, False)],
)  # fmt: skip
def test_odd_and_even_follow_the_number_of_the_teaching_week(weeks, number, held):
    assert is_held(weeks, number) is held


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [("every", "odd", True), ("even", "every", True), ("odd", "odd", True), ("odd", "even", False)],
)
def test_every_week_meets_odd_and_even_ones(one, other, meet):
    assert do_meet(one, other) is meet


@pytest.mark.parametrize("field", NAMES)
@pytest.mark.parametrize(("one", "other"), [("every", "every"), ("every", "odd"), ("even", "every"), ("odd", "odd")])
def test_class_teacher_and_room_are_in_one_place_at_a_time(scene, field, one, other):
    slot = create_slot(scene, room=scene.room, weeks=one)
    with refused(NAMES[field]), transaction.atomic():
        another(scene, weeks=other, **{field: getattr(slot, field)})


def test_odd_and_even_weeks_share_a_place(scene):
    create_slot(scene, room=scene.room, weeks="odd")
    create_slot(scene, room=scene.room, weeks="even", subject=scene.music)


def test_a_lesson_begins_on_the_day_on_which_the_other_ends(scene):
    create_slot(scene, to_on=date(2026, 10, 12))
    create_slot(scene, from_on=date(2026, 10, 12), subject=scene.music)
    with refused(NAMES["school_class"]), transaction.atomic():
        create_slot(scene, from_on=date(2026, 10, 11), subject=scene.music)


def test_lessons_without_a_teacher_or_a_room_do_not_clash(scene):
    create_slot(scene, teacher=None)
    another(scene, teacher=None)


@pytest.mark.parametrize(
    ("name", "fields"),
    [("lesson_on_a_weekday", {"weekday": 8}), ("lesson_in_a_period", {"period": 16}),
     ("lesson_begins_before_it_ends", {"to_on": date(2026, 8, 1)})],
)  # fmt: skip
def test_a_lesson_lies_in_the_week(scene, name, fields):
    # The range of days refuses an end before the beginning before the check does.
    with pytest.raises(Exception, match=f"{name}|range lower bound"), transaction.atomic():
        create_slot(scene, **fields)


def test_a_substitute_is_in_one_lesson_at_a_time(scene):
    one, other = create_slot(scene), another(scene)
    fields = {"school": scene.school, "on": MONDAY, "period": 1, "reason": "ill", "by": scene.clerk}
    third = create_slot(scene, period=2)
    Substitution.objects.create(slot=one, teacher=third.teacher, **fields)
    with refused("substitute_is_in_one_lesson_at_a_time"), transaction.atomic():
        Substitution.objects.create(slot=other, teacher=third.teacher, **fields)
    with refused("lesson_is_substituted_or_cancelled"), transaction.atomic():
        Substitution.objects.create(slot=other, teacher=None, **fields)


@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_at_once_one_is_refused():
    scene, barrier, outcomes = create_scene(), Barrier(2), []

    def insert(school_class):
        try:
            barrier.wait(10)
            create_slot(scene, school_class=school_class)
            outcomes.append("written")
        except IntegrityError as error:
            outcomes.append("refused" if NAMES["teacher"] in str(error) else str(error))
        except OperationalError as error:  # both have written and each waits for the other: PostgreSQL ends one
            outcomes.append("refused" if "deadlock detected" in str(error) else str(error))
        finally:
            connection.close()

    threads = [Thread(target=insert, args=[each]) for each in (scene.first, scene.second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["refused", "written"]
    assert TimetableSlot.objects.count() == 1
