"""Basis documents, plans with their confirmation, and first steps (G5.0, G5.3.2.4, G5.4.1)."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.papers import BasisForm, JointPlanForm, SchoolPlanForm, StepForm
from alliances.models import Alliance, BasisDocument, Membership, Plan, PreparationStep
from alliances.refusals import in_words
from alliances.selectors import papers as selectors
from alliances.services import papers
from alliances.views.alliances import own_alliance, visible_alliance
from core.access import requires
from core.saving import done, saved
from core.uploads import send_upload

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def alliance_papers(request, public_id):
    """What the alliance is based on, what it means to do, and how the schools began."""
    alliance, user = visible_alliance(request, public_id), request.user
    steps = PreparationStep.objects.visible_to(user).filter(membership__alliance=alliance)
    context = {
        "alliance": alliance,
        "documents": BasisDocument.objects.visible_to(user).filter(alliance=alliance),
        "plans": selectors.newest_plans(alliance, user),
        "steps": steps.select_related("membership__school"),
        "runs": Alliance.objects.run_by(user).filter(pk=alliance.pk).exists() and not alliance.to_on,
        "own": Membership.objects.spoken_for_by(user).current().filter(alliance=alliance).first(),
    }
    return render(request, "alliances/alliance_papers.html", context)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def alliance_basis(request, public_id):
    """Add a document of an authority."""
    alliance = own_alliance(request, public_id)
    form = BasisForm(request.POST or None, request.FILES or None)
    return _written(request, alliance, form, papers.add_basis, _("Add a basis document"), alliance=alliance)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def alliance_plan(request, public_id):
    """Write the next version of the joint plan; every school is asked to confirm it."""
    alliance = own_alliance(request, public_id)
    form = JointPlanForm(request.POST or None, request.FILES or None)
    return _written(request, alliance, form, papers.draw_up, _("Joint three-year plan"), alliance=alliance)


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def member_plan(request, public_id):
    """Write the next version of the own school's development plan."""
    own = _own_member(request, public_id)
    form = SchoolPlanForm(request.POST or None, request.FILES or None)
    what = {"alliance": own.alliance, "school": own.school}
    return _written(request, own.alliance, form, papers.draw_up, _("Development plan of a school"), **what)


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def member_step(request, public_id):
    """Write down what the own school did in the preparation."""
    own = _own_member(request, public_id)
    form = StepForm(request.POST or None, request.FILES or None)
    return _written(request, own.alliance, form, papers.note_step, _("Step of the preparation"), membership=own)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def allianceplan_detail(request, public_id):
    """One version of a plan, who has confirmed it, and the other versions."""
    plan, user = _plan(request, public_id), request.user
    others = Plan.objects.visible_to(user).filter(alliance=plan.alliance, kind=plan.kind, school=plan.school)
    confirmed = selectors.confirmed_by(plan) if plan.is_joint else []
    decided = Membership.objects.decided_by(user).current().filter(alliance=plan.alliance).values_list("pk", flat=True)
    open_ones = {each.membership.pk for each in confirmed if not each.confirmation}
    context = {
        "plan": plan,
        "others": others.exclude(pk=plan.pk).order_by("-number"),
        "confirmed": confirmed,
        "missing": len(open_ones),
        "may_confirm": bool(open_ones & set(decided)) and Plan.objects.newest().filter(pk=plan.pk).exists(),
    }
    return render(request, "alliances/allianceplan_detail.html", context)


@requires(Permission.ALLIANCE_JOIN)
@require_POST
def allianceplan_confirm(request, public_id):
    """Confirm the joint plan for the own school."""
    plan = _plan(request, public_id)
    members = Membership.objects.decided_by(request.user).current().filter(alliance=plan.alliance)
    own = get_object_or_404(members.order_by("pk")[:1])
    done(request, in_words, papers.confirm, plan=plan, membership=own, said=_("Confirmed for your school."))
    return redirect("alliances:allianceplan_detail", public_id)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def basisdoc_file(request, public_id):
    """The file of a basis document."""
    document = get_object_or_404(BasisDocument.objects.visible_to(request.user), public_id=public_id)
    return send_upload(document.file, name=document.title)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def allianceplan_file(request, public_id):
    """The file of a plan."""
    plan = _plan(request, public_id)
    return send_upload(plan.file, name=plan.title)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def prepstep_file(request, public_id):
    """The file of a step of the preparation."""
    step = get_object_or_404(PreparationStep.objects.visible_to(request.user), public_id=public_id)
    return send_upload(step.file, name=step.title)


def _written(request, of: Alliance, form, service, title, **what):
    if saved(request, form, partial(in_words, alliance=of), service, **what):
        return redirect("alliances:alliance_papers", of.public_id)
    return render(request, "alliances/paper_form.html", {"alliance": of, "form": form, "title": title})


def _plan(request, public_id) -> Plan:
    plans = Plan.objects.visible_to(request.user).select_related("alliance", "school", "made_by")
    return get_object_or_404(plans, public_id=public_id)


def _own_member(request, public_id) -> Membership:
    rows = Membership.objects.spoken_for_by(request.user).current().select_related("alliance", "school")
    return get_object_or_404(rows, public_id=public_id)
