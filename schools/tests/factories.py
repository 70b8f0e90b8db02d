"""Rows for tests: each call builds what it depends on, and nothing else."""

from datetime import date
from itertools import count

from schools.models import CalendarDay, Campus, District, School, Term, Village

_numbers = count(1)


def create_district(**fields) -> District:
    number = next(_numbers)
    return District.objects.create(**{"name": f"District {number}", "code": f"D{number}", **fields})


def create_school(*, district=None, **fields) -> School:
    number = next(_numbers)
    defaults = {"name": f"School {number}", "code": f"S{number}"}
    return School.objects.create(district=district or create_district(), **{**defaults, **fields})


def create_village(*, school=None, name="", aliases=(), **fields) -> Village:
    school = school or create_school()
    village = Village.objects.create(district=school.district, name=name or f"village{next(_numbers)}村", **fields)
    school.villages.add(village)
    for alias in aliases:
        village.aliases.create(district=school.district, name=alias)
    return village


def create_term(*, school=None, school_year=2026, number=1, **fields) -> Term:
    defaults = {"starts_on": date(school_year, 9, 1), "ends_on": date(school_year + 1, 1, 22)}
    if number == 2:
        defaults = {"starts_on": date(school_year + 1, 2, 22), "ends_on": date(school_year + 1, 7, 2)}
    return Term.objects.create(
        school=school or create_school(), school_year=school_year, number=number, **{**defaults, **fields}
    )


def create_campus(*, school=None, name="", **fields) -> Campus:
    return Campus.objects.create(school=school or create_school(), name=name or f"Campus {next(_numbers)}", **fields)


def create_day(*, school, on, kind=CalendarDay.Kind.SPECIAL, **fields) -> CalendarDay:
    return CalendarDay.objects.create(school=school, on=on, kind=kind, **fields)
