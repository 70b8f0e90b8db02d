"""Places of a community, for whoever files its rota: list, add, ask the host, close (F-04)."""

from datetime import time

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from communities.forms.venues import AskForm, HomeForm, PlaceForm
from communities.models import Community, Slot, Venue
from communities.refusals.venues import WORDS
from communities.selectors.venues import slots_without_consent, with_consents
from communities.services import venues
from core.access import requires
from core.listing import listed
from core.refusals import Refused
from schools.models import Term

PER_PAGE = 20
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
USUAL_HOURS = time(17), time(18, 30)


@requires(Permission.ROTA_EDIT, anywhere=True)
@require_safe
def venue_list(request, public_id):
    """The places of a community with what their hosts have said, and the sessions that lack a host's word."""
    community = _community(request, public_id)
    places = with_consents(community.venues.visible_to(request.user).filter(is_closed=False))
    page = listed(request, places, sorts={"name": ["kind", "name"]}, default="name", per_page=PER_PAGE)
    context = {"community": community, "page": page, "without": slots_without_consent(community)}
    return render(request, "communities/venue_list.html", context)


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def venue_add(request, public_id):
    """Add a place that is nobody's home."""
    community = _community(request, public_id)
    form = PlaceForm(request.POST or None)
    if form.is_valid():
        venues.add(community=community, by=request.user, **form.cleaned_data)
        messages.success(request, _("Added."))
        return redirect("communities:venue_list", community.public_id)
    return render(request, "communities/venue_add.html", {"form": form, "community": community})


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def venue_add_home(request, public_id):
    """Add a parent's home and go on to asking the host."""
    community = _community(request, public_id)
    form = HomeForm(request.POST or None, community=community)
    if form.is_valid():
        try:
            venue = venues.add(community=community, kind=Venue.Kind.HOME, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("host", WORDS[refused.reason])
        else:
            return redirect("communities:venue_ask", venue.public_id)
    return render(request, "communities/venue_add_home.html", {"form": form, "community": community})


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def venue_ask(request, public_id):
    """Ask the host for days and hours."""
    venue = _venue(request, public_id)
    form = AskForm(request.POST or None, initial=_usual(venue))
    if form.is_valid():
        try:
            venues.ask(venue=venue, fields=form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("%(name)s has been asked.") % {"name": venue.host.name})
            return redirect("communities:venue_list", venue.community.public_id)
    return render(request, "communities/venue_ask.html", {"form": form, "venue": venue})


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def venue_close(request, public_id):
    """Use a place no longer, after asking."""
    venue = _venue(request, public_id)
    slots = Slot.objects.visible_to(request.user).held().filter(venue=venue, starts_at__gt=timezone.now())
    if request.method == "POST":
        try:
            venues.close(venue=venue, by=request.user)
        except Refused as refused:
            messages.error(request, WORDS[refused.reason])
        else:
            messages.success(request, _("The place is no longer used."))
        return redirect("communities:venue_list", venue.community.public_id)
    return render(request, "communities/venue_close.html", {"venue": venue, "count": slots.count()})


def _community(request, public_id) -> Community:
    return get_object_or_404(Community.objects.rota_edited_by(request.user), public_id=public_id)


def _venue(request, public_id) -> Venue:
    mine = Venue.objects.filter(community__in=Community.objects.rota_edited_by(request.user))
    return get_object_or_404(mine.select_related("community", "host__user"), public_id=public_id)


def _usual(venue: Venue) -> dict:
    """Propose the afternoons of school days until the end of the term."""
    today = timezone.localdate()
    term = Term.objects.filter(school=venue.school_id, ends_on__gte=today).order_by("ends_on").first()
    usual = {"from_on": today, "weekdays": [1, 2, 3, 4, 5], "starts_at": USUAL_HOURS[0], "ends_at": USUAL_HOURS[1]}
    return usual | ({"to_on": term.ends_on} if term else {})
