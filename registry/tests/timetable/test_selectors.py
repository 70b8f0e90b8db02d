from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from registry.models import Substitution
from registry.selectors.timetable import lesson_now, lessons_between, lessons_on
from registry.tests.timetable.factories import MONDAY, create_slot
from schools.models import CalendarDay
from schools.tests.factories import create_day

pytestmark = pytest.mark.django_db


def on(day, hour, minute):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


def substitute(scene, slot, day, teacher=None):
    return Substitution.objects.create(
        school=scene.school, slot=slot, on=day, period=slot.period, teacher=teacher, is_cancelled=teacher is None,
        reason="ill", by=scene.clerk,
    )  # fmt: skip


def test_a_day_has_the_lessons_of_its_weekday_by_period_and_class(scene):
    second = create_slot(scene, period=2)
    other = create_slot(scene, school_class=scene.second, teacher=scene.li)
    first = create_slot(scene)
    create_slot(scene, weekday=2)
    assert [lesson.slot for lesson in lessons_on(scene.school, MONDAY)] == [first, other, second]


def test_odd_weeks_count_from_the_first_teaching_week(scene):
    odd = create_slot(scene, weeks="odd")
    even = create_slot(scene, weeks="even", subject=scene.music)
    days = MONDAY, date(2026, 9, 14)
    assert [[lesson.slot for lesson in lessons_on(scene.school, day)] for day in days] == [[even], [odd]]


def test_a_make_up_day_follows_the_weekday_that_the_calendar_says(scene):
    monday = create_slot(scene)
    saturday = date(2026, 9, 12)
    assert lessons_on(scene.school, saturday) == []
    create_day(
        school=scene.school, on=saturday, kind=CalendarDay.Kind.MAKE_UP, is_school_day=True, lessons_of_weekday=1
    )
    assert [lesson.slot for lesson in lessons_on(scene.school, saturday)] == [monday]


def test_there_are_no_lessons_on_holidays_and_outside_the_term(scene):
    create_slot(scene, weekday=4)
    assert lessons_on(scene.school, date(2026, 10, 1)) == []
    assert lessons_on(scene.school, date(2027, 1, 28)) == []


def test_dates_decide_which_lesson_holds(scene):
    old = create_slot(scene, to_on=date(2026, 9, 14))
    new = create_slot(scene, from_on=date(2026, 9, 14), subject=scene.music)
    days = MONDAY, date(2026, 9, 14)
    assert [lesson.slot for day in days for lesson in lessons_on(scene.school, day)] == [old, new]


def test_a_substitute_gives_the_lesson_and_its_teacher_does_not(scene):
    slot = create_slot(scene)
    substitute(scene, slot, MONDAY, scene.li)
    span = MONDAY, date(2026, 9, 15)
    assert [lesson.on for lesson in lessons_between(scene.wang, *span)] == [date(2026, 9, 14)]
    assert [lesson.on for lesson in lessons_between(scene.li, *span)] == [MONDAY]
    assert len(lessons_between(scene.first, *span)) == 2


def test_a_cancelled_lesson_is_shown_and_not_counted(scene):
    slot = create_slot(scene, room=scene.room)
    substitute(scene, slot, MONDAY)
    assert [(lesson.is_cancelled, lesson.teacher) for lesson in lessons_on(scene.school, MONDAY)] == [(True, None)]
    for who in (scene.wang, scene.first, scene.room):
        assert lessons_between(who, MONDAY, date(2026, 9, 8)) == []


def test_lessons_of_a_term_are_counted_by_the_calendar(scene):
    """Term 1 has 21 Mondays; 5 October is a holiday of the national notice or a working day as it says."""
    create_slot(scene)
    days = [lesson.on for lesson in lessons_between(scene.wang, date(2026, 9, 1), date(2026, 10, 1))]
    assert days == [date(2026, 9, 7), date(2026, 9, 14), date(2026, 9, 21), date(2026, 9, 28)]


def test_the_lesson_of_this_moment_follows_the_clock(scene):
    first, second = create_slot(scene), create_slot(scene, period=2)
    create_slot(scene, period=3)
    found = [lesson_now(scene.wang, on(MONDAY, *at)) for at in ((7, 59), (8, 0), (8, 40), (8, 50), (11, 0))]
    assert [each and each.slot for each in found] == [None, first, None, second, None]
    assert lesson_now(scene.li, on(MONDAY, 8, 10)) is None


@pytest.mark.parametrize("many", [1, 6])
def test_reading_takes_a_constant_number_of_statements(scene, django_assert_max_num_queries, many):
    for period in range(1, many + 1):
        substitute(scene, create_slot(scene, period=period), MONDAY, scene.li)
    with django_assert_max_num_queries(7):
        [(str(each.slot.school_class), each.teacher.name) for each in lessons_on(scene.school, MONDAY)]
    with django_assert_max_num_queries(7):
        lessons_between(scene.wang, date(2026, 9, 1), date(2027, 1, 1))
    with django_assert_max_num_queries(7):
        lesson_now(scene.wang, on(MONDAY, 8, 10))
