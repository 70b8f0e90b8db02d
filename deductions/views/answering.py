"""What is done with one entry: verified or dismissed, told, appealed, decided, taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from core.access import requires
from core.refusals import Refused
from deductions.forms.entries import AppealForm, DecisionForm, ReasonForm, VerifyForm
from deductions.models import Entry
from deductions.refusals import WORDS
from deductions.services import answering as services
from deductions.views.entries import can_appeal

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
MOST_AT_ONCE = 200


@requires(Permission.DEDUCTION_VERIFY)
@GET_OR_POST
def entry_verify(request, public_id):
    """Confirm a report; where the amount is at discretion, decide it."""
    entry = _kept(request, public_id, Permission.DEDUCTION_VERIFY)
    if entry.amount is not None:
        return _do(request, entry, services.verify, _("Verified. The teacher can be told now."))
    return _ask(request, entry, VerifyForm, services.verify, _("Verify"), _("Verified. The teacher can be told now."))


@requires(Permission.DEDUCTION_REPORT, Permission.DEDUCTION_VERIFY)
@GET_OR_POST
def entry_dismiss(request, public_id):
    """Say that it is not true, or take the own report back."""
    entry = get_object_or_404(Entry.objects.visible_to(request.user).for_listing(), public_id=public_id)
    return _ask(request, entry, ReasonForm, services.dismiss, _("Dismiss"), _("Dismissed; it counts nothing."))


@requires(Permission.DEDUCTION_VERIFY)
@require_POST
def entry_notify(request, public_id):
    """Tell the teacher; the days to object begin."""
    entry = _kept(request, public_id, Permission.DEDUCTION_VERIFY)
    return _do(request, entry, services.notify, _("The teacher has been told."))


@requires(Permission.DEDUCTION_VERIFY)
@require_POST
def entry_notify_all(request):
    """Tell every teacher whose entry is verified; one's own is left to others."""
    rows = Entry.objects.visible_to(request.user).in_charge_of(request.user, Permission.DEDUCTION_VERIFY)
    rows = rows.filter(school=request.school, state=Entry.State.VERIFIED).exclude(person=request.user)
    told = 0
    for entry in rows.select_related("school").order_by("pk")[:MOST_AT_ONCE]:
        try:
            services.notify(entry=entry, by=request.user)
        except Refused:
            continue
        told += 1
    messages.success(request, ngettext("Told: %(count)d entry.", "Told: %(count)d entries.", told) % {"count": told})
    return redirect(f"{reverse('deductions:entry_list')}?tab=told")


@requires(Permission.DEDUCTION_VIEW)
@GET_OR_POST
def entry_appeal(request, public_id):
    """Object to an entry about oneself, within its days."""
    rows = Entry.objects.visible_to(request.user).for_listing().select_related("school")
    entry = get_object_or_404(rows, public_id=public_id)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AppealForm(*data)
    if request.method != "POST" and not can_appeal(entry, request.user, timezone.localdate()):
        return _refused(request, entry, _why_no_appeal(entry, request.user))
    if form.is_valid():
        return _do(
            request,
            entry,
            services.appeal,
            _("Sent. You will be told what was decided."),
            reason=form.cleaned_data["reason"],
            files=form.files,
        )
    return render(request, "deductions/entry_appeal.html", {"form": form, "entry": entry})


def _why_no_appeal(entry: Entry, user) -> str:
    if entry.person_id != user.pk:
        return "not_yours_to_appeal"
    if entry.is_reversed:
        return "reversed"
    return "appealed" if entry.appealed_at else "too_late"


@requires(Permission.DEDUCTION_DECIDE)
@GET_OR_POST
def entry_decide(request, public_id):
    """Decide an appeal, with a reason that the teacher reads."""
    entry = _kept(request, public_id, Permission.DEDUCTION_DECIDE)
    return _ask(request, entry, DecisionForm, services.decide, _("Decide"), _("Decided; the teacher has been told."))


@requires(Permission.DEDUCTION_DECIDE)
@GET_OR_POST
def entry_reverse(request, public_id):
    """Take back what the teacher was told of; both stay in the ledger."""
    entry = _kept(request, public_id, Permission.DEDUCTION_DECIDE)
    return _ask(request, entry, ReasonForm, services.reverse, _("Take back"), _("Taken back by an entry of its own."))


def _kept(request, public_id, permission) -> Entry:
    rows = Entry.objects.visible_to(request.user).in_charge_of(request.user, permission).for_listing()
    return get_object_or_404(rows.select_related("school").prefetch_related("files"), public_id=public_id)


def _ask(request, entry: Entry, form_class, service, label: str, done: str):
    """Ask for what the step needs, and take it."""
    form = form_class(request.POST or None)
    if form.is_valid():
        try:
            service(entry=entry, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("amount" if refused.reason == "no_amount" else None, WORDS[refused.reason])
        else:
            messages.success(request, done)
            return _back(request, entry)
    return render(request, "deductions/entry_ask.html", {"form": form, "entry": entry, "label": label})


def _do(request, entry: Entry, service, done: str, **arguments):
    if request.method != "POST":
        return _back(request, entry)
    try:
        service(entry=entry, by=request.user, **arguments)
    except Refused as refused:
        return _refused(request, entry, refused.reason)
    messages.success(request, done)
    return _back(request, entry)


def _refused(request, entry: Entry, reason: str):
    messages.error(request, WORDS[reason])
    return _back(request, entry)


def _back(request, entry: Entry):
    return redirect("deductions:entry_show", public_id=entry.public_id)
