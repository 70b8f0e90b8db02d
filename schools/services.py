"""Writes about where and when."""

from dataclasses import dataclass

from django.db import transaction

from core.dates import Span
from schools import national
from schools.calendar import DayKind, default_for
from schools.models import CalendarDay, District, School, Village
from schools.selectors import school_calendar


class NoData(Exception):
    """The library holds no notice for that year."""


@dataclass(frozen=True)
class TakenOver:
    """How many days a take-over added, brought up to date, and left as the school had written them."""

    added: int
    updated: int
    kept: int


@transaction.atomic
def take_over_national_days(*, school: School, year: int) -> TakenOver:
    """Write the national holidays and make-up workdays of a year into the school's calendar (F-20).

    What the school has written itself stays; days taken over before follow a corrected notice. Safe to
    repeat. Raises NoData.
    """
    if year not in national.years_with_data():
        raise NoData(year)
    notices = national.days_of_year(year)
    rows = CalendarDay.objects.filter(school=school, on__year=year).select_for_update()
    rows.filter(is_national=True).exclude(on__in=notices).delete()
    written = {row.on: row for row in rows}
    added = [_national_row(school, notice) for on, notice in notices.items() if on not in written]
    CalendarDay.objects.bulk_create(added)
    changed = [row for on, row in written.items() if row.is_national and _follow(row, notices[on])]
    CalendarDay.objects.bulk_update(changed, ["kind", "name", "is_school_day", "lessons_of_weekday"])
    kept = [row for row in written.values() if not row.is_national and row.on in notices]
    return TakenOver(added=len(added), updated=len(changed), kept=len(kept))


def _national_row(school: School, notice: national.NationalDay) -> CalendarDay:
    row = CalendarDay(school=school, on=notice.on, is_national=True)
    _follow(row, notice)
    return row


def _follow(row: CalendarDay, notice: national.NationalDay) -> bool:
    """Make a row say what the notice says; tell whether that changed anything."""
    wanted = default_for(notice)
    if (row.kind, row.name, row.is_school_day, row.lessons_of_weekday) == wanted:
        return False
    row.kind, row.name, row.is_school_day, row.lessons_of_weekday = wanted
    return True


@transaction.atomic
def reset_days(*, school: School, span: Span, only_kind: str = "") -> int:
    """Take back what the school wrote for some days, so that notice and weekday hold again; give how many."""
    rows = CalendarDay.objects.filter(school=school, on__gte=span.from_on, on__lt=span.to_on)
    rows = rows.filter(kind=only_kind) if only_kind else rows
    days = list(rows.filter(is_national=False).select_for_update().values_list("on", flat=True))
    rows.filter(on__in=days).delete()
    notices = [notice for notice in map(national.day, days) if notice]
    CalendarDay.objects.bulk_create([_national_row(school, notice) for notice in notices])
    return len(days)


@transaction.atomic
def add_vacation(*, school: School, span: Span, name: str) -> int:
    """Make every day of a range vacation but the public holidays in it; give the number of days written."""
    calendar = school_calendar(school, span.from_on, span.to_on)
    days = [on for on in span if calendar.kind(on) != DayKind.HOLIDAY]
    CalendarDay.objects.bulk_create(
        [CalendarDay(school=school, on=on, kind=CalendarDay.Kind.VACATION, name=name) for on in days],
        update_conflicts=True,
        unique_fields=["school", "on"],
        update_fields=["kind", "name", "is_school_day", "lessons_of_weekday", "is_national"],
    )
    return len(days)


@transaction.atomic
def confirm_own_holidays(*, school: School, year: int, is_complete: bool) -> None:
    """Note that the school has (or has not) entered all holidays of a year without national data."""
    school = School.objects.select_for_update().get(pk=school.pk)
    years = set(school.own_holiday_years) - {year}
    school.own_holiday_years = sorted(years | {year} if is_complete else years)
    school.save(update_fields=["own_holiday_years"])


@transaction.atomic
def create_school(*, school: School, district: District | None, new_district: tuple[str, str]) -> School:
    """Write a new school, with a new district (name, code) when none was chosen."""
    if district is None:
        name, code = new_district
        district = District.objects.create(name=name, code=code)
    school.district = district
    school.save()
    return school


@transaction.atomic
def save_village(*, school: School, village: Village, aliases: list[str]) -> Village:
    """Write a village of the school's district with exactly these other names; a new one is used by the school."""
    is_new = village.pk is None
    village.district = school.district
    village.save()
    if is_new:
        school.villages.add(village)
    village.aliases.exclude(name__in=aliases).delete()
    known = set(village.aliases.values_list("name", flat=True))
    for name in dict.fromkeys(aliases):
        if name not in known:
            village.aliases.create(district=school.district, name=name)
    return village


def use_village(*, school: School, village: Village) -> None:
    """Put a village of the district on the school's list."""
    school.villages.add(village)
