"""The worked examples of the specification: F-08, F-09, F-11, F-12, F-18."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.dates import Span
from rulebook.documents.schema import Measure, Per
from rulebook.rules.deadlines import after_exam, days_late
from rulebook.rules.judging import State
from rulebook.tests.pure import create_frame, create_owed, create_requirement, record, stands
from schools.calendar import SchoolCalendar
from schools.models import CalendarDay

WEEKLY = {"per": Per.WEEK, "measure": Measure.BUCKETS}


def calendar(year: int, *, rows=()) -> SchoolCalendar:
    return SchoolCalendar(Span(date(year, 1, 1), date(year + 1, 1, 1)), rows=rows)


def test_weeks_with_3_1_2_a_holiday_and_0_meet_two_of_four_and_six_of_eight():
    """F-09, C6.4: a group head, two a week; what week 1 has too many does not help week 2."""
    holiday = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    frame = create_frame(starts_on=date(2026, 11, 2), ends_on=date(2026, 12, 6), holidays=holiday)
    done = [date(2026, 11, 3)] * 3 + [date(2026, 11, 11)] + [date(2026, 11, 17), date(2026, 11, 20)]
    owed = create_owed(create_requirement(**WEEKLY), frame, least=2)

    standing = stands(owed, map(record, done), frame, today=date(2026, 12, 7))
    assert (standing.value, standing.needed, standing.state) == (2, 4, State.LATE)
    judged = [bucket for bucket in standing.buckets if not bucket.is_waived]
    assert [(bucket.value, bucket.is_met) for bucket in judged] == [(3, True), (1, False), (2, True), (0, False)]
    assert (sum(bucket.value for bucket in judged), sum(bucket.needed for bucket in judged)) == (6, 8)


def test_the_pace_of_a_term_is_the_number_times_the_weeks_over():
    """F-09: ten a term, seven of 21 weeks over on 19 October: three should be done."""
    frame = create_frame()
    owed = create_owed(create_requirement(), frame, least=10)
    for number, is_behind in ((2, True), (3, False)):
        standing = stands(owed, [record(date(2026, 9, 8))] * number, frame, today=date(2026, 10, 19))
        assert (standing.expected, standing.is_behind, standing.state) == (3, is_behind, State.DUE)


@pytest.mark.parametrize(
    ("part", "whole", "share", "is_enough"),
    [
        (7, 214, "0.03", True),
        (6, 214, "0.03", False),
        (6, 200, "0.03", True),
        (5, 200, "0.03", False),
        (3, 100, "0.03", True),
        (3, 101, "0.03", False),
        (4, 101, "0.03", True),
        (6, 7, "0.80", True),
        (5, 7, "0.80", False),
        (4, 5, "0.80", True),
        (3, 5, "0.80", False),
    ],
)
def test_a_share_is_rounded_up_in_exact_decimals(part, whole, share, is_enough):
    """F-08, G5.3.5: 3 % of 214 are 7 people, 80 % of 7 are 6; a part that is reached exactly is enough."""
    frame = create_frame()
    owed = create_owed(create_requirement(measure=Measure.SHARE), frame, least=Decimal(share))
    whole_record = record(date(2026, 9, 8), amount=Decimal(part), whole=Decimal(whole))
    state = stands(owed, [whole_record], frame, today=date(2026, 12, 1)).state
    assert state is (State.DONE if is_enough else State.DUE)


@pytest.mark.parametrize(
    ("handed_in", "late"), [(date(2026, 1, 16), 0), (date(2026, 1, 20), 4), (date(2026, 1, 10), 0)]
)
def test_lateness_counts_calendar_days(handed_in, late):
    """F-11, C4.3: due on 16 January; four days late are eight yuan, at two a day."""
    assert days_late(due_on=date(2026, 1, 16), handed_in_on=handed_in) == late


@pytest.mark.parametrize(
    ("due", "handed_in", "late"),
    [
        (date(2026, 1, 16), date(2026, 1, 20), 2),  # Saturday and Sunday are skipped
        (date(2025, 12, 31), date(2026, 1, 4), 1),  # three days of New Year are skipped, the make-up Sunday counts
    ],
)
def test_lateness_in_school_days_skips_holidays_and_counts_make_up_days(due, handed_in, late):
    year = SchoolCalendar(Span(date(2025, 12, 1), date(2026, 3, 1)))
    assert days_late(due_on=due, handed_in_on=handed_in, calendar=year) == late


def test_two_weeks_after_the_exam_are_fourteen_days():
    """F-12: the exam ends on 12 November 2025."""
    assert after_exam(date(2025, 11, 12), days=14, calendar=calendar(2025)) == date(2025, 11, 26)


def test_two_weeks_in_school_days_are_ten_of_them():
    """F-12, F-20: after 22 September 2026 come Mid-autumn, National Day and the make-up Saturday of 10 October."""
    options = {"days": 14, "in_school_days": True, "calendar": calendar(2026)}
    assert after_exam(date(2026, 9, 22), **options) == date(2026, 10, 13)
    assert after_exam(date(2025, 11, 12), **{**options, "calendar": calendar(2025)}) == date(2025, 11, 26)


def test_a_deadline_on_a_holiday_moves_only_where_the_school_wants_it():
    """F-12: 14 days after 22 September 2026 is 6 October, a holiday; the next school day is the 8th."""
    for roll_forward, due in ((False, date(2026, 10, 6)), (True, date(2026, 10, 8))):
        found = after_exam(date(2026, 9, 22), days=14, roll_forward=roll_forward, calendar=calendar(2026))
        assert found == due


def test_a_day_that_the_school_itself_closed_is_no_school_day():
    closed = [CalendarDay(on=date(2025, 11, 26), kind=CalendarDay.Kind.HOLIDAY, is_school_day=False)]
    found = after_exam(date(2025, 11, 12), days=14, roll_forward=True, calendar=calendar(2025, rows=closed))
    assert found == date(2025, 11, 27)


def test_a_week_of_annotations_counts_until_its_sunday():
    """F-18, G3.2.1.4: weeks done by weeks so far; Sunday belongs to its week, Monday to the next."""
    frame = create_frame()
    owed = create_owed(create_requirement(**WEEKLY, evidence="annotation"), frame)
    written = [date(2026, 9, 6), date(2026, 9, 14)]  # the Sunday of week 1, the Monday of week 3
    standing = stands(owed, [record(on, kind="annotation") for on in written], frame, today=date(2026, 9, 21))
    assert [bucket.value for bucket in standing.buckets[:3]] == [1, 0, 1]
    assert (standing.value, standing.needed) == (2, 3)


def test_a_week_under_way_counts_once_it_is_met():
    frame = create_frame()
    owed = create_owed(create_requirement(**WEEKLY), frame)
    for done, counts in (([date(2026, 9, 2)], (1, 1)), ([date(2026, 9, 2), date(2026, 9, 7)], (2, 2))):
        standing = stands(owed, map(record, done), frame, today=date(2026, 9, 8))
        assert (standing.value, standing.needed, standing.state) == (*counts, State.DUE)


@pytest.mark.parametrize(
    ("least", "most", "number", "holds"),
    [
        *((4, 8, 3, False), (4, 8, 4, True), (4, 8, 8, True), (4, 8, 9, False)),
        *((6, 8, 5, False), (6, 8, 6, True)),
        *((1, 1, 0, False), (1, 1, 1, True), (1, 1, 2, False)),
    ],
)
def test_a_community_holds_from_its_fewest_to_its_most_members(least, most, number, holds):
    """F-01: four to eight pupils by G1.3.3.3, six to eight by G2.1.3, exactly one leader by G1.3.4.V2."""
    frame = create_frame()
    requirement = create_requirement(per=Per.STANDING, measure=Measure.STANDING)
    owed = create_owed(requirement, frame, least=least, most=Decimal(most), due_on=frame.span.from_on)
    members = [record(date(2026, 9, 1))] * number
    state = stands(owed, members, frame, today=date(2026, 12, 1)).state
    assert state is (State.DONE if holds else State.LATE)


def test_a_member_who_has_left_is_not_counted_from_that_day_on():
    frame = create_frame()
    owed = create_owed(create_requirement(per=Per.STANDING, measure=Measure.STANDING), frame)
    member = record(date(2026, 9, 1), until=date(2026, 11, 1))
    found = [stands(owed, [member], frame, today=date(2026, *day)).state for day in ((10, 31), (11, 1))]
    assert found == [State.DONE, State.LATE]
