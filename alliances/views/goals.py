"""Goals of the years with their proofs; groups that admit people of partner schools (G5.1.2, G4.4.4b)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.papers import AdmitForm, GoalForm, ProofForm
from alliances.models import Alliance, GoalProof, GroupAdmission, Membership, YearGoal
from alliances.refusals import in_words
from alliances.selectors import papers as selectors
from alliances.services import admissions, goals
from alliances.views.alliances import own_alliance, visible_alliance
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from core.uploads import send_upload

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def alliance_goals(request, public_id):
    """The goals of the three years: open, under way, done."""
    alliance = visible_alliance(request, public_id)
    runs = Alliance.objects.run_by(request.user).filter(pk=alliance.pk).exists()
    context = {
        "alliance": alliance,
        "years": selectors.years_of(alliance, request.user),
        "runs": runs and not alliance.to_on,
        "has_lists": bool(goals.scheme_goals(alliance.document)),
    }
    return render(request, "alliances/alliance_goals.html", context)


@requires(Permission.ALLIANCE_RUN)
@require_POST
def alliance_goals_take(request, public_id):
    """Write down the goals of the scheme."""
    made = goals.take_over(alliance=own_alliance(request, public_id), by=request.user)
    messages.success(request, ngettext("%(made)s goal was added.", "%(made)s goals were added.", made) % {"made": made})
    return redirect("alliances:alliance_goals", public_id)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def alliance_goal(request, public_id):
    """Add a goal of the alliance's own."""
    alliance = own_alliance(request, public_id)
    form = GoalForm(request.POST or None)
    if form.is_valid():
        goals.add(alliance=alliance, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("alliances:alliance_goals", public_id)
    context = {"alliance": alliance, "form": form, "title": _("Own goal")}
    return render(request, "alliances/paper_form.html", context)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def yeargoal_prove(request, public_id):
    """Add what shows that a goal is worked for."""
    goal = _own_goal(request, public_id)
    form = ProofForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            goals.prove(goal=goal, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("on", in_words(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("alliances:alliance_goals", goal.alliance.public_id)
    return render(request, "alliances/paper_form.html", {"alliance": goal.alliance, "form": form, "title": str(goal)})


@requires(Permission.ALLIANCE_RUN)
@require_POST
def yeargoal_complete(request, public_id):
    """Say that a goal is done today."""
    goal = _own_goal(request, public_id)
    return _done(request, goal, lambda: goals.complete(goal=goal, on=timezone.localdate(), by=request.user))


@requires(Permission.ALLIANCE_RUN)
@require_POST
def yeargoal_reopen(request, public_id):
    """Take back that a goal is done."""
    goal = _own_goal(request, public_id)
    return _done(request, goal, lambda: goals.reopen(goal=goal, by=request.user))


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def goalproof_file(request, public_id):
    """The file of a proof."""
    proof = get_object_or_404(GoalProof.objects.visible_to(request.user), public_id=public_id)
    return send_upload(proof.file, name=proof.text[:60])


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def alliance_groups(request, public_id):
    """Who of partner schools is in which group of which school."""
    alliance, user = visible_alliance(request, public_id), request.user
    own = Membership.objects.spoken_for_by(user).current().filter(alliance=alliance).first()
    context = {"alliance": alliance, "page": paged(request, selectors.admissions_of(alliance, user)), "own": own}
    return render(request, "alliances/alliance_groups.html", context)


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def member_admit(request, public_id):
    """Admit somebody of a partner school to a group of the own school; ?q narrows the choice."""
    rows = Membership.objects.spoken_for_by(request.user).current().select_related("alliance", "school")
    own, query = get_object_or_404(rows, public_id=public_id), request.GET.get("q", "").strip()
    form = AdmitForm(request.POST or None, host=own, query=query)
    if form.is_valid():
        try:
            admissions.admit(host=own, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, in_words(refused))
        else:
            messages.success(request, _("Admitted."))
            return redirect("alliances:alliance_groups", own.alliance.public_id)
    return render(request, "alliances/member_admit.html", {"alliance": own.alliance, "form": form, "query": query})


@requires(Permission.ALLIANCE_SCHOOL)
@require_POST
def admission_end(request, public_id):
    """End it today."""
    own = Membership.objects.spoken_for_by(request.user)
    rows = GroupAdmission.objects.visible_to(request.user).filter(host__in=own).select_related("host__alliance")
    admission = get_object_or_404(rows, public_id=public_id)
    try:
        admissions.end(admission=admission, by=request.user)
    except Refused as refused:
        messages.error(request, in_words(refused))
    return redirect("alliances:alliance_groups", admission.host.alliance.public_id)


def _done(request, goal: YearGoal, service):
    try:
        service()
    except Refused as refused:
        messages.error(request, in_words(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("alliances:alliance_goals", goal.alliance.public_id)


def _own_goal(request, public_id) -> YearGoal:
    return get_object_or_404(YearGoal.objects.run_by(request.user).select_related("alliance"), public_id=public_id)
