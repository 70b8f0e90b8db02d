"""How the open places of the texts are read: several posts, chains of checkers, joining and leaving, versions."""

from datetime import date
from decimal import Decimal

import pytest

from core.dates import Span
from rulebook.documents import loading
from rulebook.rules.expanding import expand
from rulebook.rules.judging import LEADER
from rulebook.rules.numbers import Dated, Numbers, version_for, version_on
from rulebook.rules.people import Holding
from rulebook.tests.pure import (
    AUTUMN,
    create_frame,
    create_owed,
    create_people,
    create_requirement,
    create_scene,
    found,
    record,
    stands,
)

DIRECTOR, VICE, PRINCIPAL, TEACHER = 1, 2, 3, 4


def quotas(document: str, people, **options) -> dict[int, Decimal]:
    drafts = expand(create_scene(document, people, **options)).drafts
    observe = [draft for draft in drafts if draft.requirement.topic == "observation_quota"]
    assert len({draft.bearers for draft in observe}) == len(observe)
    return {draft.bearers[0]: draft.least for draft in observe}


@pytest.mark.parametrize(("mode", "least"), [("max", 20), ("sum", 30), ("primary_role", 20)])
def test_who_holds_two_posts_owes_one_number(mode, least):
    """X-07, C3.8: an academic director who also teaches owes 20, or 20 and 10 together."""
    people = create_people(teachers=[DIRECTOR], academic_director=[DIRECTOR])
    assert quotas("C3", people, values={"quota.multi_role": mode}) == {DIRECTOR: least}


def test_the_main_posts_number_counts_even_where_it_is_the_lower_one():
    people = create_people({7: [TEACHER]}, teachers=[TEACHER], research_group_head=[(TEACHER, 7)])
    values = {"C3-Q06.min": 8, "C3-Q04.min": 12}
    assert quotas("C3", people, values=values) == {TEACHER: 12}
    assert quotas("C3", people, values={**values, "quota.multi_role": "primary_role"}) == {TEACHER: 8}


def test_twenty_lessons_are_the_principals_or_each_leaders():
    """X-08, C3.8b: read as A the principal observes 20; read as B the other administrators do, and he need not."""
    people = create_people(principal=[PRINCIPAL], other_admin=[VICE])
    assert quotas("C3", people) == {PRINCIPAL: 20, VICE: 10}
    assert quotas("C3", people, values={"C3-Q05.min": 0, "C3-Q03.min": 20}) == {VICE: 20}


@pytest.mark.parametrize(
    ("definition", "days"),
    [
        ("four_teaching_weeks", ["0901-0927", "0928-1025", "1026-1122", "1123-1220", "1221-0122"]),
        ("calendar_month", ["0901-0930", "1001-1031", "1101-1130", "1201-1231", "0101-0122"]),
    ],
)
def test_a_school_month_is_four_teaching_weeks_or_a_month_of_the_calendar(definition, days):
    """X-36, C4.2; the week left over joins the month before it."""
    months = create_frame().months(definition)
    assert [f"{m.span.from_on:%m%d}-{m.span.last_on:%m%d}" for m in months] == days


def checkers(*, heads, teachers, **posts) -> dict[str, tuple]:
    people = create_people({7: teachers}, teachers=teachers, research_group_head=[(h, 7) for h in heads], **posts)
    return found(expand(create_scene("C3", people)).drafts, "C3-K02")


def test_a_director_who_heads_a_group_is_checked_by_the_vice_principal_or_else_the_principal():
    """C3.4: nobody checks himself."""
    group = {"heads": [DIRECTOR], "teachers": [DIRECTOR, TEACHER], "academic_director": [DIRECTOR]}
    by_vice = checkers(**group, teaching_vice_principal=[VICE], principal=[PRINCIPAL])
    assert by_vice == {"person:1": (VICE,), "person:4": (DIRECTOR,)}
    assert checkers(**group, principal=[PRINCIPAL])["person:1"] == (PRINCIPAL,)


def test_of_two_directors_the_other_checks_the_one_who_heads_a_group():
    two = checkers(heads=[DIRECTOR], teachers=[DIRECTOR], academic_director=[DIRECTOR, 9], principal=[PRINCIPAL])
    assert two == {"person:1": (9,)}


def test_whom_only_he_himself_could_check_stays_without_a_checker_and_the_school_is_told():
    people = create_people(
        {7: [DIRECTOR]}, teachers=[DIRECTOR], research_group_head=[(DIRECTOR, 7)], academic_director=[DIRECTOR]
    )
    expansion = expand(create_scene("C3", people))
    assert found(expansion.drafts, "C3-K02") == {"person:1": ()}
    assert ("nobody", "C3-K02") in {(finding.code, finding.requirement) for finding in expansion.findings}


