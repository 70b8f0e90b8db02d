from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import user_with
from schools import services
from schools.tests.factories import create_day, create_school, create_term

pytestmark = pytest.mark.django_db
CALENDAR = reverse("schools:calendar")


@pytest.fixture
def school():
    return create_school()


@pytest.fixture
def admin(client, school):
    client.force_login(user_with(Role.SCHOOL_ADMIN, school=school))
    return client


def test_a_month_shows_every_day_with_its_kind_in_words(admin, school):
    response = admin.get(CALENDAR, {"month": "2026-10"})
    weeks = response.context["sheet"].weeks
    assert [len(week.days) for week in weeks] == [7] * 5
    holiday = next(d for week in weeks for d in week.days if d.on == date(2026, 10, 1))
    assert str(holiday.mark) in response.content.decode()
    assert str(holiday.kind.label) in response.content.decode()


def test_the_days_that_differ_are_joined_to_runs(admin):
    runs = admin.get(CALENDAR, {"month": "2026-10"}).context["sheet"].runs
    assert [(r.first.on.day, r.last.on.day) for r in runs] == [(1, 7), (10, 10)]


def test_a_term_is_shown_whole_with_its_week_numbers(admin, school):
    create_term(school=school)
    response = admin.get(CALENDAR, {"view": "term"})
    assert [week.number for week in response.context["sheet"].weeks] == list(range(1, 22))


def test_a_month_inside_a_term_counts_weeks_from_the_terms_start(admin, school):
    create_term(school=school)
    weeks = admin.get(CALENDAR, {"month": "2026-10"}).context["sheet"].weeks
    assert [week.number for week in weeks] == [5, 6, 7, 8, 9]


@pytest.mark.parametrize("month", ["2027-03", "2026-13", "spring", ""])
def test_any_month_can_be_asked_for(admin, month):
    assert admin.get(CALENDAR, {"month": month}).status_code == 200


def test_a_year_without_data_warns_on_the_page_and_one_with_data_does_not(admin):
    assert 2027 in admin.get(CALENDAR, {"month": "2027-03"}).context["sheet"].unknown_years
    assert 2026 not in admin.get(CALENDAR, {"month": "2026-03"}).context["sheet"].unknown_years
    assert b"unknown-year" in admin.get(CALENDAR, {"month": "2027-03"}).content


def test_the_national_days_are_taken_over_by_a_button(admin, school):
    response = admin.post(reverse("schools:calendar_take_over"), {"year": "2026"})
    assert response.status_code == 302
    assert school.calendar_days.filter(is_national=True).count() == 39


@pytest.mark.parametrize(("year", "status"), [("2027", 302), ("x", 404), ("99999", 404)])
def test_a_year_without_data_or_sense_writes_nothing(admin, school, year, status):
    assert admin.post(reverse("schools:calendar_take_over"), {"year": year}).status_code == status
    assert not school.calendar_days.exists()


def test_the_school_confirms_its_own_list(admin, school):
    admin.post(reverse("schools:calendar_own_holidays"), {"year": "2027", "is_complete": "yes"})
    school.refresh_from_db()
    assert school.own_holiday_years == [2027]


def test_a_day_is_edited_and_reset(admin, school):
    services.take_over_national_days(school=school, year=2026)
    day = reverse("schools:calendar_day", args=[date(2026, 9, 20)])
    assert admin.get(day).context["form"].initial["lessons_of_weekday"] == 2

    admin.post(day, {"kind": "make_up", "name": "", "is_school_day": "on", "lessons_of_weekday": "5"})
    row = school.calendar_days.get(on=date(2026, 9, 20))
    assert (row.lessons_of_weekday, row.is_national) == (5, False)

    admin.post(reverse("schools:calendar_day_reset", args=[date(2026, 9, 20)]))
    row = school.calendar_days.get(on=date(2026, 9, 20))
    assert (row.lessons_of_weekday, row.is_national) == (2, True)


def test_lessons_on_a_public_holiday_are_refused(admin, school):
    day = reverse("schools:calendar_day", args=[date(2026, 10, 1)])
    response = admin.post(day, {"kind": "holiday", "name": "", "is_school_day": "on"})
    assert response.context["form"].has_error("is_school_day", "lessons_on_a_free_day")


def test_a_vacation_is_entered_and_removed_after_asking(admin, school):
    dates = {"name": "秋假", "first_on": "2026-10-12", "last_on": "2026-10-16"}
    admin.post(reverse("schools:vacation_add"), dates)
    assert school.calendar_days.count() == 5

    remove = reverse("schools:vacation_remove", args=[date(2026, 10, 12), date(2026, 10, 16)])
    assert admin.get(remove).status_code == 200
    assert school.calendar_days.count() == 5
    admin.post(remove)
    assert school.calendar_days.count() == 0


@pytest.mark.parametrize(("last_on", "code"), [("2026-10-11", "ends_before_it_starts"), ("2027-10-12", "too_long")])
def test_a_vacation_with_odd_dates_is_refused(admin, last_on, code):
    dates = {"name": "秋假", "first_on": "2026-10-12", "last_on": last_on}
    assert admin.post(reverse("schools:vacation_add"), dates).context["form"].has_error("last_on", code)


def test_another_schools_days_are_neither_shown_nor_touched(admin):
    other = create_school()
    create_day(school=other, on=date(2026, 10, 12), kind="vacation", name="theirs")
    remove = reverse("schools:vacation_remove", args=[date(2026, 10, 12), date(2026, 10, 12)])
    assert admin.get(remove).status_code == 404
    assert "theirs" not in admin.get(CALENDAR, {"month": "2026-10"}).content.decode()
    assert other.calendar_days.count() == 1


def test_only_who_sets_the_school_up_opens_the_calendar(client, school):
    assert client.get(CALENDAR).status_code == 302
    client.force_login(user_with(Role.PRINCIPAL, school=school))
    assert client.get(CALENDAR).status_code == 403


def test_a_full_term_costs_no_more_statements_than_an_empty_month(admin, school, django_assert_max_num_queries):
    create_term(school=school)
    services.take_over_national_days(school=school, year=2026)
    with django_assert_max_num_queries(13):
        admin.get(CALENDAR, {"view": "term"})
