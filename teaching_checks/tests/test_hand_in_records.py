"""Hand-ins as evidence and as facts."""

from datetime import date
from decimal import Decimal

import pytest

from core.dates import Span
from deductions.kinds import Event
from registry.models import Teacher
from rulebook.documents import loading
from rulebook.rules.people import person
from rulebook.services.adopting import adopt
from rulebook.tests.factories import AUTUMN, create_small
from teaching_checks.evidence.hand_ins import hand_in_checks, hand_ins
from teaching_checks.facts.hand_ins import facts
from teaching_checks.services import hand_ins as services
from teaching_checks.tests.records import create_call, create_hand_in, moment

pytestmark = pytest.mark.django_db
TERM = Span(date(2026, 9, 1), date(2027, 1, 23))


@pytest.fixture
def small():
    return create_small()


def handed(small, name="a1", *, kind="teaching_plan", due_on=date(2026, 9, 18), on=None):
    teacher = Teacher.objects.get(school=small.school, user=small.people[name])
    call = create_call(school=small.school, term=small.term, kind=kind, due_on=due_on, by=small.clerk)
    return create_hand_in(call=call, teacher=teacher, on=on)


def said(small, span=TERM):
    return [(fact.event, fact.teacher, dict(fact.figures), fact.on) for fact in facts(small.school, span)]


@pytest.mark.parametrize("code", ["hand_in", "revision_plan", "work_summary", "subject_summary", "teaching_paper"])
def test_each_kind_gives_only_its_own_hand_ins(small, code):
    for kind in ("teaching_plan", "revision_plan", "work_summary", "subject_summary", "teaching_paper", "other"):
        handed(small, kind=kind, on=date(2026, 9, 10))
    handed(small, "a2", kind=code)
    found = list(hand_ins(small.school, {code: TERM}))
    part = "teaching_plan" if code == "hand_in" else ""
    assert [(e.actor, e.subject, e.part, e.on) for e in found] == [
        (small.a1.pk, person(small.a1.pk), part, date(2026, 9, 10))
    ]


def test_the_looks_of_head_and_office_are_checks_of_teaching_plans(small):
    row = handed(small, on=date(2026, 9, 10))
    handed(small, "a2", on=date(2026, 9, 10))
    services.approve(hand_in=row, by=small.h1, now=moment(date(2026, 9, 11)))
    services.accept(hand_in=row, by=small.clerk, now=moment(date(2026, 9, 14)))
    found = [(e.kind, e.actor, e.subject, e.part, e.on) for e in hand_in_checks(small.school, TERM)]
    about = person(small.a1.pk)
    assert found == [
        ("check", small.h1.pk, about, "teaching_plan", date(2026, 9, 11)),
        ("check", small.clerk.pk, about, "teaching_plan", date(2026, 9, 14)),
    ]


@pytest.mark.parametrize(("mode", "days"), [("calendar_days", 6), ("school_days", 4)])
def test_a_late_summary_is_a_fact_with_the_days_of_the_adopted_reading(small, mode, days):
    key = "C4-D05.days"
    adopt(
        school=small.school,
        document=loading.document("C4"),
        from_on=AUTUMN,
        values={key: mode},
        reasons={key: "as the staff meeting decided"},
        by=None,
    )
    row = handed(small, kind="subject_summary", due_on=date(2026, 12, 4), on=date(2026, 12, 10))
    assert said(small) == [
        (Event.SUMMARY_LATE, row.teacher_id, {"days": Decimal(days)}, date(2026, 12, 10)),
    ]


def test_what_is_missing_is_a_fact_when_the_call_is_closed(small):
    plan, paper = handed(small), handed(small, "a2", kind="teaching_paper")
    assert said(small) == []
    for row in (plan, paper):
        services.close(call=row.call, by=small.clerk, now=moment(date(2026, 9, 21)))
    on = date(2026, 9, 21)
    assert said(small) == [
        (Event.TEACHING_PLAN_MISSING, plan.teacher_id, {"times": Decimal(1)}, on),
        (Event.PAPER_LATE, paper.teacher_id, {"days": Decimal(3)}, on),
    ]
    assert said(small, Span(date(2026, 10, 1), TERM.to_on)) == []


def test_what_is_on_time_or_excused_costs_nothing(small):
    handed(small, kind="subject_summary", on=date(2026, 9, 18))
    row = handed(small, "a2")
    services.excuse(hand_in=row, excuse="textbook_missing", by=small.clerk)
    services.close(call=row.call, by=small.clerk, now=moment(date(2026, 9, 21)))
    assert said(small) == []


def test_facts_and_evidence_cost_the_same_for_any_number(small, django_assert_max_num_queries):
    for day in range(1, 9):
        handed(small, kind="subject_summary", due_on=date(2026, 9, day), on=date(2026, 10, day))
    with django_assert_max_num_queries(6):
        assert len(said(small)) == 8
    with django_assert_max_num_queries(1):
        assert len(list(hand_ins(small.school, {"subject_summary": TERM}))) == 8
