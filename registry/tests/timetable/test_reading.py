"""Odd layouts of timetables, read against a school of two classes."""

from datetime import date, time

import pytest

from registry.models import Subject
from registry.services.timetable_import import plan_timetable
from registry.tests.factories import create_assignment, create_teacher
from registry.tests.timetable.workbooks import grid, workbook
from registry.timetables.times import read_hours, read_period, read_periods, read_weekday, read_weeks

pytestmark = pytest.mark.django_db
FROM = date(2026, 9, 1)


def plan(scene, *sheets, answers=None, merges=()):
    data = sheets[0] if isinstance(sheets[0], bytes) else workbook(*sheets, merges=merges)
    return plan_timetable(term=scene.term, data=data, from_on=FROM, answers=answers or {})


def told(plan):
    """(class number, weekday, period, weeks, subject, teacher, room) of every new lesson."""
    return sorted(
        (w.school_class.number, w.weekday, w.period, w.weeks, w.subject.name, str(w.teacher or ""), w.room)
        for w in plan.new
    )


def codes(plan):
    return [(problem.spot.cell, problem.value, problem.code) for problem in plan.problems]


@pytest.mark.parametrize(
    ("text", "value"), [("星期一", 1), ("周 日", 7), ("Wed.", 3), ("Friday", 5), ("语文", None), ("一", None)]
)
def test_weekdays(text, value):
    assert read_weekday(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("第1节", 1), ("第十节", 10), ("第3节 8:00-8:40", 3), ("第二节\n（8：50—9：30）", 2), ("4", 4), (5, 5), ("上午", None),
     ("午休", None)],
)  # fmt: skip
def test_periods(text, value):
    assert read_period(text, bare=True) == value


def test_the_other_words_of_a_timetable():
    assert read_hours("第1节 8：00～8：40") == (time(8), time(8, 40))
    assert read_hours("25:00-26:00") is None
    assert [read_periods(text) for text in ("1-2", "第3节", "1、3", "x")] == [[1, 2], [3], [1, 3], []]
    assert [read_weeks(text) for text in ("单周", "双", "", "(单)", "三")] == ["odd", "even", "every", "odd", None]


@pytest.mark.parametrize(
    ("cell", "lessons"),
    [
        ("语文\n王芳", [("every", "语文", "王芳", "")]),
        ("语文(王芳)", [("every", "语文", "王芳", "")]),
        ("语文王芳", [("every", "语文", "王芳", "")]),
        ("语/王芳", [("every", "语文", "王芳", "")]),
        ("音乐 李强 音乐室", [("every", "音乐", "李强", "音乐室")]),
        ("语文（单）/音乐（双）", [("odd", "语文", "", ""), ("even", "音乐", "", "")]),
        ("语文（单）王芳\n音乐（双）李强", [("odd", "语文", "王芳", ""), ("even", "音乐", "李强", "")]),
        ("单周：语文 王芳\n双周：音乐 李强", [("odd", "语文", "王芳", ""), ("even", "音乐", "李强", "")]),
        ("—", []),
    ],
)
def test_a_cell_of_a_class(scene, cell, lessons):
    made = plan(scene, ("Sheet1", grid([cell])))
    assert codes(made) == []
    assert told(made) == sorted((1, 1, 1, *lesson) for lesson in lessons)


@pytest.mark.parametrize("cell", ["三（2）班 语文", "语文\n三2", "三（2）语文", "三2班/语"])
def test_a_cell_of_a_teacher(scene, cell):
    made = plan(scene, ("王芳", grid([cell], title="王芳老师课表")))
    assert codes(made) == []
    assert told(made) == [(2, 1, 1, "every", "语文", "王芳", "")]


def test_a_teacher_may_leave_out_the_only_subject(scene):
    create_assignment(teacher=scene.wang, school_class=scene.first, subject=scene.chinese)
    made = plan(scene, ("王芳", grid(["三（1）班"], title="教师：王芳")))
    assert told(made) == [(1, 1, 1, "every", "语文", "王芳", "")]


def test_a_class_may_leave_out_the_teacher_whom_the_portal_knows(scene):
    create_assignment(teacher=scene.wang, school_class=scene.first, subject=scene.chinese)
    made = plan(scene, ("三（1）班", grid(["语文", "音乐"], title="课程表")))
    assert told(made) == [(1, 1, 1, "every", "语文", "王芳", ""), (1, 2, 1, "every", "音乐", "", "")]
    assert made.without_teacher == 1


def test_stacked_blocks_with_hours_breaks_and_names_in_rows_of_their_own(scene):
    block = [
        ["上午", "第1节 8:00-8:45", "语文", "音乐"],
        [None, None, "王芳", "李强"],
        [None, "大课间", "操场", "操场"],
        ["下午", "第1节 14:00-14:40", "音乐", None],
    ]
    head = [None, "节次", "周一", "周二", "周三"]
    rows = [["三（1）班"], head, *block, [], ["三（2）班课程表"], head, ["上午", "1", None, None, "语文 王芳"]]
    made = plan(scene, ("全校", rows))
    assert codes(made) == []
    assert told(made) == [
        (1, 1, 1, "every", "语文", "王芳", ""), (1, 1, 2, "every", "音乐", "", ""),
        (1, 2, 1, "every", "音乐", "李强", ""), (2, 3, 1, "every", "语文", "王芳", ""),
    ]  # fmt: skip
    assert made.hours == {1: (time(8), time(8, 45)), 2: (time(14), time(14, 40))}
    assert [(spot.cell, text) for spot, text in made.left_out] == [("A5", "大课间")]


