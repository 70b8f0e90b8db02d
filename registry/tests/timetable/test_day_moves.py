"""Lessons held at another time on one day: moved, swapped, refused, taken back (C2.2.3)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from core.refusals import Refused
from registry.models import Substitution
from registry.selectors.timetable import lessons_between, lessons_on
from registry.services import day_moves, timetable
from registry.services.day_moves import Move
from registry.tests.timetable.factories import MONDAY, create_slot

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


def move(scene, slot, *, to_on=TUESDAY, to_period=2, today=MONDAY, room=None):
    moves = [Move(slot, MONDAY, to_on, to_period, slot.teacher, room)]
    return day_moves.carry_out(moves=moves, reason="meeting", by=scene.clerk, today=today)


def held(who, day):
    return [(each.period, each.slot) for each in lessons_between(who, day, day + timedelta(days=1))]


def test_a_moved_lesson_is_held_where_it_was_moved_to(scene):
    slot = create_slot(scene)
    move(scene, slot)
    for who in (scene.wang, scene.first):
        assert (held(who, MONDAY), held(who, TUESDAY)) == ([], [(2, slot)])
    away = lessons_on(scene.school, MONDAY)[0]
    assert (away.is_moved_away, away.is_cancelled, away.teacher) == (True, True, None)


def test_two_lessons_of_a_class_change_places(scene):
    first, second = create_slot(scene), create_slot(scene, period=2, teacher=scene.li, subject=scene.music)
    moves = day_moves.swap(first, MONDAY, second, MONDAY)
    day_moves.carry_out(moves=moves, reason="meeting", by=scene.clerk, today=MONDAY)
    assert held(scene.first, MONDAY) == [(1, second), (2, first)]
    assert (held(scene.wang, MONDAY), held(scene.li, MONDAY)) == ([(2, first)], [(1, second)])


@pytest.mark.parametrize(
    ("reason", "other"),
    [
        ("class-clash", {"teacher": "li"}),
        ("teacher-clash", {"school_class": "second"}),
        ("room-clash", {"school_class": "second", "teacher": "li", "room": "room"}),
    ],
)
def test_a_clash_names_the_other_lesson(scene, reason, other):
    there = create_slot(scene, weekday=2, period=2, **{key: getattr(scene, name) for key, name in other.items()})
    with pytest.raises(day_moves.Taken) as caught:
        move(scene, create_slot(scene), room=scene.room)
    assert (caught.value.reason, caught.value.lesson.slot) == (reason, there)


@pytest.mark.parametrize(
    ("reason", "how"),
    [
        ("past", {"today": TUESDAY}),
        ("no-school-day", {"to_on": date(2026, 10, 1)}),
        ("other-term", {"to_on": date(2027, 3, 1)}),
    ],
)
def test_some_days_take_no_lesson(scene, reason, how):
    with pytest.raises(Refused, match=reason):
        move(scene, create_slot(scene), **how)


def test_a_lesson_is_changed_once(scene):
    slot = create_slot(scene)
    move(scene, slot)
    with pytest.raises(Refused, match="changed-already"):
        move(scene, slot, to_period=3)
    with pytest.raises(Refused, match="moved-away"):
        timetable.change_day(slot=slot, on=MONDAY, teacher=scene.li, reason="ill", by=scene.clerk)


def test_lessons_of_two_classes_do_not_change_places(scene):
    moves = day_moves.swap(create_slot(scene), MONDAY, create_slot(scene, school_class=scene.second, period=2), MONDAY)
    assert day_moves.obstacle(moves, today=MONDAY).reason == "not-same-class"


def test_the_database_keeps_a_class_a_teacher_and_a_room_in_one_moved_lesson(scene):
    first = create_slot(scene)
    move(scene, first, room=scene.room)
    row = Substitution.objects.get()
    for name in ("school_class", "teacher", "room"):
        fields = {"school_class": scene.second, "teacher": scene.li, "room": None} | {name: getattr(row, name)}
        slot = create_slot(scene, school_class=scene.second, teacher=scene.li, weekday=3, period=5)
        with pytest.raises(IntegrityError, match="at_a_time"), transaction.atomic():
            Substitution.objects.create(
                school=scene.school, slot=slot, on=date(2026, 9, 9), period=5, held_on=TUESDAY, held_period=2,
                together=row.together, reason="x", by=scene.clerk, **fields,
            )  # fmt: skip
        slot.delete()


def test_a_swap_is_taken_back_as_a_whole(scene):
    first, second = create_slot(scene), create_slot(scene, period=2, teacher=scene.li)
    moves = day_moves.swap(first, MONDAY, second, MONDAY)
    day_moves.carry_out(moves=moves, reason="meeting", by=scene.clerk, today=MONDAY)
    timetable.undo_change(substitution=first.substitutions.get(), by=scene.clerk)
    assert held(scene.first, MONDAY) == [(1, first), (2, second)]


def test_it_stays_where_it_is_when_its_own_time_was_given_away(scene):
    slot = create_slot(scene)
    move(scene, slot)
    other = create_slot(scene, school_class=scene.second, weekday=2)
    move_there = [Move(other, TUESDAY, MONDAY, 1, scene.wang, None)]
    day_moves.carry_out(moves=move_there, reason="meeting", by=scene.clerk, today=MONDAY)
    with pytest.raises(day_moves.Taken, match="teacher-clash"):
        timetable.undo_change(substitution=slot.substitutions.get(), by=scene.clerk)


def test_a_lesson_of_the_week_does_not_land_on_a_moved_one(scene):
    move(scene, create_slot(scene))
    fields = {
        "weekday": 2, "period": 2, "weeks": "every", "school_class": scene.first, "subject": scene.music,
        "teacher": scene.li, "room": None,
    }  # fmt: skip
    with pytest.raises(Refused, match="moved-there"):
        timetable.save_lesson(term=scene.term, fields=fields, from_on=MONDAY, by=scene.clerk)


def test_when_one_lesson_of_a_swap_ends_the_other_goes_back(scene):
    first, second = create_slot(scene), create_slot(scene, period=2, teacher=scene.li)
    moves = day_moves.swap(first, MONDAY, second, MONDAY)
    day_moves.carry_out(moves=moves, reason="meeting", by=scene.clerk, today=MONDAY)
    timetable.end_lesson(slot=first, on=MONDAY, by=scene.clerk)
    assert held(scene.first, MONDAY) == [(2, second)]
