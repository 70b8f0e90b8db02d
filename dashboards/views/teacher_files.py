"""The file of one teacher: on a page, on paper, in a workbook."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import requires
from dashboards.teacher_file import Period, Section, periods, sections
from registry.models import Teacher
from reports.excel import workbook
from reports.kinds import Column, Gathered, Table, day_shown
from schools.selectors import current_term

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.CHECK_VIEW)
@require_safe
def teacher_file_mine(request):
    """Lead to the own file; whoever teaches nowhere here is told so."""
    own = Teacher.objects.filter(user=request.user, school=request.school).order_by("-pk").first()
    if own is None:
        return render(request, "dashboards/teacher_file_none.html")
    return redirect("dashboards:teacher_file", own.public_id)


@requires(Permission.CHECK_VIEW)
@require_safe
def teacher_file(request, public_id):
    """All sections of one term (?period=2026-1) or of the whole time (?period=all)."""
    teacher = _teacher(request, public_id)
    choices, chosen = _periods(request, teacher)
    if chosen is None:
        return render(request, "dashboards/teaching_empty.html")
    found = sections(teacher, chosen.span, request.user)
    context = {
        "teacher": teacher,
        "periods": choices,
        "chosen": chosen,
        "sections": found,
        "empty_titles": [each.title for each in found if not each.lines],
    }
    return render(request, "dashboards/teacher_file.html", context)


@requires(Permission.CHECK_VIEW)
@require_safe
def teacher_file_export(request, public_id):
    """The same sections as a workbook, ready to print."""
    teacher = _teacher(request, public_id)
    _choices, chosen = _periods(request, teacher)
    if chosen is None:
        return redirect("dashboards:teacher_file", public_id)
    now = timezone.now()
    gathered = _gathered(teacher, chosen, sections(teacher, chosen.span, request.user), now)
    response = HttpResponse(workbook(gathered, made_by=request.user.name, made_at=now), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{gathered.title}.xlsx")
    response["Cache-Control"] = "no-store"
    return response


def _gathered(teacher: Teacher, period: Period, found: list[Section], now: datetime) -> Gathered:
    return Gathered(
        title=_("File of %(name)s") % {"name": teacher.name},
        school=str(teacher.school),
        period=period.name,
        on=day_shown(period.span, timezone.localdate(now)),
        as_of=now,
        tables=[
            Table(
                each.title,
                [Column(name, 18) for name in each.columns],
                [list(line.values) for line in each.lines],
                [each.note] if each.note else [],
            )
            for each in found
        ],
    )


def _teacher(request, public_id) -> Teacher:
    """Give a teacher of this school whom the user may see: oneself, or as who inspects the school everybody."""
    teachers = Teacher.objects.visible_to(request.user).filter(school=request.school)
    if not request.user.has_permission(Permission.CHECK_MANAGE, school=request.school):
        teachers = teachers.filter(user=request.user)
    teacher = get_object_or_404(teachers, public_id=public_id)
    teacher.school = request.school  # whose terms are read already
    return teacher


def _periods(request, teacher: Teacher) -> tuple[list[Period], Period | None]:
    choices = periods(teacher.school, words_for_all=_("All terms"))
    asked = request.GET.get("period", "")
    term = current_term(request.school, request.session, timezone.localdate())
    wanted = asked or (term.code if term else "")
    return choices, next((each for each in choices if each.code == wanted), choices[0] if choices else None)
