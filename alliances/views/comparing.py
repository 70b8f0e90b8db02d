"""The own school beside the alliance's mean; satisfaction by year; strong and weak points with partners (story 9)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.assessments import PartnerForm, SatisfactionForm, StrengthForm
from alliances.models import Membership, Satisfaction, Strength
from alliances.refusals.reports import in_words
from alliances.rules.comparing import FEWEST_PEOPLE
from alliances.selectors.alliances import shared_until
from alliances.selectors.comparing import gap_lines, lines, satisfaction_lines
from alliances.services import common_papers as services
from alliances.views.assessments import visible_alliance
from core.access import requires
from core.listing import paged
from core.saving import saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SHOW, STRENGTHS = "alliances:comparison_show", "alliances:strength_list"


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def comparison_show(request, public_id):
    """Each figure of the own school beside the mean; what is over few people is kept back."""
    alliance = visible_alliance(request, public_id)
    today = timezone.localdate()
    members = list(Membership.objects.current(today).filter(alliance=alliance).select_related("school", "alliance"))
    if shared_until(request.user, alliance):
        members = []  # who has left learns nothing new
    mine = _mine(request, alliance)
    own = mine.pk if mine else None
    satisfied = satisfaction_lines(members, own)
    context = {
        "alliance": alliance,
        "mine": mine,
        "lines": lines(members, own, today),
        "gaps": gap_lines(alliance, mine.school_id if mine else None, today),
        "satisfaction": satisfied,
        "fewest": FEWEST_PEOPLE,
        "entered": Satisfaction.objects.visible_to(request.user).filter(membership=mine) if mine else None,
    }
    return render(request, "alliances/comparison_show.html", context)


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def satisfaction_add(request, public_id):
    """Enter how many were satisfied in a year; the same year and side again puts it right."""
    membership = _own_member(request, public_id)
    form = SatisfactionForm(request.POST or None)
    if saved(request, form, in_words, services.enter_satisfaction, membership=membership):
        return redirect(SHOW, membership.alliance.public_id)
    return render(request, "alliances/satisfaction_add.html", {"form": form, "membership": membership})


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def strength_list(request, public_id):
    """What each school is strong and weak in, with its partner; for a weak point who is strong in the same."""
    alliance = visible_alliance(request, public_id)
    rows = Strength.objects.visible_to(request.user).filter(membership__alliance=alliance, ended_on=None)
    rows = rows.select_related("membership__school", "partner__school")
    strong = list(rows.filter(kind=Strength.Kind.STRONG).values_list("area", "membership__school__name"))
    page = paged(request, rows.order_by("membership__school__name", "kind", "area", "pk"))
    for row in page:
        row.helpers = [school for area, school in strong if area == row.area and school != row.membership.school.name]
    mine = _mine(request, alliance)
    context = {"alliance": alliance, "page": page, "mine": mine}
    return render(request, "alliances/strength_list.html", context)


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def strength_add(request, public_id):
    """Name a strong or weak point of the own school."""
    membership = _own_member(request, public_id)
    form = StrengthForm(request.POST or None, membership=membership)
    if saved(request, form, in_words, services.name_strength, membership=membership):
        return redirect(STRENGTHS, membership.alliance.public_id)
    return render(request, "alliances/strength_add.html", {"form": form, "membership": membership})


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def strength_match(request, public_id):
    """Match a point of the own school with a partner."""
    strength = _own_strength(request, public_id)
    form = PartnerForm(request.POST or None, membership=strength.membership, initial={"partner": strength.partner_id})
    if saved(request, form, in_words, services.match, strength=strength):
        return redirect(STRENGTHS, strength.membership.alliance.public_id)
    return render(request, "alliances/strength_match.html", {"form": form, "strength": strength})


@requires(Permission.ALLIANCE_SCHOOL)
@require_POST
def strength_end(request, public_id):
    """Take a point of the own school off the list."""
    strength = _own_strength(request, public_id)
    services.end_strength(strength=strength, by=request.user)
    messages.success(request, _("Taken off the list."))
    return redirect(STRENGTHS, strength.membership.alliance.public_id)


def _mine(request, alliance) -> Membership | None:
    mine = Membership.objects.spoken_for_by(request.user).filter(alliance=alliance, school=request.school)
    return mine.order_by("-from_on").first()


def _own_member(request, public_id) -> Membership:
    members = Membership.objects.spoken_for_by(request.user).select_related("school", "alliance")
    return get_object_or_404(members, public_id=public_id)


def _own_strength(request, public_id) -> Strength:
    rows = Strength.objects.written_by(request.user).select_related("membership__alliance", "membership__school")
    return get_object_or_404(rows, public_id=public_id)
