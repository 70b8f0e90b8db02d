"""Which observations count for whom, with the numbers of section 14 (C1.4, C3.8, C5.8, C6.4, C7.4; F-09)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from core.refusals import Refused
from observations.evidence.lessons import lessons
from observations.models import Observation
from observations.tests.observed import MONDAY, observe, observe_often, observing, quota_line, standing
from rulebook.documents.loading import document
from rulebook.kinds import Asked
from rulebook.models import Attestation, RoleHolder
from rulebook.rules.judging import State
from rulebook.services.adopting import adopt
from rulebook.services.expanding import expand_term
from rulebook.tests.factories import AUTUMN, create_adoption, create_attestation, create_obligations, create_small
from rulebook.tests.scenes import name_for
from schools.models import CalendarDay
from schools.tests.factories import create_day

pytestmark = pytest.mark.django_db
LATER = date(2026, 12, 1)
HOLIDAY = date(2026, 9, 28)

TERMLY = [
    ("C1", "vice", 20),
    ("C1", "director", 20),
    ("C1", "h1", 10),
    ("C1", "a1", 10),
    ("C3", "vice", 20),
    ("C3", "director", 20),
    ("C3", "clerk", 15),
    ("C3", "h2", 10),
    ("C3", "a1", 10),
    ("C3", "principal", 20),
    ("C5", "vice", 40),
    ("C5", "director", 40),
    ("C5", "h1", 16),
    ("C5", "a1", 16),
]


@pytest.mark.parametrize(("rule_set", "who", "number"), TERMLY)
def test_a_quota_of_the_term_is_done_with_its_number_and_not_with_one_fewer(rule_set, who, number):
    small = observing(rule_set)
    user = small.people[who]
    observe_often(small, user, small.a2, number - 1)
    assert standing(small, user, today=LATER).state is State.DUE
    assert standing(small, user, today=LATER).value == number - 1
    observe(small, user, small.a2, on=date(2026, 11, 30))
    assert standing(small, user, today=LATER).state is State.DONE


@pytest.mark.parametrize(("role", "who", "number"), [("central_group_head", "h1", 15), ("other_admin", "office", 10)])
def test_who_is_named_for_a_post_owes_the_number_of_that_post(role, who, number):
    small = create_small()
    name_for(small, role, who)
    create_obligations(small, "C3")
    user = small.people[who]
    observe_often(small, user, small.a2, number - 1)
    assert standing(small, user, today=LATER).state is State.DUE
    observe(small, user, small.a2, on=date(2026, 11, 30))
    assert standing(small, user, today=LATER).state is State.DONE


@pytest.mark.parametrize(
    ("rule_set", "who", "number"),
    [
        *(("C6", who, 3) for who in ("vice", "director", "principal")),
        ("C6", "h1", 2),
        ("C6", "a1", 1),
        *(("C7", who, 2) for who in ("vice", "director")),
    ],
)
def test_a_week_is_met_with_its_number_and_missed_with_one_fewer(rule_set, who, number):
    small = observing(rule_set)
    user = small.people[who]
    observe_often(small, user, small.a2, number)
    observe_often(small, user, small.a2, number - 1, first=MONDAY + timedelta(days=7))
    weeks = {each.span.from_on: each for each in standing(small, user, today=LATER).buckets}
    assert weeks[MONDAY].is_met
    assert weeks[MONDAY + timedelta(days=7)].is_missed


def test_holiday_weeks_are_waived_and_nothing_carries_over():
    small = create_small(starts_on=date(2026, 9, 7))
    for n in range(2, 7):  # two school days are left
        create_day(school=small.school, on=HOLIDAY + timedelta(days=n), kind=CalendarDay.Kind.VACATION)
    create_obligations(small, "C6")
    for monday, number in ((date(2026, 9, 7), 3), (date(2026, 9, 14), 1), (date(2026, 9, 21), 2)):
        observe_often(small, small.h1, small.a1, number, first=monday)
    found = standing(small, small.h1, today=date(2026, 10, 12))
    weeks = found.buckets[:5]  # 3, 1, 2, holiday, 0
    waived = [week.is_waived for week in found.buckets]
    judged = [week for week in weeks if not week.is_waived]
    assert waived[:5] == [False, False, False, True, False]
    assert (sum(week.is_met for week in judged), len(judged)) == (2, 4)
    assert (sum(week.value for week in judged), sum(week.needed for week in judged)) == (6, 8)


def test_who_holds_two_posts_owes_the_highest_number_once():
    small = create_small()
    RoleHolder.objects.create(school=small.school, role="central_group_head", user=small.h1, from_on=AUTUMN)
    create_adoption(school=small.school, document="C3")
    expand_term(school=small.school, term=small.term, as_of=AUTUMN)
    line = quota_line(small, small.h1, today=LATER)
    assert (line.requirement.id, line.owed.least) == ("C3-Q02", Decimal(15))
    assert {each["requirement"] for each in line.inputs["others"]} == {"C3-Q04", "C3-Q06"}


def test_without_notes_without_a_talk_or_withdrawn_it_does_not_count():
    small = observing("C3")
    observe(small, small.a1, small.a2, notes="")
    observe(small, small.a1, small.a2, period=2, talked_over=False)
    observe(small, small.a1, small.a2, period=3, withdrawn_at=timezone.now(), withdrawn_why="entered twice")
    counting = observe(small, small.a1, small.a2, period=4)
    (record,) = standing(small, small.a1, today=LATER).records
    assert record.ref == f"observation:{counting.public_id}"


def test_a_lesson_of_another_term_or_of_another_observer_does_not_count():
    small = observing("C3")
    observe(small, small.a1, small.a2, on=date(2026, 8, 31))
    observe(small, small.a3, small.a2)
    assert standing(small, small.a1, today=LATER).value == 0


def test_observing_a_leader_is_mutual():
    small = observing("C3")
    observe(small, small.a1, small.director)
    assert standing(small, small.a1, today=LATER).value == 1


def test_a_school_may_leave_out_the_lessons_of_leaders():
    strict, key = create_small(), "C3-Q04.mutual"
    reading = {"values": {key: "no_leaders"}, "reasons": {key: "leaders are observed by leaders"}}
    adopt(school=strict.school, document=document("C3"), from_on=AUTUMN, by=strict.principal, **reading)
    expand_term(school=strict.school, term=strict.term, as_of=AUTUMN)
    observe(strict, strict.a1, strict.director)
    counting = observe(strict, strict.a1, strict.h1, period=2)
    (record,) = standing(strict, strict.a1, today=LATER).records
    assert record.ref.endswith(str(counting.public_id))
    observe(strict, strict.vice, strict.director)
    assert standing(strict, strict.vice, today=LATER).value == 1  # only mutual observation is asked of teachers


def test_observations_are_not_entered_by_hand_any_more():
    small = observing("C3")
    with pytest.raises(Refused, match="kept_elsewhere"):
        create_attestation(school=small.school, actor=small.a1, kind="observation", on=MONDAY)


def test_what_was_entered_by_hand_before_still_counts():
    small = observing("C3")
    common = {"school": small.school, "kind": "observation", "actor": small.a1, "recorded_by": small.a1}
    Attestation.objects.create(on=MONDAY, **common)
    assert standing(small, small.a1, today=LATER).value == 1
    assert not Observation.objects.exists()


def test_whose_own_quota_is_read_is_given_only_what_that_person_observed():
    small = observing("C3")
    observe_often(small, small.a1, small.a2, 2)
    observe_often(small, small.b1, small.a3, 3)
    span = small.term.span.from_on, small.term.span.to_on
    assert {row.actor for row in lessons(small.school, Asked(*span, actor=small.a1.pk))} == {small.a1.pk}
    assert len(list(lessons(small.school, Asked(*span)))) == 5
    assert standing(small, small.a1, today=LATER).value == 2
