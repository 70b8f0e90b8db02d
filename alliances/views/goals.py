"""Goals of the years with what proves them, and why some are not reached (G5.1.2)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.papers import GoalForm, ProofForm, WhyUnmetForm
from alliances.models import Alliance, GoalProof, YearGoal
from alliances.refusals import in_words
from alliances.selectors.goals import years_of
from alliances.services import goals
from alliances.views.alliances import own_alliance, visible_alliance
from core.access import requires
from core.saving import done, saved
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
        "years": years_of(alliance, timezone.localdate(), request.user),
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
    if saved(request, form, in_words, goals.prove, goal=goal, at="on"):
        return redirect("alliances:alliance_goals", goal.alliance.public_id)
    return render(request, "alliances/paper_form.html", {"alliance": goal.alliance, "form": form, "title": str(goal)})


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def yeargoal_explain(request, public_id):
    """Say why a goal is not reached in its year; the report of the three years says it too."""
    goal = _own_goal(request, public_id)
    form = WhyUnmetForm(request.POST or None, instance=goal)
    given = {"goal": goal, "typed": lambda: {"why": form.cleaned_data["why_unmet"]}}
    if saved(request, form, in_words, goals.explain, **given):
        return redirect("alliances:alliance_goals", goal.alliance.public_id)
    return render(request, "alliances/paper_form.html", {"alliance": goal.alliance, "form": form, "title": str(goal)})


@requires(Permission.ALLIANCE_RUN)
@require_POST
def yeargoal_complete(request, public_id):
    """Say that a goal is done today."""
    goal = _own_goal(request, public_id)
    return _done(request, goal, goals.complete, on=timezone.localdate())


@requires(Permission.ALLIANCE_RUN)
@require_POST
def yeargoal_reopen(request, public_id):
    """Take back that a goal is done."""
    goal = _own_goal(request, public_id)
    return _done(request, goal, goals.reopen)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def goalproof_file(request, public_id):
    """The file of a proof."""
    proof = get_object_or_404(GoalProof.objects.visible_to(request.user), public_id=public_id)
    return send_upload(proof.file, name=proof.text[:60])


def _done(request, goal: YearGoal, service, **about):
    done(request, in_words, service, goal=goal, said=_("Saved."), **about)
    return redirect("alliances:alliance_goals", goal.alliance.public_id)


def _own_goal(request, public_id) -> YearGoal:
    return get_object_or_404(YearGoal.objects.run_by(request.user).select_related("alliance"), public_id=public_id)
