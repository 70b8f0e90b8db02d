"""District, villages, schools, campuses, terms, calendars, grades and classes."""

from collections.abc import Iterable
from datetime import date

from core.dates import Span
from demo.places import DISTRICT, SCHOOLS, SchoolPlan
from registry.models import Grade
from registry.setup.classes import create_classes
from registry.setup.grades import set_grades
from registry.setup.subjects import add_subjects, usual_subjects
from schools import national
from schools.models import Campus, District, School, Term, Village
from schools.services import add_vacation, create_school, save_village, take_over_national_days

# Number of the term → first and last day, mid-term exam, final exam, as (years after the school year's, month, day).
TERMS = {
    Term.Number.AUTUMN: ((0, 9, 1), (1, 1, 22), (0, 11, 9), (0, 11, 11), (1, 1, 18), (1, 1, 20)),
    Term.Number.SPRING: ((1, 3, 1), (1, 7, 9), (1, 4, 26), (1, 4, 28), (1, 7, 5), (1, 7, 7)),
}
DAYS = ("starts_on", "ends_on", "midterm_starts_on", "midterm_ends_on", "final_starts_on", "final_ends_on")
VACATIONS = (("寒假", (1, 1, 23), (1, 3, 1)), ("暑假", (1, 7, 10), (1, 9, 1)))


def create_schools(year: int) -> dict[str, School]:
    """Create the district with its four schools, set up but without people; give them by code."""
    name, code = DISTRICT
    district = District.objects.create(name=name, code=code)
    return {plan.code: _create(plan, district, year) for plan in SCHOOLS}


def _create(plan: SchoolPlan, district: District, year: int) -> School:
    school = School(code=plan.code, name=plan.name, kind=plan.kind, stages=[plan.stage])
    create_school(school=school, district=district, new_district=("", ""))
    for village in plan.villages:
        save_village(school=school, village=Village(name=village.name), aliases=list(village.aliases))
    set_up_days(school, (year - 1, year))
    add_subjects(school=school, names=usual_subjects(school.stages))
    _create_classes(plan, school, year)
    return school


def set_up_days(school: School, years: Iterable[int]) -> None:
    """Write the terms, holidays and vacations of these school years into the school's calendar."""
    years = list(years)
    for each in years:
        for number in TERMS:
            Term.objects.create(school=school, school_year=each, number=number, **days_of_term(each, number))
    for each in {*years, years[-1] + 1} & national.years_with_data():
        take_over_national_days(school=school, year=each)
    for each in years:
        for name, first, after in VACATIONS:
            add_vacation(school=school, span=Span(_day(each, first), _day(each, after)), name=name)


def days_of_term(year: int, number: int) -> dict[str, date]:
    """Give the days of a term by the names of its columns."""
    return {name: _day(year, day) for name, day in zip(DAYS, TERMS[number], strict=True)}


def _create_classes(plan, school, year):
    set_grades(school=school, ranges={plan.stage: plan.grades})
    grades = Grade.objects.filter(school=school).values_list("number", flat=True)
    for site in plan.sites:
        campus = Campus.objects.create(school=school, name=site.name, kind=site.kind)
        wanted = {grade: max(site.numbers) for grade in grades if grade <= site.last_grade}
        create_classes(school=school, year=year, wanted=wanted, campus=campus)


def _day(year: int, parts: tuple[int, int, int]) -> date:
    later, month, day = parts
    return date(year + later, month, day)
