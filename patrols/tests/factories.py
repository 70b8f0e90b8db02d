"""A school with lessons to walk through: 2026-09-07 is the Monday of teaching week 2."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from accounts.roles import Role
from accounts.tests.factories import user_with
from patrols.services import walking
from registry.tests.timetable.factories import MONDAY, create_scene, create_slot
from schools.tests.factories import create_day

TUESDAY = MONDAY + timedelta(days=1)


def at(day, hour=8, minute=5):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


def create_walk_scene() -> SimpleNamespace:
    """Two lessons in period 1 of Mondays (王芳 in 三1, 李强 in 三2), one in period 2 (李强 in 三1)."""
    scene = create_scene()
    scene.director = user_with(Role.ACADEMIC_DIRECTOR, school=scene.school)
    scene.one = create_slot(scene)
    scene.two = create_slot(scene, school_class=scene.second, teacher=scene.li, subject=scene.music)
    scene.later = create_slot(scene, period=2, teacher=scene.li, subject=scene.music)
    scene.time = walking.Time(scene.school, MONDAY, 1)
    return scene


def record(scene, slot=None, *, seen="", by=None, now=None, time=None, **found):
    """Enter a lesson of Monday's first period as planned, but for `found`."""
    return walking.record(
        time=time or scene.time, slot=slot or scene.one, found=walking.AS_PLANNED | found, seen=seen,
        by=by or scene.clerk, now=now or at(MONDAY),
    )  # fmt: skip


def create_present_scene(*, today) -> SimpleNamespace:
    """The same in a term around today: today is taught as a Monday, tomorrow as a Tuesday; pages look at the clock."""
    scene = create_scene()
    term = scene.term
    term.starts_on, term.ends_on = today - timedelta(days=40), today + timedelta(days=40)
    term.save()
    for number in range(2):
        create_day(
            school=scene.school, on=today + timedelta(days=number), is_school_day=True, lessons_of_weekday=number + 1
        )
    scene.director = user_with(Role.ACADEMIC_DIRECTOR, school=scene.school)
    begins = {"from_on": term.starts_on}
    scene.one = create_slot(scene, **begins)
    scene.two = create_slot(scene, school_class=scene.second, teacher=scene.li, subject=scene.music, **begins)
    scene.next = create_slot(scene, weekday=2, **begins)
    scene.time = walking.Time(scene.school, today, 1)
    return scene
