"""Lessons, markings and plans of experiments without a database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from teaching_checks.rules.experiments import PlanRow, Problem, read_plan
from teaching_checks.rules.lessons import SchoolDay, SlotRow, Taught, taught
from teaching_checks.rules.markings import Mark, Standing, required, standings, usual_share

MONDAY = date(2026, 9, 7)
NEXT = MONDAY + timedelta(days=7)
ANNA, BEN, CLASS, OTHER, MATHS = 1, 2, 10, 11, 20


def slot(**fields) -> SlotRow:
    plain = {"pk": 1, "weekday": 1, "weeks": "every", "from_on": date(2026, 9, 1), "to_on": None}
    return SlotRow(**{**plain, "teacher": ANNA, "school_class": CLASS, "subject": MATHS, **fields})


@pytest.mark.parametrize(
    ("row", "changes", "expected"),
    [
        pytest.param(slot(), {}, [(MONDAY, ANNA), (NEXT, ANNA)], id="every week"),
        pytest.param(slot(weeks="odd"), {}, [(MONDAY, ANNA)], id="odd weeks"),
        pytest.param(slot(to_on=NEXT), {}, [(MONDAY, ANNA)], id="ended, half-open"),
        pytest.param(slot(from_on=NEXT), {}, [(NEXT, ANNA)], id="begins later"),
        pytest.param(slot(), {(1, NEXT): BEN}, [(MONDAY, ANNA), (NEXT, BEN)], id="C2.2.3 substituted"),
        pytest.param(slot(), {(1, NEXT): None}, [(MONDAY, ANNA)], id="C2.2.3 cancelled"),
        pytest.param(slot(teacher=None), {}, [], id="nobody named"),
    ],
)
def test_lessons_follow_timetable_weeks_and_substitutions(row, changes, expected):
    days = [SchoolDay(MONDAY, 1, 1), SchoolDay(NEXT, 1, 2)]
    assert [(lesson.on, lesson.teacher) for lesson in taught([row], days, changes)] == expected


@pytest.mark.parametrize(
    ("lessons", "share", "number"),
    [(42, "1", 42), (43, "0.5", 21), (10, "0", 0)],
    ids=["C4.4.3 as many as lessons", "X-13 rounded down", "C4.2b nothing written"],
)
def test_markings_required_follow_the_share_of_the_subject(lessons, share, number):
    assert required(lessons, Decimal(share)) == number


def test_nothing_is_marked_in_sports_unless_the_school_says_so():
    assert (usual_share("体育"), usual_share("语文")) == (Decimal(0), Decimal(1))


def of(lessons: int, times: int, *, school_class=CLASS, start=MONDAY) -> tuple[list[Mark], list[Taught]]:
    days = [start + timedelta(days=n) for n in range(lessons)]
    marks = [Mark(day, ANNA, school_class, MATHS, 1) for day in days[:times]]
    return marks, [Taught(day, ANNA, school_class, MATHS) for day in days]


def test_f10_forty_two_lessons_marked_thirty_eight_times_are_four_short():
    marks, lessons = of(42, 38)
    found = standings(marks, lessons, {}, until=date(2027, 1, 1))[ANNA]
    assert (found[-1].done, found[-1].required, found[-1].missing) == (38, 42, 4)


def test_each_day_says_how_it_stood_then():
    marks, lessons = of(3, 3)
    found = standings(marks, lessons, {}, until=MONDAY + timedelta(days=9))[ANNA]
    assert [(each.on, each.done, each.required) for each in found] == [
        (MONDAY + timedelta(days=n), n + 1, n + 1) for n in range(3)
    ]


def test_nobody_makes_up_for_one_class_by_another():
    marks, lessons = of(2, 2)
    _none, others = of(2, 0, school_class=OTHER)
    twice = [mark._replace(times=2) for mark in marks]
    found = standings(twice, [*lessons, *others], {}, until=date(2027, 1, 1))[ANNA]
    assert found[-1] == Standing(MONDAY + timedelta(days=1), 2, 4)


def test_lessons_that_are_still_to_come_are_not_required():
    marks, lessons = of(5, 1)
    found = standings(marks, lessons, {}, until=MONDAY + timedelta(days=2))[ANNA]
    assert (found[-1].done, found[-1].required) == (1, 2)


def test_who_marks_nothing_has_one_standing():
    _none, lessons = of(2, 0)
    found = standings([], lessons, {}, until=date(2027, 1, 1))[ANNA]
    assert [(each.done, each.required) for each in found] == [(0, 2)]


WEEKS = [MONDAY + timedelta(days=7 * n) for n in range(-1, 19)]
TERM = {"weeks": WEEKS, "first": date(2026, 9, 1), "last": date(2027, 1, 22)}


@pytest.mark.parametrize(
    ("line", "row"),
    [
        pytest.param("水的沸腾\t演示\t3", PlanRow("水的沸腾", "demonstration", date(2026, 9, 20)), id="week"),
        pytest.param("测密度，分组实验，第2周", PlanRow("测密度", "group", date(2026, 9, 13)), id="full width"),
        pytest.param("Lever\tgroup\t2026-10-08", PlanRow("Lever", "group", date(2026, 10, 8)), id="date"),
        pytest.param("浮力\t1月8日", PlanRow("浮力", "demonstration", date(2027, 1, 8)), id="day of the term's year"),
    ],
)
def test_a_line_of_a_plan_is_read(line, row):
    assert read_plan(line, **TERM) == ([row], [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\t演示\t3", Problem(1, "name", "")),
        ("水的沸腾", Problem(1, "due", "")),
        ("水的沸腾\t某天", Problem(1, "due", "某天")),
        ("水的沸腾\t99", Problem(1, "due", "99")),
        ("水的沸腾\t2027-03-01", Problem(1, "outside", "2027-03-01")),
        ("A\t3\nA\t4", Problem(2, "twice", "A")),
        ("a" * 61 + "\t3", Problem(1, "long", "a" * 60)),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(text, problem):
    assert read_plan(text, **TERM)[1] == [problem]


def test_headings_and_empty_lines_are_passed_over():
    assert read_plan("实验名称\t类别\t周次\n\n水的沸腾\t演示\t3\n", **TERM)[0][0].name == "水的沸腾"
