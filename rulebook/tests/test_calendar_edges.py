"""Where the calendar is not ordinary (F-20): make-up days, years without data, no exam dates, short weeks, midnight."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from core.refusals import Refused
from rulebook.documents.schema import Measure, Per
from rulebook.rules.expanding import expand
from rulebook.rules.judging import State
from rulebook.rules.people import Subject
from rulebook.services.attesting import attest
from rulebook.tests.factories import create_attestation, create_small
from rulebook.tests.pure import (
    create_frame,
    create_owed,
    create_people,
    create_requirement,
    create_scene,
    record,
    stands,
)

WEEKLY = {"per": Per.WEEK, "measure": Measure.BUCKETS}
DAILY = {"per": Per.DAY, "measure": Measure.BUCKETS}


def test_a_make_up_sunday_is_a_school_day_of_its_week():
    """20 September 2026 makes up for National Day: the daily register is due on it, too (C2.2.1)."""
    frame = create_frame()
    assert date(2026, 9, 20) in frame.weeks[2].school_days
    owed = create_owed(create_requirement(**DAILY), frame)
    all_but_that = [on for on in frame.school_days if on != date(2026, 9, 20)]
    standing = stands(owed, map(record, all_but_that), frame, today=date(2027, 1, 23))
    assert [bucket.span.from_on for bucket in standing.buckets if bucket.is_missed] == [date(2026, 9, 20)]


def test_a_term_that_reaches_into_a_year_without_data_is_expanded_and_the_year_named():
    frame = create_frame()
    assert frame.calendar.years_without_data == [2027]
    assert (len(frame.weeks), len(frame.weeks[17].school_days)) == (21, 5)
    assert expand(create_scene("C3", create_people(teachers=[1]), frame=frame)).drafts


def test_without_a_mid_term_exam_only_what_hangs_on_its_date_is_missing():
    frame = create_frame(midterm_starts_on=None, midterm_ends_on=None)
    people = create_people({7: [1, 2]}, teachers=[1, 2], research_group_head=[(1, 7)], academic_director=[9])
    expansion = expand(create_scene("C3", people, frame=frame))
    analyses = [draft.period.code for draft in expansion.drafts if draft.requirement.id == "C3-A01"]
    assert [code.split("/")[1] for code in analyses] == ["final", "final"]
    assert {f.requirement for f in expansion.findings if f.code == "no_midterm"} == {"C3-A01", "C3-A02"}


def test_without_a_mid_term_exam_its_checks_lie_around_the_middle_of_the_term():
    """The eleventh of 21 weeks begins on 9 November and splits the term."""
    frame = create_frame(midterm_starts_on=None, midterm_ends_on=None)
    people = create_people({7: [1, 2]}, teachers=[1, 2], research_group_head=[(1, 7)], academic_director=[9])
    checks = [d for d in expand(create_scene("C3", people, frame=frame)).drafts if d.requirement.id == "C3-K02"]
    assert {(d.opens_on, d.due_on) for d in checks} == {(date(2026, 11, 1), date(2026, 11, 22))}


def test_a_term_without_teaching_weeks_is_a_finding_and_no_error():
    frame = replace(create_frame(), weeks=())
    expansion = expand(create_scene("C3", create_people(teachers=[1]), frame=frame))
    assert "no_weeks" in {finding.code for finding in expansion.findings}


TWO_DAYS = [date(2026, 11, day) for day in (18, 19, 20)]  # Monday and Tuesday are left of the week
THREE_DAYS = [date(2026, 11, day) for day in (19, 20)]


@pytest.mark.parametrize(
    ("holidays", "rule", "needed", "is_waived"),
    [
        (TWO_DAYS, "waive_below_3_days", 3, True),
        (THREE_DAYS, "waive_below_3_days", 3, False),
        (TWO_DAYS, "prorate_up", 2, False),  # 3 × 2 ÷ 5 is 1.2
        (THREE_DAYS, "prorate_up", 2, False),  # 3 × 3 ÷ 5 is 1.8
        (TWO_DAYS, "full", 3, False),
        ([date(2026, 11, 16) + timedelta(days=n) for n in range(5)], "full", 3, True),
    ],
)
def test_a_short_week_is_waived_or_asked_in_part_or_in_full(holidays, rule, needed, is_waived):
    """F-09: three a week, as middle managers owe by C6.4; a week without any school day is never judged."""
    frame = create_frame(holidays=holidays)
    owed = create_owed(create_requirement(**WEEKLY), frame, least=3)
    week = stands(owed, [], frame, today=date(2026, 12, 1), partial=rule).buckets[11]
    assert (week.span.from_on, week.needed, week.is_waived) == (date(2026, 11, 16), needed, is_waived)


def test_a_record_on_the_last_day_is_on_time_and_one_on_the_day_after_late():
    frame = create_frame()
    due = date(2026, 11, 26)
    owed = create_owed(create_requirement(), frame, opens_on=date(2026, 11, 13), due_on=due)
    assert stands(owed, [], frame, today=due).state is State.DUE
    assert stands(owed, [], frame, today=due + timedelta(days=1)).state is State.LATE
    for on, was_late in ((due, False), (due + timedelta(days=1), True)):
        standing = stands(owed, [record(on)], frame, today=date(2026, 12, 1))
        assert (standing.state, standing.was_late) == (State.DONE, was_late)


@pytest.mark.django_db
def test_today_is_the_day_in_shanghai_not_in_london(monkeypatch):
    """At 23:59 on 26 November in Shanghai the 27th lies in the future; a minute later it does not."""
    small = create_small()
    entry = {
        "school": small.school,
        "kind": "pupil_forum",
        "on": date(2026, 11, 27),
        "actor": small.clerk,
        "by": small.clerk,
    }
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 26, 15, 59, tzinfo=UTC))
    with pytest.raises(Refused, match="in_the_future"):
        attest(**entry)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 26, 16, 0, tzinfo=UTC))
    assert attest(**entry).on == date(2026, 11, 27)


@pytest.mark.django_db
def test_nobody_attests_an_evaluation_of_himself():
    small = create_small()
    with pytest.raises(Refused, match="about_oneself"):
        create_attestation(
            school=small.school, kind="community_evaluation", actor=small.h1, subject=f"person:{small.h1.pk}"
        )


@pytest.mark.parametrize(
    ("wanted", "months"), [("school_months", [9, 10, 11, 12, 1]), ("all_months", [9, 10, 11, 12, 1, 2])]
)
def test_an_alliance_meets_in_months_with_school_or_in_all_of_them(wanted, months):
    """G5.3.2.2; the February before the spring term belongs to the autumn term."""
    people = create_people(alliance=[1])
    people.subjects["alliance"] = [Subject("thing:1", "联盟")]
    meetings = expand(create_scene("G5", people, values={"meeting.counted_months": wanted})).drafts
    assert [d.due_on.month for d in meetings if d.requirement.id == "G5-R03"] == months
