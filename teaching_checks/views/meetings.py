"""Leaders in groups (C1.1, C6.1, C7.1), and what was reported to which meeting (C2.2.4, C3.10, C5.10)."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from core.uploads import send_upload
from schools.selectors import current_term
from teaching_checks.forms.meetings import AttachForm, ReportGivenForm, VisitForm
from teaching_checks.models import GroupVisit, LeaderAttachment, ReportGiven
from teaching_checks.refusals.meetings import WORDS
from teaching_checks.selectors.meetings import leaders_on, overview
from teaching_checks.services import meetings as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LEADERS, REPORTS = "teaching_checks:leader_list", "teaching_checks:reportgiven_list"


@requires(Permission.CHECK_MANAGE)
@require_safe
def leader_list(request):
    """Every leader with groups and activities of the term; oneself first."""
    term, today = _term(request), timezone.localdate()
    leaders = overview(request.school, term.span, request.user, on=today) if term else []
    return render(request, "teaching_checks/meetings/leaders.html", {"term": term, "page": paged(request, leaders)})


@requires(Permission.CHECK_MANAGE)
@GET_OR_POST
def attachment_add(request):
    """Attach a leader to a group."""
    form = AttachForm(request.POST or None, school=request.school, day=timezone.localdate(), initial=_oneself(request))
    return _saved(
        request,
        form,
        lambda: services.attach(school=request.school, by=request.user, **form.cleaned_data),
        back=LEADERS,
        title=_("Attach a leader to a group"),
    )


@requires(Permission.CHECK_MANAGE)
@require_POST
def attachment_end(request, public_id):
    """End an attachment."""
    attachment = get_object_or_404(LeaderAttachment.objects.visible_to(request.user), public_id=public_id)
    return _done(request, lambda: services.end(attachment=attachment, by=request.user), _("Ended."))


@requires(Permission.CHECK_MANAGE)
@GET_OR_POST
def visit_add(request):
    """Record an activity in which a leader took part; the leader is proposed as oneself."""
    initial = _oneself(request) | {"on": timezone.localdate(), "group": request.GET.get("group")}
    form = VisitForm(request.POST or None, school=request.school, day=timezone.localdate(), initial=initial)
    return _saved(
        request,
        form,
        lambda: services.record(school=request.school, fields=form.cleaned_data, by=request.user),
        back=LEADERS,
        title=_("Record an activity"),
    )


@requires(Permission.CHECK_MANAGE)
@require_POST
def visit_remove(request, public_id):
    """Remove a record that one entered."""
    visit = get_object_or_404(GroupVisit.objects.visible_to(request.user), public_id=public_id)
    return _done(request, lambda: services.forget(visit=visit, by=request.user), _("Removed."))


@requires(Permission.CHECK_MANAGE)
@require_safe
def reportgiven_list(request):
    """What was told to meetings, the newest first."""
    rows = ReportGiven.objects.visible_to(request.user).filter(school=request.school)
    page = paged(request, rows.select_related("given_by", "term"), per_page=20)
    return render(request, "teaching_checks/meetings/reports.html", {"page": page})


@requires(Permission.CHECK_MANAGE)
@GET_OR_POST
def reportgiven_add(request):
    """Note that a meeting was told; ?report=… names a report of the archive."""
    term, archived = _term(request), _uuid(request.GET.get("report", ""))
    if term is None:
        messages.error(request, _("There is no term yet: enter it in the set-up first."))
        return redirect(REPORTS)
    form = ReportGivenForm(request.POST or None, request.FILES or None, initial={"on": timezone.localdate()})
    return _saved(
        request,
        form,
        lambda: services.tell(term=term, fields=_given(form), archived=archived, by=request.user),
        back=REPORTS,
        title=_("Note a report to a meeting"),
    )


@requires(Permission.CHECK_MANAGE)
@require_safe
def reportgiven_file(request, public_id):
    """Send the file to be saved."""
    given = get_object_or_404(ReportGiven.objects.visible_to(request.user), public_id=public_id)
    return send_upload(given.file, name=f"{given.kind}-{given.on}")


def _given(form) -> dict:
    return {**form.cleaned_data, "file": form.cleaned_data["file"] or ""}


def _saved(request, form, save, *, back, title):
    if form.is_valid():
        try:
            save()
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    return render(request, "teaching_checks/meetings/form.html", {"form": form, "title": title, "back": back})


def _done(request, act, words):
    try:
        act()
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, words)
    return redirect(LEADERS)


def _oneself(request) -> dict:
    leads = leaders_on(request.school, timezone.localdate()).filter(pk=request.user.pk).exists()
    return {"leader": request.user.pk} if leads else {}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _term(request):
    return current_term(request.school, request.session, timezone.localdate())
