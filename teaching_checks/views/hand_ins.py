"""Hand-ins of a teacher: what is due when, hand in, read it again; and what a head of a group approves."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission as P
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from core.uploads import send_upload
from teaching_checks.forms.hand_ins import ReturnForm, SendForm
from teaching_checks.models import HandIn, HandInCall
from teaching_checks.refusals.hand_ins import WORDS
from teaching_checks.selectors.hand_ins import for_listing, lateness
from teaching_checks.services import hand_ins as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 30


@requires(P.RECORD_OWN)
@require_safe
def handin_mine(request):
    """What I am to hand in: open first, by the day on which it is due."""
    rows = for_listing(HandIn.objects.visible_to(request.user).of(request.user).filter(school=request.school))
    rows = rows.order_by("handed_in_at", "-call__due_on", "pk")
    page = paged(request, rows, per_page=PER_PAGE)
    today = timezone.localdate()
    lines = lateness(request.school, page.object_list, today=today)
    return render(request, "teaching_checks/handin_mine.html", {"page": page, "lines": lines, "today": today})


@requires(P.RECORD_OWN)
@GET_OR_POST
def handin_send(request, public_id):
    """Hand in from a phone or a desk."""
    rows = for_listing(HandIn.objects.visible_to(request.user).of(request.user))
    hand_in = get_object_or_404(rows, public_id=public_id)
    form = SendForm(request.POST or None, request.FILES or None, initial={"text": hand_in.text})
    if request.method == "POST" and form.is_valid():
        try:
            services.hand_in(hand_in=hand_in, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Handed in: %(title)s.") % {"title": hand_in.call.title})
            return redirect("teaching_checks:handin_mine")
    context = {"form": form, "hand_in": hand_in, "line": _line(request, hand_in)}
    return render(request, "teaching_checks/handin_send.html", context)


def _line(request, hand_in):
    return lateness(request.school, [hand_in], today=timezone.localdate())[0]


@requires(P.RECORD_OWN, P.CHECK_GROUP, P.CHECK_MANAGE)
@require_safe
def handin_file(request, public_id):
    """Send the file of a hand-in, to be saved."""
    hand_in = get_object_or_404(HandIn.objects.visible_to(request.user).select_related("call"), public_id=public_id)
    return send_upload(hand_in.file, name=f"{hand_in.call.kind}-{hand_in.call.due_on}")


@requires(P.RECORD_OWN, P.CHECK_GROUP, P.CHECK_MANAGE)
@require_safe
def handin_show(request, public_id):
    """One hand-in, for the teacher and for who decides on it."""
    hand_in = get_object_or_404(for_listing(HandIn.objects.visible_to(request.user)), public_id=public_id)
    may = _steps(request.user, hand_in)
    context = {"hand_in": hand_in, "line": _line(request, hand_in), "may": may}
    return render(request, "teaching_checks/handin_show.html", context)


def _steps(user, hand_in) -> set[str]:
    """Give the steps that the user may take now; the service looks again."""
    if hand_in.person_id == user.pk:
        return set()
    rows, state, steps = HandIn.objects.filter(pk=hand_in.pk), hand_in.state, set()
    is_office = rows.for_office(user).exists()
    if state == HandIn.State.HANDED_IN and hand_in.call.passes_head and rows.headed_by(user).exists():
        steps.add("approve")
    if is_office and state in (HandIn.State.HANDED_IN, HandIn.State.APPROVED):
        steps.add("accept")
    if state in (HandIn.State.HANDED_IN, HandIn.State.APPROVED):
        steps.add("return")
    if is_office and hand_in.handed_in_at is None:
        steps.add("excuse")
    return steps


@requires(P.CHECK_GROUP)
@require_safe
def handin_queue(request):
    """What members of my group have handed in and I approve or return (C3.3), oldest first."""
    rows = HandIn.objects.visible_to(request.user).headed_by(request.user).filter(school=request.school)
    waiting = rows.filter(state=HandIn.State.HANDED_IN, call__kind__in=HandInCall.PLANS)
    page = paged(request, for_listing(waiting).order_by("renewed_at", "pk"), per_page=PER_PAGE)
    missing = for_listing(rows.missing().filter(call__closed_at=None)).order_by("call__due_on", "teacher__name_pinyin")
    context = {"page": page, "missing": missing[:PER_PAGE], "missing_count": missing.count()}
    return render(request, "teaching_checks/handin_queue.html", context)


@requires(P.CHECK_GROUP)
@require_POST
def handin_approve(request, public_id):
    """Approve as the head of the group."""
    rows = HandIn.objects.visible_to(request.user).headed_by(request.user)
    hand_in = get_object_or_404(rows, public_id=public_id)
    try:
        services.approve(hand_in=hand_in, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("Approved; it goes to the office."))
    return redirect("teaching_checks:handin_queue")


@requires(P.CHECK_GROUP, P.CHECK_MANAGE)
@GET_OR_POST
def handin_return(request, public_id):
    """Return it to the teacher with a reason."""
    rows = for_listing(HandIn.objects.visible_to(request.user).exclude(person=request.user))
    hand_in = get_object_or_404(rows, public_id=public_id)
    form = ReturnForm(request.POST or None)
    if form.is_valid():
        counts = not form.cleaned_data["void"]
        try:
            services.give_back(hand_in=hand_in, why=form.cleaned_data["why"], counts=counts, by=request.user)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Returned; the teacher has been told."))
            return _back_to_work(request, hand_in)
    return render(request, "teaching_checks/handin_return.html", {"form": form, "hand_in": hand_in})


def _back_to_work(request, hand_in):
    if request.user.has_permission(P.CHECK_MANAGE, school=hand_in.school):
        return redirect("teaching_checks:handincall_show", hand_in.call.public_id)
    return redirect("teaching_checks:handin_queue")
