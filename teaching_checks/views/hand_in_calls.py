"""The office asks for hand-ins and sees who is missing: list, ask, overview, check, excuse, remind, close."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission as P
from core.access import requires
from core.listing import listed
from core.refusals import Refused
from schools.selectors import current_term
from teaching_checks.forms.hand_ins import CallForm, ExcuseForm
from teaching_checks.models import HandIn, HandInCall
from teaching_checks.refusals.hand_ins import WORDS
from teaching_checks.selectors.hand_ins import calls_with_counts, for_listing, lateness, with_heads
from teaching_checks.services import hand_ins as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
STATES = {"waiting": ["handed_in", "approved"], "done": ["accepted", "excused"]}


@requires(P.CHECK_MANAGE)
@require_safe
def handincall_list(request):
    """What the office has asked for in the term, and how it stands."""
    term = _term(request)
    calls = HandInCall.objects.visible_to(request.user).managed_by(request.user)
    calls = calls_with_counts(calls.filter(school=request.school, term=term))
    page = listed(request, calls, sorts={"due": "due_on", "title": "title"}, default="-due", per_page=30)
    context = {"page": page, "term": term, "today": timezone.localdate()}
    return render(request, "teaching_checks/handincall_list.html", context)


def _term(request):
    return current_term(request.school, request.session, timezone.localdate())


@requires(P.CHECK_MANAGE)
@GET_OR_POST
def handincall_create(request):
    """Ask for something by a day."""
    term = _term(request)
    if term is None:
        messages.error(request, _("The school has no term yet: enter one."))
        return redirect("teaching_checks:handincall_list")
    form = CallForm(request.POST or None, school=request.school, term=term)
    if form.is_valid():
        try:
            call = services.call(school=request.school, term=term, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("audience", WORDS[refused.reason])
        else:
            count = call.hand_ins.count()
            words = ngettext("%(count)d teacher has been asked.", "%(count)d teachers have been asked.", count)
            messages.success(request, words % {"count": count})
            return redirect("teaching_checks:handincall_show", call.public_id)
    return render(request, "teaching_checks/handincall_create.html", {"form": form, "term": term})


@requires(P.CHECK_MANAGE)
@require_safe
def handincall_show(request, public_id):
    """Who has handed in, who is missing, how late; ?show=missing narrows it."""
    call = _call(request, public_id)
    rows = for_listing(with_heads(HandIn.objects.visible_to(request.user).filter(call=call), timezone.localdate()))
    show = request.GET.get("show", "")
    if show == "missing":
        rows = rows.missing()
    elif show in STATES:
        rows = rows.filter(state__in=STATES[show])
    sorts = {"name": "teacher__name_pinyin", "state": ["state", "teacher__name_pinyin"], "came": "handed_in_at"}
    page = listed(request, rows, sorts=sorts, default="name")
    lines = lateness(request.school, page.object_list, today=timezone.localdate())
    context = {"call": call, "page": page, "lines": lines, "show": show, "today": timezone.localdate()}
    return render(request, "teaching_checks/handincall_show.html", context)


def _call(request, public_id) -> HandInCall:
    calls = HandInCall.objects.visible_to(request.user).managed_by(request.user)
    return get_object_or_404(calls_with_counts(calls), public_id=public_id)


@requires(P.CHECK_MANAGE)
@require_POST
def handincall_remind(request, public_id):
    """Remind whoever is missing."""
    return _do(request, public_id, lambda call: _reminded(services.remind(call=call)))


def _reminded(count: int) -> str:
    words = ngettext("%(count)d teacher has been reminded.", "%(count)d teachers have been reminded.", count)
    return words % {"count": count} if count else _("Everybody who is missing has been reminded today.")


@requires(P.CHECK_MANAGE)
@require_POST
def handincall_update(request, public_id):
    """Ask whoever has joined since."""
    return _do(request, public_id, lambda call: _added(services.bring_up_to_date(call=call, by=request.user)))


def _added(count: int) -> str:
    words = ngettext("%(count)d teacher has been added.", "%(count)d teachers have been added.", count)
    return words % {"count": count} if count else _("Nobody has joined since.")


@requires(P.CHECK_MANAGE)
@require_POST
def handincall_close(request, public_id):
    """Take no more, or take hand-ins again."""
    if request.POST.get("again"):
        return _do(request, public_id, lambda call: services.reopen(call=call, by=request.user) and _("Open again."))
    return _do(request, public_id, lambda call: services.close(call=call, by=request.user) and _("Closed."))


def _do(request, public_id, step):
    call = _call(request, public_id)
    try:
        messages.success(request, step(call))
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    return redirect("teaching_checks:handincall_show", call.public_id)


@requires(P.CHECK_MANAGE)
@require_POST
def handin_accept(request, public_id):
    """Note that the office has checked it."""
    hand_in = get_object_or_404(_of_office(request), public_id=public_id)
    try:
        services.accept(hand_in=hand_in, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("Checked."))
    return redirect("teaching_checks:handincall_show", hand_in.call.public_id)


def _of_office(request):
    return for_listing(HandIn.objects.visible_to(request.user).for_office(request.user))


@requires(P.CHECK_MANAGE)
@GET_OR_POST
def handin_excuse(request, public_id):
    """Let one teacher off, for a reason."""
    hand_in = get_object_or_404(_of_office(request), public_id=public_id)
    form = ExcuseForm(request.POST or None)
    if form.is_valid():
        try:
            services.excuse(hand_in=hand_in, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Excused."))
            return redirect("teaching_checks:handincall_show", hand_in.call.public_id)
    return render(request, "teaching_checks/handin_excuse.html", {"form": form, "hand_in": hand_in})
