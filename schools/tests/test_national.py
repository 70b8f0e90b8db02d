from datetime import date, timedelta

import pytest

from schools import national


def _span(first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


HOLIDAYS = {
    2025: [
        ("2025-01-01", "2025-01-01"),
        ("2025-01-28", "2025-02-04"),
        ("2025-04-04", "2025-04-06"),
        ("2025-05-01", "2025-05-05"),
        ("2025-05-31", "2025-06-02"),
        ("2025-10-01", "2025-10-08"),
    ],
    2026: [
        ("2026-01-01", "2026-01-03"),
        ("2026-02-15", "2026-02-23"),
        ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"),
        ("2026-06-19", "2026-06-21"),
        ("2026-09-25", "2026-09-27"),
        ("2026-10-01", "2026-10-07"),
    ],
}
# The make-up workday and the day off that it is worked for.
MAKE_UP_DAYS = {
    2025: {
        "2025-01-26": "2025-02-03",
        "2025-02-08": "2025-02-04",
        "2025-04-27": "2025-05-05",
        "2025-09-28": "2025-10-07",
        "2025-10-11": "2025-10-08",
    },
    2026: {
        "2026-01-04": "2026-01-02",
        "2026-02-14": "2026-02-20",
        "2026-02-28": "2026-02-23",
        "2026-05-09": "2026-05-05",
        "2026-09-20": "2026-10-06",
        "2026-10-10": "2026-10-07",
    },
}


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_holidays_are_those_of_the_notice(year):
    expected = [day for first, last in HOLIDAYS[year] for day in _span(first, last)]
    assert [d.on for d in national.days_of_year(year).values() if d.is_holiday] == expected


@pytest.mark.parametrize("year", [2025, 2026])
def test_each_make_up_workday_replaces_a_day_off_of_the_same_holiday(year):
    found = {str(d.on): str(d.replaces) for d in national.days_of_year(year).values() if not d.is_holiday}
    assert found == MAKE_UP_DAYS[year]


def test_every_make_up_workday_since_2019_has_its_day_off():
    days = [d for year in range(2019, 2027) for d in national.days_of_year(year).values()]
    assert [d.on for d in days if not d.is_holiday and not d.replaces] == []


def test_a_make_up_workday_follows_the_weekday_that_it_replaces():
    assert national.day(date(2026, 9, 20)).lessons_of_weekday == 2


def test_a_year_without_a_notice_gives_no_days_and_is_not_counted_as_known():
    assert national.days_of_year(2027) == {}
    assert 2027 not in national.years_with_data()
    assert {2025, 2026} <= national.years_with_data()
