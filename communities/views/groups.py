"""Communities: the list, one community, its name, approval and end."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access_log import record_view
from accounts.permissions import Permission
from communities import findings, words
from communities.forms.groups import CommunityFilter, NameForm, ReasonForm
from communities.models import Community
from communities.refusals import groups as refusals
from communities.selectors import groups as selectors
from communities.selectors.attendance import communities_watched_by
from communities.selectors.societies import president_of
from communities.services import groups
from core.access import requires
from core.listing import listed
from core.refusals import Refused

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SORTS = {"name": "name", "village": ("society__village__name", "name"), "state": ("state", "name")}


@requires(Permission.COMMUNITY_VIEW)
@require_safe
def community_list(request):
    """The communities of the school that the user may see, filtered by what stands in the address."""
    form = CommunityFilter(request.GET, school=request.school)
    page = listed(request, _filtered(request, form.asked), sorts=SORTS, default="village")
    found = findings.findings_of(page)
    rows = [(c, {f.code: f for f in found[c.pk]}, c.is_active and findings.is_outside(found[c.pk])) for c in page]
    return render(request, "communities/community_list.html", {"page": page, "rows": rows, "form": form})


def _filtered(request, asked):
    communities = selectors.communities_of(request.user, request.school)
    if "village" in asked:
        communities = communities.filter(society__village=asked["village"])
    if "grade" in asked:
        communities = selectors.with_pupils_of(communities, asked["grade"])
    if "outside" in asked:
        outside = selectors.outside_rules(request.user, request.school)
        communities = communities.filter(pk__in=[community.pk for community in outside])
    if "state" in asked:
        return communities.filter(state=asked["state"])
    return communities.existing()


@requires(Permission.COMMUNITY_VIEW, anywhere=True)
@require_safe
@vary_on_headers("HX-Request")
def community_detail(request, public_id):
    """One community: how it stands by the rules, who is in it, and what the president can do."""
    return shown(request, visible_community(request, public_id))


def shown(request, community):
    """Draw the community, or only its body when htmx asks: after each step the findings are new."""
    user = request.user
    found = findings.findings_of([community])[community.pk]
    members = selectors.members_of(community, user)
    record_view(request, "community", community.public_id, members.shown_pupils or 1)
    context = {
        "community": community,
        "presidency": president_of(community.society),
        "findings": words.in_words(found),
        "is_outside": findings.is_outside(found),
        "members": members,
        "may_form": _formed_by(user).filter(pk=community.pk).exists() and _exists(community),
        "may_override": community.school_id in user.schools_with(Permission.COMMUNITY_APPROVE) and _exists(community),
        **_ways(community, user),
        "proposed_count": sum(m.is_proposed for m in (*members.pupils, *members.parents, *members.advisers)),
    }
    template = "communities/_community.html" if request.htmx else "communities/community_detail.html"
    return render(request, template, context)


def _ways(community, user) -> dict[str, bool]:
    """Say which pages of the group the user may open from here."""
    return {
        "may_file": Community.objects.rota_edited_by(user).filter(pk=community.pk).exists(),
        "may_see_sessions": communities_watched_by(user).filter(pk=community.pk).exists(),
        "is_own": community.memberships.live().of_user(user).exists(),
    }


@requires(Permission.COMMUNITY_FORM, anywhere=True)
@GET_OR_POST
def community_rename(request, public_id):
    """Give the community another name."""
    community = own_community(request, public_id)
    form = NameForm(request.POST or None, initial={"name": community.name})
    if form.is_valid():
        try:
            groups.rename(community=community, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refusals.words(refused, request.user))
        else:
            messages.success(request, _("Saved."))
            return redirect("communities:community_detail", community.public_id)
    return render(request, "communities/community_rename.html", {"form": form, "community": community})


@requires(Permission.COMMUNITY_FORM, anywhere=True)
@require_POST
def community_approve(request, public_id):
    """Approve a community in which everything is in order."""
    community = own_community(request, public_id)
    try:
        groups.approve(community=community, by=request.user)
    except Refused as refused:
        messages.error(request, refusals.words(refused, request.user))
    else:
        messages.success(request, _("The community has been approved; everybody has been told."))
    return redirect("communities:community_detail", community.public_id)


@requires(Permission.COMMUNITY_APPROVE, anywhere=True)
@GET_OR_POST
def community_override(request, public_id):
    """The school approves a community although something is outside the rules; the reason is kept."""
    community = get_object_or_404(_approved_by(request.user), public_id=public_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            groups.approve(community=community, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refusals.words(refused, request.user))
        else:
            messages.success(request, _("The community has been approved; everybody has been told."))
            return redirect("communities:community_detail", community.public_id)
    found = words.in_words(findings.findings_of([community])[community.pk])
    return render(
        request, "communities/community_override.html", {"form": form, "community": community, "findings": found}
    )


@requires(Permission.COMMUNITY_FORM, Permission.COMMUNITY_APPROVE, anywhere=True)
@GET_OR_POST
def community_dissolve(request, public_id):
    """Ask, then dissolve the community: coming duties are cancelled, everybody is told."""
    user = request.user
    ends = Q(pk__in=_formed_by(user).values("pk")) | Q(pk__in=_approved_by(user).values("pk"))
    community = get_object_or_404(Community.objects.visible_to(user).filter(ends), public_id=public_id)
    if request.method == "POST":
        try:
            groups.dissolve(community=community, by=user)
        except Refused as refused:
            messages.error(request, refusals.words(refused, user))
        else:
            messages.success(request, _("The community has been dissolved; everybody has been told."))
        return redirect("communities:society_detail", community.society.public_id)
    return render(request, "communities/community_dissolve.html", {"community": community})


def visible_community(request, public_id) -> Community:
    """Give a community that the user may see, or page 404."""
    return get_object_or_404(_whole(Community.objects.visible_to(request.user)), public_id=public_id)


def own_community(request, public_id) -> Community:
    """Give a community that the user forms, or page 404."""
    return get_object_or_404(_formed_by(request.user), public_id=public_id)


def _formed_by(user):
    return _whole(Community.objects.formed_by(user))


def _approved_by(user):
    schools = user.schools_with(Permission.COMMUNITY_APPROVE)
    return _whole(Community.objects.visible_to(user).filter(school__in=schools))


def _whole(communities):
    return communities.select_related("school", "society__village", "approved_by")


def _exists(community):
    return community.state != Community.State.DISSOLVED
