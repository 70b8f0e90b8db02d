"""Missed lessons: which need a reason, which reasons the academic director has not seen (C2.2.2)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from core.refusals import Refused
from patrols.forms.patrol import ReasonForm
from patrols.models import Reason
from patrols.refusals import in_words
from patrols.selectors.absences import STATES, absences
from patrols.services import reasons as services
from patrols.views.registers import visible_entry

SORTS = {"on": ["on", "period"], "teacher": ["teacher__name_pinyin"]}


@requires(Permission.PATROL_VIEW)
@require_safe
def absence_list(request):
    """?state: without a reason, not seen yet, or all; ?q a teacher or subject."""
    state = request.GET.get("state") if request.GET.get("state") in STATES else STATES[0]
    rows = absences(request.user, request.school, state=state, query=request.GET.get("q", "").strip())
    page = listed(request, rows, sorts=SORTS, default="-on")
    return render(request, "patrols/absence_list.html", {"page": page, "state": state})


@requires(Permission.PATROL_WALK)
@require_POST
def entry_reason(request, public_id):
    """Enter why the teacher was missing."""
    entry = visible_entry(request, public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.give(entry=entry, by=request.user, **form.cleaned_data)
        except Refused as refused:
            messages.error(request, in_words(refused))
        else:
            messages.success(request, _("Saved and passed to the academic director."))
    else:
        messages.error(request, _("Please choose a reason."))
    return redirect("patrols:entry_detail", entry.public_id)


@requires(Permission.ABSENCE_REVIEW)
@require_POST
def reason_seen(request, public_id):
    """Mark a reason as seen."""
    reasons = Reason.objects.visible_to(request.user).filter(school=request.school).select_related("entry")
    reason = get_object_or_404(reasons, public_id=public_id)
    try:
        services.see(reason=reason, by=request.user)
    except Refused as refused:
        messages.error(request, in_words(refused))
    else:
        messages.success(request, _("Marked as seen."))
    return redirect("patrols:entry_detail", reason.entry.public_id)
