"""Addresses of schools, their terms and calendar, and the villages of the district."""

from datetime import date

from django.urls import path, register_converter

from schools.views import calendar, campuses, schools, terms, villages


class DayConverter:
    """A day in an address: 2026-09-01."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "schools"
urlpatterns = [
    path("schools/", schools.school_list, name="school_list"),
    path("schools/new/", schools.school_create, name="school_create"),
    path("schools/<uuid:public_id>/", schools.school_edit, name="school_edit"),
    path("campuses/", campuses.campus_list, name="campus_list"),
    path("campuses/new/", campuses.campus_create, name="campus_create"),
    path("campuses/<uuid:public_id>/", campuses.campus_edit, name="campus_edit"),
    path("terms/", terms.term_list, name="term_list"),
    path("terms/new/", terms.term_create, name="term_create"),
    path("terms/switch/", terms.switch_term, name="switch_term"),
    path("terms/<uuid:public_id>/", terms.term_edit, name="term_edit"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/take-over/", calendar.calendar_take_over, name="calendar_take_over"),
    path("calendar/own-holidays/", calendar.calendar_own_holidays, name="calendar_own_holidays"),
    path("calendar/vacation/", calendar.vacation_add, name="vacation_add"),
    path("calendar/vacation/<day:first_on>/<day:last_on>/remove/", calendar.vacation_remove, name="vacation_remove"),
    path("calendar/<day:on>/", calendar.calendar_day, name="calendar_day"),
    path("calendar/<day:on>/reset/", calendar.calendar_day_reset, name="calendar_day_reset"),
    path("villages/", villages.village_list, name="village_list"),
    path("villages/new/", villages.village_create, name="village_create"),
    path("villages/<uuid:public_id>/", villages.village_edit, name="village_edit"),
    path("villages/<uuid:public_id>/use/", villages.village_use, name="village_use"),
]
