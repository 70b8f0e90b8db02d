"""What these tests build again and again: people with pinyin, and a school with everyone in it."""

from datetime import date
from types import SimpleNamespace

from accounts.roles import Role
from accounts.tests.factories import create_post, create_user, user_with
from registry.models import Guardian, Student
from registry.names import pinyin
from registry.tests.factories import (
    create_assignment,
    create_class,
    create_guardian,
    create_student,
    create_teacher,
)
from schools.tests.factories import create_school, create_village

ID_NUMBER = "110105201603040057"  # invented


def named_student(name, **fields) -> Student:
    full, initials = pinyin(name)
    return create_student(name=name, name_pinyin=full, name_initials=initials, **fields)


def named_guardian(name, **fields) -> Guardian:
    full, initials = pinyin(name)
    return create_guardian(name=name, name_pinyin=full, name_initials=initials, **fields)


def class_teacher_of(school_class, **fields):
    """Give a user who leads the class today."""
    return create_post(role=Role.CLASS_TEACHER, school=school_class.school, scope_id=school_class.pk, **fields).user


def teacher_in(school_class):
    """Give a user who only teaches in the class."""
    user = create_post(role=Role.TEACHER, school=school_class.school).user
    create_assignment(teacher=create_teacher(school=school_class.school, user=user), school_class=school_class)
    return user


def create_scene() -> SimpleNamespace:
    """A school with one class, one pupil with a family, and a person of each role who may look."""
    school = create_school()
    school_class = create_class(school=school, number=1)
    village = create_village(school=school, name="柳树村")
    student = named_student(
        "张三", school_class=school_class, village=village, phone="13711112222", address="柳树村9号",
        id_number=ID_NUMBER, details={"remark": "canary-remark", "low_income": "yes"}, left_behind="both",
    )  # fmt: skip
    guardian = named_guardian("张大山", student=student, phone="13988887777")
    return SimpleNamespace(
        school=school,
        school_class=school_class,
        village=village,
        student=student,
        guardian=guardian,
        admin=user_with(Role.SCHOOL_ADMIN, school=school),
        principal=user_with(Role.PRINCIPAL, school=school),
        clerk=user_with(Role.ACADEMIC_CLERK, school=school),
        class_teacher=class_teacher_of(school_class),
        teacher=teacher_in(school_class),
        stranger=user_with(Role.SCHOOL_ADMIN),
        parent=create_post(role=Role.PARENT, school=school, user=create_user()).user,
        since=date(2024, 9, 1),
    )
