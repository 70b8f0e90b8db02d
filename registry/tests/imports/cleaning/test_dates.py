from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.imports.cleaning.dates import Partial, read_date
from registry.imports.cleaning.text import Doubt

TODAY = date(2025, 9, 15)
DAY = date(2013, 5, 12)


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime(2013, 5, 12, 8),
        20130512,
        20130512.0,
        41406,
        41406.5,
        130512,
        2013.0512,
        "20130512",
        "'20130512",
        "41406",
        "130512",
        "2013-5-12",
        "2013-05-12",
        "2013/5/12",
        "2013.5.12",
        "2013.5.12.",
        "2013. 5. 12",
        "2013、5、12",
        "2013。5。12",
        "2013 5 12",
        "2013.0512",
        "2013年5月12日",
        "2013年5月12号",
        "2013年05月12",
        "  2013 年 5 月 12 日 ",
        "２０１３．５．１２",
        "13/5/12",
        "13.5.12",
        "13年5月12日",
        "2013-05-12 00:00:00",
        "2013-05-12T08:30:00",
        "2013年5月12日生",
        "二〇一三年五月十二日",
        "二零一三年五月十二日",
        "二○一三年五月十二",
        "2013年五月十二日",
    ],
)
def test_a_date_is_read_in_every_form(cell):
    assert read_date(cell, TODAY) == DAY


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("98.5.12", date(1998, 5, 12)),
        ("25.5.12", date(2025, 5, 12)),
        ("26.5.12", date(1926, 5, 12)),
        ("13/5/2013", date(2013, 5, 13)),
        ("5/13/2013", date(2013, 5, 13)),
        ("5/5/2013", date(2013, 5, 5)),
        ("二〇一三年十二月三十一日", date(2013, 12, 31)),
        ("二〇一三年十月廿一日", date(2013, 10, 21)),
        ("20120229", date(2012, 2, 29)),
        (2013.051, date(2013, 5, 10)),
    ],
)
def test_dates_at_the_edge(cell, day):
    assert read_date(cell, TODAY) == day


@pytest.mark.parametrize(
    ("cell", "readings"),
    [
        ("201309", ((2013, 9),)),
        (201309, ((2013, 9),)),
        ("2013.9", ((2013, 9),)),
        (2013.9, ((2013, 9),)),
        ("2013年9月", ((2013, 9),)),
        ("二〇一三年九月", ((2013, 9),)),
        ("2013-09", ((2013, 9),)),
        ("2013.10", ((2013, 10),)),
        (2013.1, ((2013, 1), (2013, 10))),
        ("2013.1", ((2013, 1), (2013, 10))),
        ("2013", ((2013,),)),
        (2013, ((2013,),)),
    ],
)
def test_a_date_without_a_day_keeps_what_it_says(cell, readings):
    assert read_date(cell, TODAY) == Partial(readings, "date-month-only")


def test_day_and_month_that_can_be_exchanged_are_in_doubt():
    partial = read_date("5/12/2013", TODAY)
    assert partial.code == "date-ambiguous"
    assert [partial.fits(day) for day in (DAY, date(2013, 12, 5), date(2013, 5, 13))] == [True, True, False]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2013-02-30", "date-impossible"),
        ("20131301", "date-impossible"),
        ("2013.13", "date-impossible"),
        ("20130229", "date-impossible"),
        ("00000000", "date-impossible"),
        ("农历三月初八", "date-unreadable"),
        ("五岁", "date-unreadable"),
        ("abc", "date-unreadable"),
        ("1234567", "date-unreadable"),
        ("0", "date-unreadable"),
        (0, "date-unreadable"),
        (True, "date-unreadable"),
        (time(8), "date-unreadable"),
    ],
)
def test_what_is_no_date_says_why(cell, code):
    assert read_date(cell, TODAY) == Doubt(None, code)


@pytest.mark.parametrize("cell", ["", " ", "无", "不详", float("nan")])
def test_a_blank_is_no_date(cell):
    assert read_date(cell, TODAY) is None


@given(st.dates(date(1940, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_from_its_usual_forms(day):
    serial = (day - date(1899, 12, 30)).days
    forms = [day, day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", serial, float(serial)]
    assert {read_date(form, TODAY) for form in forms} == {day}


@given(st.text() | st.floats() | st.integers())
def test_no_cell_makes_the_reader_fail(cell):
    assert isinstance(read_date(cell, TODAY), date | Partial | Doubt | None)
