"""The sample workbooks of fixtures/timetables: three layouts of one timetable."""

from pathlib import Path

import pytest
from django.conf import settings

from registry.models import Subject
from registry.services.timetable_import import plan_timetable
from registry.tests.factories import create_assignment, create_teacher
from registry.tests.timetable.factories import TERM_BEGINS

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.BASE_DIR) / "fixtures" / "timetables"
TEACHERS = {"周敏": "英语", "赵晴": "音乐", "陈涛": "信息科技"}


def lessons(scene, name):
    plan = plan_timetable(term=scene.term, data=(FOLDER / name).read_bytes(), from_on=TERM_BEGINS, answers={})
    assert (plan.problems, plan.questions, plan.clashes) == ([], [], [])
    return sorted(
        (each.school_class.number, each.weekday, each.period, each.subject.name, each.teacher.name, each.room)
        for each in plan.new
    )


def test_three_layouts_say_the_same(scene):
    Subject.objects.create(school=scene.school, name="数学")
    for name, subject in TEACHERS.items():
        subject = Subject.objects.get_or_create(school=scene.school, name=subject)[0]
        create_assignment(
            teacher=create_teacher(school=scene.school, name=name), school_class=scene.first, subject=subject
        )
    by_class, by_teacher, listed = (lessons(scene, f"{name}.xlsx") for name in ("by-class", "by-teacher", "list"))
    assert by_class == by_teacher == listed
    assert len(by_class) == 30
