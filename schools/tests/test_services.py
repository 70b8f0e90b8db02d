from datetime import date

import pytest

from core.dates import Span
from schools import services
from schools.models import CalendarDay
from schools.selectors import school_calendar, vacations
from schools.tests.factories import create_day, create_school, create_village

pytestmark = pytest.mark.django_db
SEPTEMBER_20 = date(2026, 9, 20)


def test_national_days_are_taken_over_once():
    school = create_school()
    first = services.take_over_national_days(school=school, year=2026)
    again = services.take_over_national_days(school=school, year=2026)
    assert first == services.TakenOver(added=39, updated=0, kept=0)
    assert again == services.TakenOver(added=0, updated=0, kept=0)


def test_a_make_up_workday_comes_with_the_lessons_of_the_weekday_that_it_replaces():
    school = create_school()
    services.take_over_national_days(school=school, year=2026)
    day = school.calendar_days.get(on=SEPTEMBER_20)
    assert (day.kind, day.is_school_day, day.lessons_of_weekday) == ("make_up", True, 2)


def test_what_the_school_wrote_survives_a_take_over():
    school = create_school()
    own = create_day(school=school, on=SEPTEMBER_20, kind="make_up", name="ours")
    done = services.take_over_national_days(school=school, year=2026)
    own.refresh_from_db()
    assert (done.added, done.kept, own.name, own.is_school_day) == (38, 1, "ours", False)


def test_a_day_taken_over_follows_a_corrected_notice_and_one_no_longer_in_it_goes():
    school = create_school()
    create_day(school=school, on=SEPTEMBER_20, kind="holiday", is_national=True)
    create_day(school=school, on=date(2026, 3, 3), kind="holiday", is_national=True)
    done = services.take_over_national_days(school=school, year=2026)
    assert done == services.TakenOver(added=38, updated=1, kept=0)
    assert school.calendar_days.filter(on=date(2026, 3, 3)).exists() is False


def test_a_year_without_a_notice_cannot_be_taken_over():
    with pytest.raises(services.NoData):
        services.take_over_national_days(school=create_school(), year=2027)


def test_a_vacation_leaves_public_holidays_in_it_and_can_be_taken_back():
    school = create_school()
    services.take_over_national_days(school=school, year=2026)
    autumn_break = Span(date(2026, 9, 30), date(2026, 10, 13))
    assert services.add_vacation(school=school, span=autumn_break, name="秋假") == 6
    assert school.calendar_days.get(on=date(2026, 10, 10)).kind == "vacation"

    assert services.reset_days(school=school, span=autumn_break, only_kind="vacation") == 6
    assert school.calendar_days.get(on=date(2026, 10, 10)).kind == "make_up"
    assert school.calendar_days.filter(kind="vacation").count() == 0


def test_vacation_days_are_joined_over_a_holiday_between_them():
    school = create_school()
    services.take_over_national_days(school=school, year=2026)
    span = Span(date(2026, 9, 30), date(2026, 10, 13))
    services.add_vacation(school=school, span=span, name="秋假")
    assert [v.span for v in vacations(school.calendar_days.all())] == [span]


def test_the_calendar_is_read_in_one_statement_when_the_terms_are_at_hand(django_assert_num_queries):
    school = create_school()
    services.take_over_national_days(school=school, year=2026)
    with django_assert_num_queries(1):
        calendar = school_calendar(school, date(2026, 9, 1), date(2027, 1, 1), terms=[])
    assert calendar.lessons_weekday(SEPTEMBER_20) == 2


def test_a_school_says_that_it_has_entered_a_year_and_takes_it_back():
    school = create_school()
    services.confirm_own_holidays(school=school, year=2027, is_complete=True)
    school.refresh_from_db()
    assert school.own_holiday_years == [2027]
    services.confirm_own_holidays(school=school, year=2027, is_complete=False)
    school.refresh_from_db()
    assert school.own_holiday_years == []


def test_a_village_keeps_exactly_the_other_names_given():
    school = create_school()
    village = create_village(school=school, name="李家村", aliases=["李村", "小李庄"])
    services.save_village(school=school, village=village, aliases=["小李庄", "李庄"])
    assert set(village.aliases.values_list("name", flat=True)) == {"小李庄", "李庄"}


def test_the_history_keeps_what_a_day_was():
    school = create_school()
    day = create_day(school=school, on=SEPTEMBER_20, name="before")
    day.name = "after"
    day.save()
    assert list(CalendarDay.pgh_event_model.objects.order_by("pgh_id").values_list("name", flat=True)) == [
        "before",
        "after",
    ]
