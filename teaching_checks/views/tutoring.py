"""Tutoring and talks with pupils: seen by the teacher and the office only; each look of the office is logged (L-02)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access_log import record_list
from accounts.permissions import Permission as P
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from registry.models import Teacher
from schools.selectors import current_term
from teaching_checks.forms.own_records import PupilRecordForm
from teaching_checks.models import PupilRecord
from teaching_checks.refusals.pupils import WORDS
from teaching_checks.selectors.pupils import tutoring_counts
from teaching_checks.services import pupils as services
from teaching_checks.views.own import own_teacher

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(P.RECORD_OWN)
@require_safe
def tutoring_mine(request):
    """My tutoring and talks, newest first."""
    rows = PupilRecord.objects.visible_to(request.user).of(request.user).filter(school=request.school)
    page = paged(request, rows.select_related("student").order_by("-on", "-pk"), per_page=30)
    record_list(request, "tutoring", len(page.object_list))
    return render(request, "teaching_checks/tutoring_mine.html", {"page": page})


@requires(P.RECORD_OWN)
@GET_OR_POST
def tutoring_add(request):
    """Record one tutoring or talk."""
    teacher, today = own_teacher(request), timezone.localdate()
    if teacher is None:
        return redirect("teaching_checks:tutoring_mine")
    form = PupilRecordForm(request.POST or None, teacher=teacher, today=today)
    if form.is_valid():
        try:
            services.record(teacher=teacher, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Recorded."))
            return redirect("teaching_checks:tutoring_mine")
    return render(request, "teaching_checks/tutoring_add.html", {"form": form})


@requires(P.RECORD_OWN)
@require_POST
def tutoring_remove(request, public_id):
    """Take one of my records out again."""
    rows = PupilRecord.objects.visible_to(request.user).of(request.user)
    services.take_out(record=get_object_or_404(rows, public_id=public_id), by=request.user)
    messages.success(request, _("Taken out."))
    return redirect("teaching_checks:tutoring_mine")


@requires(P.CHECK_MANAGE)
@require_safe
def tutoring_list(request):
    """How often each teacher tutored in the term; no pupil is named here."""
    term = current_term(request.school, request.session, timezone.localdate())
    page = paged(request, tutoring_counts(request.school, term.span) if term else [])
    return render(request, "teaching_checks/tutoring_list.html", {"page": page, "term": term})


@requires(P.RECORD_OWN, P.CHECK_MANAGE)
@require_safe
def tutoring_teacher(request, public_id):
    """The records of one teacher, for that teacher and the office."""
    teacher = get_object_or_404(Teacher.objects.visible_to(request.user), public_id=public_id)
    rows = PupilRecord.objects.visible_to(request.user).filter(teacher=teacher).select_related("student")
    page = paged(request, rows.order_by("-on", "-pk"), per_page=30)
    record_list(request, "tutoring", len(page.object_list))
    return render(request, "teaching_checks/tutoring_teacher.html", {"page": page, "teacher": teacher})
