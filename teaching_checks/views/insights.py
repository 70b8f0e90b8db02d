"""Ways to know how well pupils study: a tick list of the teacher's own (C6.13, C7.6)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission as P
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from teaching_checks.forms.own_records import InsightForm
from teaching_checks.models import Insight
from teaching_checks.refusals.pupils import WORDS
from teaching_checks.services import pupils as services
from teaching_checks.views.own import own_teacher


@requires(P.RECORD_OWN)
@require_http_methods(["GET", "HEAD", "POST"])
def insight_mine(request):
    """What I ticked, and a form for today."""
    teacher = own_teacher(request)
    form = InsightForm(request.POST or None, today=timezone.localdate())
    if teacher and form.is_valid():
        try:
            services.notice_quality(teacher=teacher, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("on" if refused.reason == "in_the_future" else None, WORDS[refused.reason])
        else:
            messages.success(request, _("Recorded."))
            return redirect("teaching_checks:insight_mine")
    rows = Insight.objects.visible_to(request.user).of(request.user).filter(school=request.school)
    page = paged(request, rows.order_by("-on", "-pk"), per_page=20)
    lines = [(row, [Insight.Way(way).label for way in row.ways]) for row in page]
    return render(request, "teaching_checks/insight_mine.html", {"form": form, "page": page, "lines": lines})


@requires(P.RECORD_OWN)
@require_POST
def insight_remove(request, public_id):
    """Take one of mine out again."""
    rows = Insight.objects.visible_to(request.user).of(request.user)
    services.take_out(record=get_object_or_404(rows, public_id=public_id), by=request.user)
    messages.success(request, _("Taken out."))
    return redirect("teaching_checks:insight_mine")