def one(holding: Holding, requirement="C3-Q04", **values):
    drafts = expand(create_scene("C3", create_people(teachers=[holding]), values=values)).drafts
    return next((draft for draft in drafts if draft.requirement.id == requirement), None)


def test_who_joins_in_the_thirteenth_of_21_weeks_owes_nine_parts_of_ten_rounded_up():
    """F-09: 10 × 9 ÷ 21 is 4.29, so five; and nothing is due or counts before the post began."""
    draft = one(Holding("teacher", TEACHER, "", date(2026, 11, 23)))
    assert (draft.least, draft.opens_on, draft.due_on) == (5, date(2026, 11, 23), date(2027, 1, 22))
    assert draft.counts.from_on == date(2026, 11, 23)


def test_who_leaves_after_six_weeks_owes_three_until_the_last_day_there():
    draft = one(Holding("teacher", TEACHER, "", AUTUMN, date(2026, 10, 12)))
    assert (draft.least, draft.due_on, draft.counts.to_on) == (3, date(2026, 10, 11), date(2026, 10, 12))


def test_a_school_may_ask_the_whole_number_of_who_comes_late():
    holding = Holding("teacher", TEACHER, "", date(2026, 11, 23))
    assert one(holding, **{"quota.partial_term": "full"}).least == 10


@pytest.mark.parametrize(
    ("from_on", "to_on", "owes"),
    [
        (AUTUMN, None, True),
        (date(2026, 11, 16), None, True),  # came while the analysis was being written
        (date(2026, 12, 1), None, False),  # came when it was over
        (AUTUMN, date(2026, 10, 12), False),  # left before the exam
        (AUTUMN, date(2026, 11, 14), True),
    ],
)
def test_who_was_not_there_for_the_exam_owes_no_analysis_of_it(from_on, to_on, owes):
    """C3.9: the mid-term exam ends on 12 November and its analysis is due on the 19th."""
    draft = one(Holding("teacher", TEACHER, "", from_on, to_on), "C3-A01")
    assert (draft is not None and draft.period.code.endswith("midterm")) is owes


def test_a_deadline_after_the_term_stands_for_who_stays():
    """C3.9: seven days after the final exam of 19 January is the 26th, four days after the term."""
    people = create_people(teachers=[TEACHER])
    drafts = [d for d in expand(create_scene("C3", people)).drafts if d.requirement.id == "C3-A01"]
    assert [draft.due_on for draft in drafts] == [date(2026, 11, 19), date(2027, 1, 26)]


def versions(*, from_now: bool) -> list[Dated]:
    numbers = Numbers(loading.document("C3"))
    return [Dated(1, AUTUMN, False, numbers), Dated(2, date(2026, 11, 16), from_now, numbers)]


@pytest.mark.parametrize(
    ("first", "end", "from_now", "number"),
    [
        (AUTUMN, date(2027, 1, 23), False, 1),  # the term under way stays with the version of its first day
        (AUTUMN, date(2027, 1, 23), True, 2),
        (date(2026, 11, 23), date(2026, 12, 21), False, 2),  # the month that begins afterwards
        (AUTUMN, date(2026, 9, 28), True, 1),  # a period that is over is not judged anew
    ],
)
def test_a_period_is_judged_by_the_version_of_its_first_day_unless_the_change_asks_otherwise(
    first, end, from_now, number
):
    assert version_for(versions(from_now=from_now), Span(first, end), AUTUMN).pk == number


def test_a_record_is_judged_by_the_version_of_its_day():
    dated = versions(from_now=False)
    assert [version_on(dated, date(2026, 11, day)).pk for day in (15, 16)] == [1, 2]
    assert version_on(dated, date(2026, 8, 1)).pk == 1


def test_the_lesson_of_a_leader_counts_as_mutual_unless_the_school_leaves_leaders_out():
    """X-34: mutual means the lessons of any teacher but oneself."""
    frame = create_frame()
    lessons = [record(AUTUMN, subject="person:2", marks=frozenset({LEADER})), record(AUTUMN, subject="person:3")]
    for refuses, value in ((frozenset(), 2), (frozenset({LEADER}), 1)):
        owed = create_owed(create_requirement(), frame, least=10, refuses=refuses)
        assert stands(owed, lessons, frame, today=date(2026, 12, 1)).value == value
