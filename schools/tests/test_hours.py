"""Staff are spoken to on school days, 07:30 to 18:00; what falls on a holiday is said on the next school day (F-20)."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import make_aware

from schools.hours import is_school_time, school_moments, schools_in_session
from schools.tests.factories import create_day, create_school, create_term

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return make_aware(datetime.fromisoformat(text))


@pytest.fixture
def school():
    """A school with the autumn term 2026: 1 September to 22 January."""
    return create_term(school=create_school()).school


@pytest.mark.parametrize(
    ("moment", "is_time"),
    [
        ("2026-10-12 07:29", False),
        ("2026-10-12 07:30", True),
        ("2026-10-12 17:59", True),
        ("2026-10-12 18:00", False),
        ("2026-10-11 10:00", False),  # a Sunday
        ("2026-10-01 10:00", False),  # National Day
        ("2026-10-10 10:00", True),  # a Saturday that is worked instead
        ("2026-08-31 10:00", False),  # before the term
        ("2027-01-25 10:00", False),  # after it
    ],
)
def test_the_hours_and_days_of_a_school(school, moment, is_time):
    assert is_school_time(school, at(moment)) == is_time


def test_a_school_decides_on_its_own_days(school):
    create_day(school=school, on=date(2026, 10, 10), kind="holiday")
    create_day(school=school, on=date(2026, 10, 12), kind="vacation")
    create_day(school=school, on=date(2026, 10, 18), kind="special", is_school_day=True)
    answers = [is_school_time(school, at(f"2026-10-{day} 10:00")) for day in (10, 12, 18)]
    assert answers == [False, False, True]


def test_a_school_without_terms_is_judged_by_weekdays():
    school = create_school()
    assert is_school_time(school, at("2026-07-15 10:00"))
    assert not is_school_time(school, at("2026-07-18 10:00"))


def test_a_year_without_holidays_is_judged_by_weekdays_and_says_so():
    school = create_term(school=create_school(), school_year=2040).school
    moment = school_moments([school], at("2040-10-01 10:00"))[school.pk]
    assert (moment.is_open, moment.years_without_holidays) == (True, [2040])
    school.own_holiday_years = [2040]
    assert school_moments([school], at("2040-10-09 10:00"))[school.pk].years_without_holidays == []


@pytest.mark.parametrize(
    ("on", "first"),
    [
        ("2026-10-13", date(2026, 10, 13)),
        ("2026-10-12", date(2026, 10, 11)),  # Monday after a worked Saturday
        ("2026-10-08", date(2026, 10, 1)),  # after National Day
        ("2026-10-19", date(2026, 10, 17)),
    ],
)
def test_what_fell_on_days_without_school_is_spoken_of_on_the_next_school_day(school, on, first):
    days = school_moments([school], at(f"{on} 10:00"))[school.pk].days
    assert (days.from_on, days.last_on) == (first, date.fromisoformat(on))


def test_after_the_vacation_one_speaks_of_all_of_it(school):
    create_term(school=school, number=2)
    days = school_moments([school], at("2027-02-22 10:00"))[school.pk].days
    assert days.from_on == date(2027, 1, 23)


def test_many_schools_cost_as_many_statements_as_one():
    schools = [create_term(school=create_school()).school for _ in range(12)]
    with CaptureQueriesContext(connection) as statements:
        found = schools_in_session(schools, at("2026-10-12 10:00"))
    assert (len(found), len(statements)) == (12, 2)
