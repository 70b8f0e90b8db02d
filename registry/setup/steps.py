"""The steps of setting a school up, and how far it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from registry.models import Grade, SchoolClass, Student, Subject, Teacher, TeacherGroup
from schools import national
from schools.models import CalendarDay, Campus, School, Term
from schools.selectors import years_to_warn_about


class State(StrEnum):
    DONE = "done"
    OPEN = "open"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class Step:
    """A line of the set-up page: what to do, how much is there, and the page that does it."""

    key: str
    title: str
    text: str
    url_name: str
    count: int
    state: State


TEXTS = {
    "campuses": (_("Campuses"), _("Only when the school has more than one site."), "schools:campus_list"),
    "terms": (_("Terms"), _("First and last day, mid-term and final exams."), "schools:term_list"),
    "calendar": (_("Calendar"), _("National holidays, make-up workdays, own vacations."), "schools:calendar"),
    "grades": (_("Grades"), _("Which grades the school teaches."), "registry:setup_grades"),
    "classes": (_("Classes"), _("How many classes each grade has."), "registry:setup_classes"),
    "villages": (_("Villages"), _("Where pupils live, with the other names of a place."), "schools:village_list"),
    "subjects": (_("Subjects"), _("What is taught."), "registry:setup_subjects"),
    "teachers": (_("Teachers"), _("The staff list, from your own workbook."), "registry:teacher_import"),
    "groups": (_("Teacher groups"), _("Research, preparation and grade groups with heads."), "registry:setup_groups"),
    "pupils": (_("Pupils"), _("The register, from your own workbook."), "registry:import_upload"),
}
OPTIONAL = {"campuses", "groups"}
ROWS = {
    "campuses": Campus,
    "calendar": CalendarDay,
    "grades": Grade,
    "classes": SchoolClass,
    "villages": School.villages.through,
    "subjects": Subject,
    "teachers": Teacher,
    "groups": TeacherGroup,
    "pupils": Student,
}


def steps(school: School, *, terms: list[Term], today: date) -> list[Step]:
    """Give the steps in order; one statement besides the terms."""
    counts, years_taken = _counts(school)
    counts["terms"] = sum(term.ends_on >= today for term in terms)
    done = {key for key, count in counts.items() if count}
    unknown = years_to_warn_about(school, today=today, terms=terms)
    if unknown or not _took_over(years_taken, terms, today):
        done.discard("calendar")
    return [_step(key, counts[key], key in done) for key in TEXTS]


def progress(found: list[Step]) -> tuple[int, int]:
    """Give (done, all) over the steps that every school needs."""
    needed = [step for step in found if step.key not in OPTIONAL]
    return sum(step.state == State.DONE for step in needed), len(needed)


def _step(key: str, count: int, is_done: bool) -> Step:
    state = State.DONE if is_done else State.OPTIONAL if key in OPTIONAL else State.OPEN
    return Step(key, *TEXTS[key], count, state)


def _took_over(years_taken: list[int], terms: list[Term], today: date) -> bool:
    """Tell whether the days of every known year of the present and coming terms stand in the calendar."""
    years = {today.year} | {y for term in terms if term.ends_on >= today for y in term.span.years}
    return set(years_taken) >= years & national.years_with_data()


def _counts(school: School) -> tuple[dict[str, int], list[int]]:
    """Give the number of rows by step, and the years whose national days were taken over."""
    years = CalendarDay.objects.filter(school=OuterRef("pk"), is_national=True).order_by()
    found = (
        School.objects.filter(pk=school.pk)
        .values(**{f"{key}_count": _number_of(model) for key, model in ROWS.items()})
        .annotate(years=ArraySubquery(years.values("on__year").distinct()))
        .get()
    )
    return {key: found[f"{key}_count"] for key in ROWS}, found["years"]


def _number_of(model):
    rows = model._base_manager.filter(school=OuterRef("pk")).order_by().values("school")
    return Coalesce(Subquery(rows.annotate(n=Count("*")).values("n")), 0)
