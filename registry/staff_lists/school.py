"""What the school already has: the teachers, classes, subjects and groups that a staff list is compared with."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, Q

from accounts.models import Post
from accounts.roles import Role
from core.dates import school_year
from registry.class_names import ClassKey, Stage
from registry.models import (
    Grade,
    GroupMembership,
    SchoolClass,
    Subject,
    Teacher,
    TeacherGroup,
    TeachingAssignment,
)
from registry.staff_lists.rows import RowProblem, School, Wanted


class Staff:
    """Loaded once per list, in a constant number of statements."""

    def __init__(self, school, on: date):
        self.school, self.on = school, on
        classes = list(SchoolClass.objects.filter(school=school).open().with_grade(on))
        self.classes = {each.pk: each for each in classes}
        keys = {ClassKey(each.stage, each.entry_year, each.number): each for each in classes}
        labels = {name: each for each in classes for name in (each.label, str(each)) if name}
        self.reads = School(self._stages(), school_year(on), keys, labels)
        self.subjects = {each.name: each for each in Subject.objects.filter(school=school)}
        self.groups = {each.name: each for each in TeacherGroup.objects.filter(school=school)}

    def _stages(self):
        numbers = defaultdict(list)
        for grade in Grade.objects.filter(school=self.school):
            numbers[grade.stage].append(grade.number)
        return [Stage(stage, min(of_stage), max(of_stage)) for stage, of_stage in numbers.items()]

    @cached_property
    def teachers(self) -> list[Teacher]:
        """The teachers employed now, with `lessons` and `memberships` that hold."""
        lessons = TeachingAssignment.objects.filter(to_on=None).select_related("subject")
        memberships = GroupMembership.objects.filter(to_on=None).select_related("group")
        return list(
            Teacher.objects.filter(school=self.school)
            .employed_on(self.on)
            .prefetch_related(
                Prefetch("assignments", queryset=lessons, to_attr="lessons"),
                Prefetch("group_memberships", queryset=memberships, to_attr="held_memberships"),
            )
        )

    @cached_property
    def leads(self) -> dict[int, set[int]]:
        """The ids of the classes that each user leads."""
        posts = Post.objects.filter(Q(to_on=None), school=self.school, role=Role.CLASS_TEACHER)
        led = defaultdict(set)
        for user_id, class_id in posts.values_list("user", "scope_id"):
            led[user_id].add(class_id)
        return led

    def match(self, wanted: Wanted) -> Teacher | RowProblem | None:
        """Give the teacher that the row means, None for a new one, or the problem of not knowing."""
        number = wanted.columns.get("staff_number")
        by_number = [each for each in self.teachers if number and each.staff_number == number]
        if by_number:
            is_same = by_number[0].name == wanted.name
            return by_number[0] if is_same else self._problem(wanted, "staff_number", "staff-number-taken")
        same = [each for each in self.teachers if each.name == wanted.name and not (number and each.staff_number)]
        phone = wanted.columns.get("phone")
        by_phone = [each for each in same if phone and each.phone == phone]
        if len(by_phone) == 1 or len(same) == 1:
            return (by_phone or same)[0]
        return self._problem(wanted, "name", "same-name") if same else None

    def _problem(self, wanted, column, code):
        return RowProblem(wanted.number, column, wanted.columns.get(column, ""), code)
