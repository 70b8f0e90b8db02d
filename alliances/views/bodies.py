"""The bodies of an alliance: set up in one press, persons named, seats bound and ended (G4.2, G5.2, G5.5.1–2)."""

from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.bodies import BindForm, CommunityForm, NameForm
from alliances.models import Alliance, Body, Membership, Seat
from alliances.refusals import in_words
from alliances.selectors import bodies as selectors
from alliances.services import bodies, seats
from alliances.views.alliances import own_alliance, visible_alliance
from core.access import requires
from core.saving import done, saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
NAMERS = (Permission.ALLIANCE_RUN, Permission.ALLIANCE_SCHOOL)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def alliance_bodies(request, public_id):
    """Who sits where, what is missing, and who sits in several places."""
    alliance = visible_alliance(request, public_id)
    context = {
        "alliance": alliance,
        "lines": selectors.bodies_of(alliance, request.user),
        "doubles": selectors.double_posts(alliance),
        "runs": Alliance.objects.run_by(request.user).filter(pk=alliance.pk).exists() and not alliance.to_on,
        "named": set(_named_by(request.user).filter(alliance=alliance).values_list("pk", flat=True)),
        "own": Membership.objects.spoken_for_by(request.user).current().filter(alliance=alliance).first(),
    }
    return render(request, "alliances/alliance_bodies.html", context)


@requires(Permission.ALLIANCE_RUN)
@require_POST
def alliance_set_up(request, public_id):
    """Make the bodies of the scheme and the seats that go with the schools' posts."""
    made = bodies.set_up(alliance=own_alliance(request, public_id), by=request.user)
    words = ngettext("%(made)s seat was added; name the others.", "%(made)s seats were added; name the others.", made)
    messages.success(request, words % {"made": made})
    return redirect("alliances:alliance_bodies", public_id)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def alliance_community(request, public_id):
    """Form the community of a subject."""
    alliance = own_alliance(request, public_id)
    form = CommunityForm(request.POST or None, alliance=alliance)
    if body := saved(
        request,
        form,
        partial(in_words, alliance=alliance),
        bodies.form_community,
        alliance=alliance,
        said=_("Formed; now name people of every school."),
    ):
        return redirect("alliances:body_name", body.public_id)
    return render(request, "alliances/alliance_community.html", {"alliance": alliance, "form": form})


@requires(Permission.ALLIANCE_SCHOOL)
@require_POST
def member_bodies(request, public_id):
    """Make the own school's leading group and working team (G5.5.2)."""
    members = Membership.objects.spoken_for_by(request.user).current().select_related("alliance", "school")
    membership = get_object_or_404(members, public_id=public_id)
    bodies.set_up_school(membership=membership, by=request.user)
    messages.success(request, _("The leading group and the working team are there; name their people."))
    return redirect("alliances:alliance_bodies", membership.alliance.public_id)


@requires(*NAMERS)
@GET_OR_POST
def body_name(request, public_id):
    """Name somebody of the staff; ?q narrows the choice."""
    body = _own_body(request, public_id)
    query = request.GET.get("q", "").strip()
    form = NameForm(request.POST or None, body=body, query=query)
    return _seated(request, body, form, seats.name, "alliances/body_name.html", query=query)


@requires(*NAMERS)
@GET_OR_POST
def body_bind(request, public_id):
    """Let a seat go with a post of a school."""
    body = _own_body(request, public_id)
    form = BindForm(request.POST or None, body=body)
    return _seated(request, body, form, seats.bind, "alliances/body_bind.html")


@requires(*NAMERS)
@GET_OR_POST
def seat_end(request, public_id):
    """Ask, then end a seat today."""
    named = Seat.objects.filter(body__in=_named_by(request.user)).select_related("body__alliance", "school", "person")
    seat = get_object_or_404(named, public_id=public_id)
    if request.method == "POST":
        done(request, in_words, seats.end, seat=seat, said=_("The seat is free."))
        return redirect("alliances:alliance_bodies", seat.body.alliance.public_id)
    return render(request, "alliances/seat_end.html", {"seat": selectors.with_holders([seat])[0]})


def _seated(request, body, form, service, template, **more):
    if saved(request, form, in_words, service, body=body):
        _warn_of_doubles(request, body)
        return redirect("alliances:alliance_bodies", body.alliance.public_id)
    return render(request, template, {"body": body, "form": form, **more})


def _warn_of_doubles(request, body: Body) -> None:
    """Say who holds two posts: a warning, no error (G4.2.2)."""
    for name, places in selectors.double_posts(body.alliance):
        if any(place.startswith(f"{body} · ") for place in places):
            messages.warning(request, _("%(name)s holds %(number)s posts.") % {"name": name, "number": len(places)})


def _named_by(user):
    """Give the bodies to which the user names people: of the alliances that he runs, and the own school's."""
    own = Membership.objects.spoken_for_by(user).current()
    ours = Q(school=None, alliance__in=Alliance.objects.run_by(user))
    return Body.objects.filter(ours | Q(school__in=own.values("school"), alliance__in=own.values("alliance")))


def _own_body(request, public_id) -> Body:
    return get_object_or_404(_named_by(request.user).select_related("alliance", "school"), public_id=public_id)
