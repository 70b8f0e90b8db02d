"""The president proposes people, takes proposals back and says who leads."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access_log import record_list
from accounts.permissions import Permission
from communities import findings
from communities.limits import limits_of, most
from communities.models import Community, Membership
from communities.refusals import groups as refusals
from communities.selectors import groups_candidates as candidates
from communities.selectors.societies import electable, shown_pupils
from communities.services import groups, groups_proposing
from communities.views.groups import own_community, shown
from core.access import requires
from core.listing import listed
from core.refusals import Refused
from registry.selectors.names import named

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
BY_NAME = {"name": "name_pinyin"}


@requires(Permission.COMMUNITY_FORM, anywhere=True)
@GET_OR_POST
def community_propose_pupils(request, public_id):
    """Tick pupils of the village who agreed to be shown and are free."""
    community = own_community(request, public_id)
    if request.method == "POST":
        # Also those who have been taken meanwhile: the service says so in words.
        people = _ticked(request, shown_pupils(community.society))
        return _propose(request, community, groups_proposing.propose_pupils, students=people)
    page = _page(request, candidates.pupils_to_propose(community))
    record_list(request, "student", len(page))
    return _pick(request, community, "pupil", page)


@requires(Permission.COMMUNITY_FORM, anywhere=True)
@GET_OR_POST
def community_propose_parents(request, public_id):
    """Tick parents of the pupils who are in the community or proposed for it."""
    community = own_community(request, public_id)
    if request.method == "POST":
        people = _ticked(request, electable(community.society))
        return _propose(request, community, groups_proposing.propose_parents, guardians=people)
    return _pick(request, community, "parent", _page(request, candidates.parents_to_propose(community)))


@requires(Permission.COMMUNITY_FORM, anywhere=True)
@GET_OR_POST
def community_propose_advisers(request, public_id):
    """Tick teachers of the school: name, subject, and how many communities each advises already (F-05)."""
    community = own_community(request, public_id)
    if request.method == "POST":
        people = _ticked(request, candidates.advisers_to_propose(community.school))
        return _propose(request, community, groups_proposing.propose_advisers, teachers=people)
    page = _page(request, candidates.advisers_to_propose(community.school, for_community=community))
    counts = findings.groups_by_teacher(list(page))
    for teacher in page:
        teacher.group_count = counts[teacher.pk]
    return _pick(request, community, "adviser", page)


@requires(Permission.COMMUNITY_FORM, anywhere=True)
@require_POST
def membership_take_back(request, public_id):
    """Take back a proposal that nobody has answered."""
    membership = _own_membership(request, public_id)
    return _done(request, membership.community, groups_proposing.take_back, membership=membership)


@requires(Permission.COMMUNITY_FORM, anywhere=True)
@require_POST
def membership_lead(request, public_id):
    """Say that this pupil or parent leads, and whether the members chose or the society appointed."""
    membership = _own_membership(request, public_id)
    method = request.POST.get("method", "")
    if method not in Membership.LeaderMethod.values:
        method = Membership.LeaderMethod.CHOSEN
    return _done(request, membership.community, groups.choose_leader, membership=membership, method=method)


def _own_membership(request, public_id) -> Membership:
    own = Membership.objects.filter(community__in=Community.objects.formed_by(request.user))
    return get_object_or_404(own.select_related("community"), public_id=public_id)


def _done(request, community, service, **arguments):
    """Carry a step out; htmx gets the community anew with its findings, a plain form the page."""
    try:
        service(by=request.user, **arguments)
    except Refused as refused:
        messages.error(request, refusals.words(refused, request.user))
    if request.htmx:
        return shown(request, own_community(request, community.public_id))
    return redirect("communities:community_detail", community.public_id)


def _ticked(request, people):
    """Give the people whose boxes were ticked; an id that means nobody is left out."""
    ids = [text for text in request.POST.getlist("person") if len(text) == 36]
    return people.filter(public_id__in=ids[:200])


def _propose(request, community, service, **people):
    (wanted,) = people.values()
    try:
        proposed = service(community=community, by=request.user, **people) if wanted else []
    except Refused as refused:
        messages.error(request, refusals.words(refused, request.user))
        return redirect(request.get_full_path())
    if not proposed:
        messages.error(request, _("Tick somebody first."))
        return redirect(request.get_full_path())
    words = ngettext("%(count)s person has been asked.", "%(count)s people have been asked.", len(proposed))
    messages.success(request, words % {"count": len(proposed)})
    return redirect("communities:community_detail", community.public_id)


def _page(request, people):
    if q := request.GET.get("q", "").strip():
        people = named(people, q)
    return listed(request, people, sorts=BY_NAME, default="name")


def _pick(request, community, kind, page):
    live = Membership.objects.live().filter(community=community, kind=kind).count()
    context = {
        "community": community,
        "kind": kind,
        "page": page,
        "live": live,
        "most": most(limits_of(community.school), kind),
        "q": request.GET.get("q", "").strip(),
    }
    return render(request, "communities/community_propose.html", context)
