"""What a closed round says that may cost something (C4, F-10)."""

from datetime import date
from decimal import Decimal

import pytest

from core.dates import Span
from rulebook.tests.factories import create_small
from teaching_checks.facts.rounds import facts
from teaching_checks.tests.factories import FULL, MIDTERM, create_round, create_sheet

pytestmark = pytest.mark.django_db
YEAR = Span(date(2026, 8, 1), date(2027, 8, 1))
START = (date(2026, 9, 1), date(2026, 9, 4))
TIDY = {
    "items": [{"code": "untidy", "name": "不整洁", "kind": "tick"}, {"code": "floor", "name": "地面", "most": 10}],
    "grades": [],
}


@pytest.fixture
def small():
    return create_small()


def told(small) -> list:
    return [(fact.event, {name: int(n) for name, n in fact.figures.items()}) for fact in facts(small.school, YEAR)]


def plans(small, *, days=MIDTERM, state="closed", **values):
    return create_round(small=small, who=("a1",), values={"a1": {**FULL, **values}}, days=days, state=state)


def test_43_lessons_and_30_plans_are_13_short(small):
    plans(small, due="43", prepared="30")
    assert told(small) == [("plans_short", {"required": 43, "prepared": 30, "uncounted": 0})]


def test_lessons_without_a_plan_are_told_and_not_counted_again(small):
    plans(small, due="43", prepared="40", no_plan="2")
    assert told(small) == [
        ("no_plan", {"times": 2}),
        ("plans_short", {"required": 43, "prepared": 40, "uncounted": 2}),
    ]


def test_what_is_short_at_term_start_is_another_thing(small):
    plans(small, days=START, due="6", prepared="3")
    assert told(small) == [("plans_short_at_start", {"required": 6, "prepared": 3})]


def test_enough_plans_say_nothing(small):
    plans(small, due="40", prepared="40", no_plan="0")
    assert told(small) == []


def test_nothing_is_said_while_the_round_is_open(small):
    plans(small, due="43", prepared="30", state="open")
    assert told(small) == []


def test_the_lowest_grade_is_an_inspection_not_passed(small):
    plans(small, goals="5", process="5", exercises="5", writing="5", reflection="5")
    assert told(small) == [("check_failed", {"times": 1})]


def test_an_untidy_laboratory_is_said_of_who_looks_after_it(small):
    sheet = create_sheet(school=small.school, content=TIDY, code="own_lab")
    values = {"a1": {"floor": "3", "untidy": "1"}, "a2": {"floor": "9"}}
    round = create_round(small=small, object="lab_tidiness", sheet=sheet, values=values, state="closed")
    found = list(facts(small.school, YEAR))
    assert [(fact.event, fact.teacher, fact.figures) for fact in found] == [
        ("lab_untidy", round.rows.get(person=small.a1.pk).teacher_id, {"times": Decimal(1)})
    ]


def test_a_fact_has_one_key_and_names_who_inspected(small, django_assert_num_queries):
    plans(small, due="43", prepared="30", no_plan="2")
    with django_assert_num_queries(2):
        found = list(facts(small.school, YEAR))
    assert len({fact.key for fact in found}) == len(found) == 2
    assert {fact.reporter for fact in found} == {small.h1.pk}
