"""One search over pupils, guardians, teachers and classes; each group only as far as the user may see it."""

from dataclasses import dataclass

from accounts.permissions import Permission
from registry.class_name_reading import read_class_name
from registry.models import SchoolClass, Teacher
from registry.selectors.classes import classes_of
from registry.selectors.families import found, guardians_of, with_children
from registry.selectors.names import named
from registry.selectors.pupils import current_class, pupils_of
from schools.models import School

LIMIT = 10


@dataclass(frozen=True)
class Group:
    """The first finds of one kind; `has_more` tells that a list has the rest. noun: student, guardian, …"""

    noun: str
    finds: list
    has_more: bool


def search(user, school: School, text: str) -> list[Group]:
    """Give the groups that have a find, pupils first; a constant number of statements."""
    text = text.strip()
    if not text:
        return []
    searches = {
        "student": (Permission.STUDENT_VIEW, _students),
        "class": (Permission.CLASS_VIEW, _classes),
        "guardian": (Permission.GUARDIAN_VIEW, _guardians),
        "teacher": (Permission.TEACHER_VIEW, _teachers),
    }
    groups = []
    for noun, (permission, look) in searches.items():
        if user.has_permission(permission, school=school):
            finds = list(look(user, school, text)[: LIMIT + 1])
            groups.append(Group(noun, finds[:LIMIT], len(finds) > LIMIT))
    return [group for group in groups if group.finds]


def _students(user, school, text):
    pupils = named(pupils_of(user, school), text).prefetch_related(current_class())
    return pupils.defer("details").order_by("name_pinyin", "pk")


def _guardians(user, school, text):
    return with_children(found(guardians_of(user, school), text), user).order_by("name_pinyin", "pk")


def _teachers(user, school, text):
    return named(Teacher.objects.visible_to(user).filter(school=school), text).order_by("name_pinyin", "pk")


def _classes(user, school, text) -> list[SchoolClass]:
    """Find classes by their name as shown, by their own label, or as people write it (三2, 302)."""
    wanted = read_class_name(text)
    return [each for each in classes_of(user, school) if text in str(each) or _is_meant(each, wanted)]


def _is_meant(school_class, wanted):
    return (
        wanted is not None
        and wanted.grade is not None
        and (wanted.grade, wanted.number or school_class.number) == (school_class.grade_number, school_class.number)
    )
