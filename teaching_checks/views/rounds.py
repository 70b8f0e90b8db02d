"""Rounds of inspection: the list, planning, one round, opening and closing."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed
from core.refusals import Refused
from schools.selectors import current_term, school_calendar
from teaching_checks.forms.filters import RoundFilter
from teaching_checks.forms.rounds import ChangeForm, RoundForm
from teaching_checks.models import Inspected, Round
from teaching_checks.refusals.rounds import WORDS
from teaching_checks.selectors.owed import inspections
from teaching_checks.selectors.sheets import sheets_by_object
from teaching_checks.services import planning as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PLANS = (Permission.CHECK_MANAGE, Permission.CHECK_GROUP)
FILLED_IN = ("requirement", "name", "mode", "whom", "group", "campus", "checkers", "from_on", "to_on")
SORTS = {"from": "from_on", "name": "name", "object": "object", "state": "state"}
ROW_SORTS = {"place": "position", "name": "teacher__name_pinyin", "done": ("is_done", "position")}


@requires(Permission.CHECK_VIEW)
@require_safe
def round_list(request):
    """The rounds that concern the user, newest first."""
    rounds = Round.objects.visible_to(request.user).filter(school=request.school)
    filters = RoundFilter(request.GET, user=request.user, school=request.school)
    page = listed(request, filters.narrow(rounds).for_listing(), sorts=SORTS, default="-from")
    context = {"page": page, "filters": filters, "may_plan": any(may(request, each) for each in PLANS)}
    return render(request, "teaching_checks/rounds/round_list.html", context)


@requires(*PLANS)
@GET_OR_POST
def round_create(request):
    """Plan one round for each chosen object; without a term there is nothing to plan in."""
    term = current_term(request.school, request.session, timezone.localdate())
    if term is None:
        return render(request, "teaching_checks/rounds/round_without_term.html")
    sheets = sheets_by_object(request.school)
    own = {"user": request.user, "school": request.school, "term": term, "sheets": sheets}
    form = RoundForm(request.POST or None, initial=_filled_in(request.GET), **own)
    if form.is_valid():
        rounds = _planned(form, request, term)
        if rounds:
            _say_planned(request, rounds)
            return redirect("teaching_checks:round_detail", rounds[0].public_id)
    context = {"form": form, "term": term, "requirement": inspections().get(form["requirement"].value())}
    return render(request, "teaching_checks/rounds/round_create.html", context)


def _filled_in(query) -> dict:
    """Give what the address asks for, as the list of what is to be inspected writes it."""
    words = {name: query[name] for name in FILLED_IN if name in query}
    return words | ({"objects": query.getlist("objects")} if "objects" in query else {})


def _planned(form, request, term) -> list[Round]:
    try:
        return services.plan(school=request.school, term=term, plan=form.plan(), by=request.user)
    except Refused as refused:
        form.add_error(None, WORDS[refused.reason])
        return []


def _say_planned(request, rounds: list[Round]) -> None:
    count = rounds[0].rows.count()
    words = ngettext("Planned for %(count)d teacher.", "Planned for %(count)d teachers.", count)
    messages.success(request, words % {"count": count})
    if len(rounds) > 1:
        words = ngettext("%(count)d round was made.", "%(count)d rounds were made, one for each object.", len(rounds))
        messages.info(request, words % {"count": len(rounds)})
    _warn_without_school_days(request, rounds[0])


def _warn_without_school_days(request, round: Round) -> None:
    calendar = school_calendar(round.school, round.from_on, round.to_on + timedelta(days=1))
    if not any(calendar.day(on).is_school_day for on in calendar.span):
        messages.warning(request, _("There is no school day between the first and the last day."))


@requires(Permission.CHECK_VIEW)
@require_safe
def round_detail(request, public_id):
    """One round: how far it is, and the teachers whose part the user sees; searched by name, cut into pages."""
    round = seen_round(request, public_id)
    rows = Inspected.objects.visible_to(request.user).filter(round=round).with_leave()
    rows = rows.select_related("teacher", "inspector")
    text = request.GET.get("q", "").strip()
    if text:
        rows = rows.filter(teacher__name__icontains=text)
    user, page = request.user, listed(request, rows, sorts=ROW_SORTS, default="place")
    names = {line.code: line.name for line in round.sheet.sheet.grades}
    for row in page:
        row.grade_name = names.get(row.grade, "")
    context = {
        "round": round,
        "requirement": inspections().get(round.requirement),
        "page": page,
        "text": text,
        "may_manage": Round.objects.managed_by(user).filter(pk=round.pk).exists(),
        "may_enter": Round.objects.entered_by(user).filter(pk=round.pk).exists(),
        "knows_why": may(request, Permission.CHECK_MANAGE),
        "own": Inspected.objects.own_results(user).filter(round=round).first(),
    }
    return render(request, "teaching_checks/rounds/round_detail.html", context)


@requires(*PLANS)
@GET_OR_POST
def round_edit(request, public_id):
    """Change days, name, sheet and whether it is announced, while it is planned."""
    round = managed_round(request, public_id)
    sheets = sheets_by_object(request.school)[round.object]
    form = ChangeForm(request.POST or None, round=round, sheets=sheets)
    if form.is_valid():
        try:
            changed = services.change(round=round, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            _warn_without_school_days(request, changed)
            return redirect("teaching_checks:round_detail", round.public_id)
    return render(request, "teaching_checks/rounds/round_edit.html", {"form": form, "round": round})


@requires(*PLANS)
@GET_OR_POST
def round_delete(request, public_id):
    """Ask, then delete a round that is planned and empty."""
    round = managed_round(request, public_id)
    if request.method == "POST":
        try:
            services.delete(round=round, by=request.user)
        except Refused as refused:
            messages.error(request, WORDS[refused.reason])
            return redirect("teaching_checks:round_detail", round.public_id)
        messages.success(request, _("The round has been deleted."))
        return redirect("teaching_checks:round_list")
    return render(request, "teaching_checks/rounds/round_delete.html", {"round": round})


@requires(*PLANS)
@require_POST
def round_open(request, public_id):
    """Let the inspectors enter, and tell whom it concerns."""
    return _moved(request, public_id, services.open_round, _("The round is open; the inspectors have been told."))


@requires(*PLANS)
@require_POST
def round_close(request, public_id):
    """End the entering; whoever was inspected reads the own result now."""
    return _moved(request, public_id, services.close, _("The round is closed. Teachers now read their own results."))


@requires(*PLANS)
@require_POST
def round_reopen(request, public_id):
    """Let values be entered again."""
    return _moved(request, public_id, services.reopen, _("The round is open again."))


def _moved(request, public_id, service, words: str):
    round = managed_round(request, public_id)
    try:
        service(round=round, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, words)
    return redirect("teaching_checks:round_detail", round.public_id)


def seen_round(request, public_id) -> Round:
    """Give a round that concerns the user, with how far it is, or page 404."""
    rounds = Round.objects.visible_to(request.user).filter(school=request.school)
    return get_object_or_404(rounds.for_listing(), public_id=public_id)


def managed_round(request, public_id) -> Round:
    """Give a round that the user plans and closes, or page 404."""
    rounds = Round.objects.managed_by(request.user).filter(school=request.school)
    return get_object_or_404(rounds.select_related("school", "term", "sheet"), public_id=public_id)
