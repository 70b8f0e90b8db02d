from datetime import date

import pytest

from schools.selectors import current_term, years_to_warn_about
from schools.tests.factories import create_school, create_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return create_school()


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2026, 10, 1), "2026-1"),
        (date(2027, 2, 1), "2026-2"),
        (date(2027, 3, 1), "2026-2"),
        (date(2028, 1, 1), "2026-2"),
        (date(2026, 1, 1), "2026-1"),
    ],
    ids=["in a term", "between two", "in the second", "after the last", "before the first"],
)
def test_one_works_in_the_term_of_today_or_the_next_or_the_last(school, today, code):
    create_term(school=school, number=1)
    create_term(school=school, number=2)
    assert current_term(school, {}, today).code == code


def test_the_term_chosen_in_the_switch_comes_first_unless_it_is_another_schools(school):
    autumn, spring = create_term(school=school, number=1), create_term(school=school, number=2)
    foreign = create_term()
    assert current_term(school, {"term_id": spring.pk}, date(2026, 10, 1)) == spring
    assert current_term(school, {"term_id": foreign.pk}, date(2026, 10, 1)) == autumn


def test_without_a_school_or_a_term_there_is_no_current_term(school):
    assert current_term(school, {}, date(2026, 10, 1)) is None
    assert current_term(None, {}, date(2026, 10, 1)) is None


@pytest.mark.parametrize(
    ("today", "own", "years"),
    [
        (date(2026, 9, 1), [], []),
        (date(2026, 11, 1), [], [2027]),
        (date(2026, 11, 1), [2027], []),
        (date(2027, 1, 1), [], [2027]),
    ],
    ids=["not yet due", "due in November", "entered by the school", "the year has begun"],
)
def test_the_year_warns_when_it_matters(school, today, own, years):
    school.own_holiday_years = own
    assert years_to_warn_about(school, today=today, terms=[]) == years


def test_a_term_that_runs_into_an_unknown_year_warns_at_once_and_not_after_it_ended(school):
    term = create_term(school=school)
    assert years_to_warn_about(school, today=date(2026, 8, 1), terms=[term]) == [2027]
    school.own_holiday_years = [2027]
    assert years_to_warn_about(school, today=date(2026, 8, 1), terms=[term]) == []
