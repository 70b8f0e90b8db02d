"""What a teacher reads of the own inspections: no other person, no place among others."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from teaching_checks.models import Inspected
from teaching_checks.selectors.results import result_lines

SORTS = {"on": "done_on", "object": "round__object"}


@requires(Permission.RECORD_OWN)
@require_safe
def result_list(request):
    """The own results, newest first."""
    rows = _own(request).select_related("round__term", "round__sheet")
    page = listed(request, rows, sorts=SORTS, default="-on")
    for row in page:
        line = row.round.sheet.sheet.grade(row.grade)
        row.grade_name = line.name if line else ""
    return render(request, "teaching_checks/results/result_list.html", {"page": page})


@requires(Permission.RECORD_OWN)
@require_safe
def result_detail(request, public_id):
    """One own result: every criterion with what was entered, the total, the grade, when opinions were exchanged."""
    rows = _own(request).select_related("round__sheet", "inspector", "done_by")
    row = get_object_or_404(rows.prefetch_related("cells"), public_id=public_id)
    sheet = row.round.sheet.sheet
    context = {"row": row, "lines": result_lines(row, sheet), "grade": sheet.grade(row.grade), "sheet": sheet}
    return render(request, "teaching_checks/results/result_detail.html", context)


def _own(request):
    return Inspected.objects.own_results(request.user).filter(school=request.school)
