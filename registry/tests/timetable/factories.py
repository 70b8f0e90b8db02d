"""A school with a term and a timetable; 2026-09-07 is the Monday of teaching week 2."""

from datetime import date
from types import SimpleNamespace

from accounts.roles import Role
from accounts.tests.factories import create_post, user_with
from registry.models import PeriodTime, Room, Subject, TimetableSlot
from registry.tests.factories import create_class, create_teacher
from schools.tests.factories import create_school, create_term

MONDAY = date(2026, 9, 7)
TERM_BEGINS = date(2026, 9, 1)


def create_slot(scene, *, weekday=1, period=1, **fields) -> TimetableSlot:
    defaults = {
        "school": scene.school, "term": scene.term, "school_class": scene.first, "subject": scene.chinese,
        "teacher": scene.wang, "from_on": TERM_BEGINS,
    }  # fmt: skip
    return TimetableSlot.objects.create(weekday=weekday, period=period, **{**defaults, **fields})


def create_scene() -> SimpleNamespace:
    """Classes 三（1） and 三（2）, 王芳 and 李强, 语文 and 音乐, a music room, clock times of two periods."""
    school = create_school()
    for number, hours in ((1, ("08:00", "08:40")), (2, ("08:50", "09:30"))):
        PeriodTime.objects.create(school=school, number=number, starts_at=hours[0], ends_at=hours[1])
    wang, li = (_teacher(school, name) for name in ("王芳", "李强"))
    return SimpleNamespace(
        school=school,
        term=create_term(school=school),
        first=create_class(school=school, number=1),
        second=create_class(school=school, number=2),
        wang=wang,
        li=li,
        chinese=Subject.objects.create(school=school, name="语文"),
        music=Subject.objects.create(school=school, name="音乐"),
        room=Room.objects.create(school=school, name="音乐室"),
        clerk=user_with(Role.ACADEMIC_CLERK, school=school),
        principal=user_with(Role.PRINCIPAL, school=school),
        parent=user_with(Role.PARENT, school=school),
        stranger=user_with(Role.ACADEMIC_CLERK),
    )


def _teacher(school, name):
    post = create_post(role=Role.TEACHER, school=school)
    return create_teacher(school=school, user=post.user, name=name)
