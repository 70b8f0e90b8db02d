"""Grades given in inspections of lesson plans and homework, term by term: numbers of teachers, never names."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.urls import reverse

from core.charts import Chart, Row
from schools.models import School, Term
from sheets.content import read_grades
from sheets.models import ScoreSheet
from teaching_checks.models import CheckObject, Inspected

OBJECTS = (CheckObject.LESSON_PLAN, CheckObject.HOMEWORK)
TERMS_SHOWN = 6


@dataclass(frozen=True)
class Grade:
    code: str
    name: str


def results(user, school: School) -> QuerySet[Inspected]:
    """Give the results with a grade that the user sees at the school."""
    return Inspected.objects.visible_to(user).filter(school=school, is_done=True).exclude(grade="")


def grade_charts(user, school: School) -> list[Chart]:
    """Give a chart for each object: how many results of each grade, in the last terms; two statements."""
    counted: dict[tuple[str, int, str], int] = defaultdict(int)
    rows = results(user, school).filter(round__object__in=OBJECTS).order_by()
    for what, term, grade, number in rows.values_list("round__object", "round__term", "grade").annotate(n=Count("pk")):
        counted[what, term, grade] = number
    terms = school.every_term[:TERMS_SHOWN][::-1]
    grades = grades_of(school)
    return [chart for what in OBJECTS if (chart := _chart(what, terms, grades, counted)).rows]


def grades_of(school: School) -> list[Grade]:
    """Give the grades of the school's sheets from the best to the worst, each once; one statement."""
    shares: dict[str, tuple] = {}
    sheets = ScoreSheet.objects.filter(school=school).exclude(purpose="observation")
    for lines in sheets.values_list("content__grades", flat=True):
        for line in read_grades(lines or ()):
            shares.setdefault(line.code, (-line.share, line.name))
    return [Grade(code, name) for code, (_share, name) in sorted(shares.items(), key=lambda pair: pair[1][0])]


def _chart(what: str, terms: list[Term], grades: list[Grade], counted) -> Chart:
    url = reverse("dashboards:teaching_results")
    used = [grade for grade in grades if any(counted.get((what, term.pk, grade.code)) for term in terms)]
    rows = [
        Row(str(term), values, f"{url}?object={what}&term={term.pk}")
        for term in terms
        if any(values := [counted.get((what, term.pk, grade.code), 0) for grade in used])
    ]
    label = CheckObject(what).label
    return Chart(
        f"grades-{what}",
        str(label),
        str(Term._meta.get_field("number").verbose_name),
        [g.name for g in used],
        rows,
        kind="stacked",
    )
