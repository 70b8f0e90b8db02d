"""Lessons to be prepared ahead of the term, from the timetable, and the exceptions (C4.1a)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission as P
from core.access import requires
from core.listing import listed
from registry.models import Teacher
from schools.selectors import current_term
from teaching_checks.forms.own_records import PlanExceptionForm
from teaching_checks.models import PlanException
from teaching_checks.selectors.lessons import first_week, first_week_lessons
from teaching_checks.services import plans as services


@requires(P.CHECK_MANAGE)
@require_safe
def planexception_list(request):
    """How many lessons of the first week each teacher must have prepared, less what is excused."""
    term = current_term(request.school, request.session, timezone.localdate())
    lessons = first_week_lessons(request.school, term) if term else {}
    teachers = Teacher.objects.visible_to(request.user).filter(school=request.school, pk__in=lessons)
    page = listed(request, teachers, sorts={"name": "name_pinyin"}, default="name")
    excused: dict[int, list[PlanException]] = {}
    for each in PlanException.objects.visible_to(request.user).filter(term=term, teacher__in=page.object_list):
        excused.setdefault(each.teacher_id, []).append(each)
    lines = [_line(teacher, lessons[teacher.pk], excused.get(teacher.pk, [])) for teacher in page]
    context = {"page": page, "lines": lines, "term": term, "week": first_week(term) if term else None}
    return render(request, "teaching_checks/planexception_list.html", context)


def _line(teacher, lessons, excused):
    due = max(0, lessons - sum(each.lessons for each in excused))
    return {"teacher": teacher, "lessons": lessons, "excused": excused, "due": due}


@requires(P.CHECK_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def planexception_add(request, public_id):
    """Except lessons of one teacher, for a reason."""
    teachers = Teacher.objects.visible_to(request.user).filter(school=request.school)
    teacher = get_object_or_404(teachers, public_id=public_id)
    term = current_term(request.school, request.session, timezone.localdate())
    most = first_week_lessons(request.school, term).get(teacher.pk, 0) if term else 0
    if not most:
        messages.error(request, _("The timetable has no lessons of this teacher in the first week."))
        return redirect("teaching_checks:planexception_list")
    form = PlanExceptionForm(request.POST or None, most=most, initial={"lessons": most})
    if form.is_valid():
        services.except_lessons(teacher=teacher, term=term, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("teaching_checks:planexception_list")
    return render(request, "teaching_checks/planexception_add.html", {"form": form, "teacher": teacher, "most": most})


@requires(P.CHECK_MANAGE)
@require_POST
def planexception_remove(request, public_id):
    """Take an exception back."""
    exception = get_object_or_404(PlanException.objects.visible_to(request.user), public_id=public_id)
    services.take_back(exception=exception, by=request.user)
    messages.success(request, _("Taken out."))
    return redirect("teaching_checks:planexception_list")
