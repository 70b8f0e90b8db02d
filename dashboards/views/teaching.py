"""Teaching at a glance for those who lead it, and the lists behind its figures."""

from datetime import date

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import listed, paged
from dashboards.selectors.teaching import completion as inspections
from dashboards.selectors.teaching import deductions, grades, waiting
from rulebook.selectors.names import bearers_of, names_of
from schools.selectors import current_term
from teaching_checks.models import CheckObject
from teaching_checks.selectors.owed import inspections_counted, inspections_owed

RESULT_SORTS = {"teacher": "teacher__name_pinyin", "on": "done_on", "grade": "grade"}


@requires(Permission.CHECK_MANAGE)
@require_safe
def teaching(request):
    """Checks by group and month, grades over the terms; each figure opens its list."""
    term = _term(request)
    if term is None:
        return render(request, "dashboards/teaching_empty.html")
    user, school, today = request.user, request.school, timezone.localdate()
    found = inspections.completion(school, inspections_counted(user, school, term, today=today))
    charts = [inspections.completion_chart(found)] if found.months else []
    charts += [*grades.grade_charts(user, school), deductions.deduction_chart(user, school, term)]
    context = {
        "term": term,
        "completion": found,
        "months": [inspections.month_words(month) for month in found.months],
        "charts": [chart for chart in charts if chart.rows],
        "figures": waiting.figures(user, school, term, today=today),
    }
    return render(request, "dashboards/teaching.html", context)


@requires(Permission.CHECK_MANAGE)
@require_safe
def teaching_inspections(request):
    """The inspections owed in a month, of one group or of all: ?month=2026-11&group=5."""
    term = _term(request)
    if term is None:
        return render(request, "dashboards/teaching_empty.html")
    lines = inspections_owed(request.user, request.school, term, today=timezone.localdate())
    month, group = _month(request.GET.get("month", "")), request.GET.get("group", "")
    shown = [line for line in lines if month is None or inspections.month_of(line) == month]
    if group.isdigit():
        shown = [line for line in shown if (line.group_id or inspections.WHOLE_SCHOOL) == int(group)]
    shown.sort(key=lambda line: (line.due_on, line.requirement.id, line.subject_name))
    page = paged(request, shown, per_page=50)
    page.sort = None
    context = {
        "term": term,
        "page": page,
        "month": inspections.month_words(month) if month else "",
        "names": names_of(bearers_of(page.object_list)),
    }
    return render(request, "dashboards/teaching_inspections.html", context)


@requires(Permission.CHECK_MANAGE)
@require_safe
def teaching_results(request):
    """The graded results of one object and term: ?object=homework&term=3&grade=good."""
    rows = grades.results(request.user, request.school).select_related("teacher", "round", "inspector")
    chosen = {name: request.GET.get(name, "") for name in ("object", "term", "grade")}
    if chosen["object"] in CheckObject:
        rows = rows.filter(round__object=chosen["object"])
    if chosen["term"].isdigit():
        rows = rows.filter(round__term=int(chosen["term"]))
    every = grades.grades_of(request.school)
    if chosen["grade"] in {grade.code for grade in every}:
        rows = rows.filter(grade=chosen["grade"])
    page = listed(request, rows, sorts=RESULT_SORTS, default="teacher")
    context = {"page": page, "chosen": chosen, "grades": every, "names": {g.code: g.name for g in every}}
    return render(request, "dashboards/teaching_results.html", context)


@requires(Permission.DEDUCTION_VERIFY)
@require_safe
def teaching_deductions(request):
    """The deductions of the term by one article, by their days: ?item=C4-D09. No sums of people, no order of people."""
    term = _term(request)
    if term is None:
        return render(request, "dashboards/teaching_empty.html")
    rows = deductions.entries_of(request.user, request.school, term).for_listing()
    item = request.GET.get("item", "")
    page = paged(request, (rows.filter(item=item) if item else rows).order_by("-happened_on", "-pk"), per_page=50)
    return render(request, "dashboards/teaching_deductions.html", {"term": term, "page": page, "item": item})


def _term(request):
    return current_term(request.school, request.session, timezone.localdate())


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