def test_a_merged_cell_is_a_double_lesson(scene):
    made = plan(scene, ("S", grid(["语文\n王芳"], [None])), merges=["B3:B4"])
    assert [(w.period, w.subject.name) for w in made.new] == [(1, "语文"), (2, "语文")]


def test_weekdays_may_stand_at_the_side(scene):
    rows = [
        ["三（1）班"],
        ["星期", "第1节", "第2节", "第3节"],
        ["星期一", "语文 王芳", None, "音乐"],
        ["星期五", None, "音乐"],
    ]
    assert [lesson[1:3] for lesson in told(plan(scene, ("S", rows)))] == [(1, 1), (1, 3), (5, 2)]


def test_one_wide_table_of_the_whole_school(scene):
    rows = [
        ["全校总课表"],
        ["班级", "星期一", None, "星期二", None, "星期三", None],
        [None, 1, 2, 1, 2, 1, 2],
        ["三1", "语文", "音乐", None, "语文", None, None],
        ["三2", "音乐", None, None, None, None, "语文"],
        ["三9", "音乐"],
    ]
    made = plan(scene, ("总课表", rows))
    assert [lesson[:3] for lesson in told(made)] == [(1, 1, 1), (1, 1, 2), (1, 2, 2), (2, 1, 1), (2, 3, 2)]
    assert codes(made) == [("A6", "三9", "owner-unknown")]


def test_a_list(scene):
    header = ["班级", "星期", "节次", "学科", "教师", "教室", "单双周"]
    rows = [
        ["课表"],
        header,
        ["三（1）班", "周一", "1-2", "语文", "王芳", None, None],
        ["三2", 5, "第3节", "音乐", "李强", "音乐室", "双周"],
    ]
    assert told(plan(scene, ("S", rows))) == [
        (1, 1, 1, "every", "语文", "王芳", ""), (1, 1, 2, "every", "语文", "王芳", ""), (2, 5, 3, "even", "音乐", "李强", "音乐室"),
    ]  # fmt: skip


def test_a_text_file(scene):
    assert len(plan(scene, "班级,星期,节次,学科\n三1,周一,1,语文\n".encode("gb18030")).new) == 1


def test_what_cannot_be_read_is_named_with_its_cell(scene):
    made = plan(scene, ("S", grid(["奥数\n王芳", "语文\n赵无名", "语文 王芳 李强", "语文 王芳 请看通知栏"])))
    assert codes(made) == [
        ("B3", "奥数", "subject-unknown"), ("C3", "赵无名", "teacher-unknown"), ("D3", "李强", "two-teachers"),
        ("E3", "请看通知栏", "not-understood"),
    ]  # fmt: skip
    assert not made.is_good


def test_a_list_names_each_wrong_cell(scene):
    header = ["班级", "星期", "节次", "学科", "单双周"]
    made = plan(scene, ("S", [header, ["九（9）班", "某天", "早上", "", "三周"]]))
    assert [code for _cell, _value, code in codes(made)] == [
        "class-unknown", "weekday-wrong", "period-wrong", "subject-missing", "weeks-wrong",
    ]  # fmt: skip


def test_a_workbook_without_a_timetable_says_what_is_needed(scene):
    assert [code for *_rest, code in codes(plan(scene, ("S", [["通知"], ["明天放假"]])))] == ["no-timetable"]
    assert [code for *_rest, code in codes(plan(scene, ("S", grid(["语文"], title="九（9）班"))))] == ["owner-unknown"]


def test_one_name_of_two_teachers_is_asked_unless_the_subject_tells(scene):
    other = create_teacher(school=scene.school, name="王芳", staff_number="0012")
    asked = plan(scene, ("S", grid(["语文\n王芳"])))
    [question] = asked.questions
    assert (question.key, set(question.teachers), asked.is_good) == ("王芳|语文", {scene.wang, other}, False)
    answered = plan(scene, ("S", grid(["语文\n王芳"])), answers={question.key: other.pk})
    assert (answered.questions, [w.teacher for w in answered.new]) == ([], [other])
    assert [w.teacher for w in plan(scene, ("S", grid(["语文\n王芳0012"]))).new] == [other]
    create_assignment(teacher=scene.wang, school_class=scene.second, subject=scene.chinese)
    assert [w.teacher for w in plan(scene, ("S", grid(["语文\n王芳"]))).new] == [scene.wang]


def test_short_words_mean_the_only_subject_that_begins_so(scene):
    Subject.objects.create(school=scene.school, name="信息科技")
    made = plan(scene, ("S", grid(["信息", "微机"])))
    assert {w.subject.name for w in made.new} == {"信息科技"}
