"""Corrections: one's own, those one follows up, and each step of one."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from core.refusals import Refused
from core.uploads import send_upload
from teaching_checks.forms.corrections import CorrectForm, OrderForm, SendBackForm
from teaching_checks.models import Correction, Inspected
from teaching_checks.refusals.corrections import WORDS
from teaching_checks.rules.problems import problems
from teaching_checks.services import corrections as services
from teaching_checks.workbooks.columns import shown

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
USUAL_DAYS = timedelta(days=7)
SORTS = {"due": ("due_on",), "teacher": ("row__teacher__name",), "round": ("row__round__from_on",)}
FILTERS = ("open", "overdue", "corrected", "verified")


@requires(Permission.CHECK_VIEW)
@require_safe
def correction_mine(request):
    """What the user is to put right, and what was settled."""
    rows = Correction.objects.owed_by(request.user).filter(school=request.school).for_listing()
    page = listed(request, rows, sorts={"due": ("state", "due_on")}, default="due")
    today = timezone.localdate()
    return render(request, "teaching_checks/corrections/correction_mine.html", {"page": page, "today": today})


@requires(Permission.CHECK_VIEW)
@require_safe
def correction_list(request):
    """Those of others that the user follows up: open, overdue, waiting to be looked at, settled."""
    today = timezone.localdate()
    rows = Correction.objects.followed_by(request.user).filter(school=request.school)
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in FILTERS else "open"
    counts = {
        "open": rows.open().count(),
        "overdue": rows.overdue(today).count(),
        "corrected": rows.filter(state=Correction.State.CORRECTED).count(),
    }
    page = listed(request, _shown(rows, chosen, today).for_listing(), sorts=SORTS, default="due")
    context = {"page": page, "today": today, "chosen": chosen, "counts": counts}
    return render(request, "teaching_checks/corrections/correction_list.html", context)


def _shown(rows, chosen: str, today):
    if chosen == "open":
        return rows.open()
    return rows.overdue(today) if chosen == "overdue" else rows.filter(state=chosen)


@requires(Permission.CHECK_VIEW)
@GET_OR_POST
def correction_order(request, public_id):
    """Ask for a correction of what was found in a row; the words are proposed from it."""
    rows = Inspected.objects.visible_to(request.user).exclude(person=request.user).filter(school=request.school)
    row = get_object_or_404(
        rows.select_related("teacher", "round__sheet").prefetch_related("cells"), public_id=public_id
    )
    initial = {"what": _found(row), "due_on": timezone.localdate() + USUAL_DAYS}
    form = OrderForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            correction = services.order(row=row, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Ordered; the teacher has been told."))
            return redirect("teaching_checks:correction_detail", correction.public_id)
    return render(request, "teaching_checks/corrections/correction_order.html", {"form": form, "row": row})


def _found(row: Inspected) -> str:
    """Propose words: what was ticked, counted or judged by the lowest grade."""
    sheet = row.round.sheet.sheet
    values = {cell.criterion: cell.value for cell in row.cells.all()}
    said = [
        item.name if item.kind == "tick" else f"{item.name} {shown(sheet, item, value)}"
        for item, value in problems(sheet, values, row.grade)
    ]
    return _("; ").join(said)[:300]


@requires(Permission.CHECK_VIEW)
@require_safe
def correction_detail(request, public_id):
    """One correction with what can be done next."""
    correction = _seen(request, public_id)
    return _detail(
        request, correction, CorrectForm(), SendBackForm(initial={"due_on": timezone.localdate() + USUAL_DAYS})
    )


def _detail(request, correction, correct_form, back_form):
    is_mine = correction.person_id == request.user.pk
    context = {
        "correction": correction,
        "is_mine": is_mine,
        "correct_form": correct_form if is_mine and correction.state == Correction.State.ORDERED else None,
        "back_form": back_form if not is_mine and correction.state == Correction.State.CORRECTED else None,
        "is_overdue": correction.is_overdue(timezone.localdate()),
    }
    return render(request, "teaching_checks/corrections/correction_detail.html", context)


@requires(Permission.CHECK_VIEW)
@require_POST
def correction_correct(request, public_id):
    """Say what was done."""
    correction = get_object_or_404(_all(request).filter(person=request.user), public_id=public_id)
    form = CorrectForm(request.POST, request.FILES)
    if not form.is_valid():
        return _detail(request, correction, form, None)
    data = form.cleaned_data
    told = _("Thank you. Whoever asked for it has been told.")
    return _step(request, correction, told, services.correct, note=data["note"], file=data["file"])


@requires(Permission.CHECK_VIEW)
@require_POST
def correction_verify(request, public_id):
    """Confirm that it is put right."""
    return _step(request, _followed(request, public_id), _("Settled."), services.verify)


@requires(Permission.CHECK_VIEW)
@require_POST
def correction_return(request, public_id):
    """Send it back with a reason."""
    correction = _followed(request, public_id)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _detail(request, correction, None, form)
    return _step(
        request, correction, _("Sent back; the teacher has been told."), services.send_back, **form.cleaned_data
    )


@requires(Permission.CHECK_VIEW)
@require_safe
def correction_file(request, public_id):
    """Send what the teacher attached, to be saved."""
    correction = _seen(request, public_id)
    return send_upload(correction.file, name=f"correction-{correction.due_on}")


def _step(request, correction, told, service, **what):
    try:
        service(correction=correction, by=request.user, **what)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, told)
    return redirect("teaching_checks:correction_detail", correction.public_id)


def _all(request):
    rows = Correction.objects.visible_to(request.user).filter(school=request.school)
    return rows.select_related("row__teacher", "row__round", "ordered_by", "verified_by")


def _seen(request, public_id) -> Correction:
    return get_object_or_404(_all(request), public_id=public_id)


def _followed(request, public_id) -> Correction:
    return get_object_or_404(_all(request).exclude(person=request.user), public_id=public_id)
