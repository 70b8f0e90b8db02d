"""Places of a community: added and closed by whoever files the rota; homes only with their hosts' word (F-04)."""

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from communities.messages import venues as words
from communities.models import Community, Membership, Slot, Venue, VenueConsent
from core.refusals import Refused
from notices.services import send
from registry.models import Guardian

State = VenueConsent.State


@transaction.atomic
def add(*, community: Community, kind: str, name: str = "", host: Guardian | None = None, by: User) -> Venue:
    """Add a place. A home bears its host's name; one that was closed is opened again.

    Raises Refused: "host-not-a-member", "venue-known".
    """
    with pghistory.context(user=by.pk):
        if kind == Venue.Kind.HOME:
            return _home(community, host, name)
        return Venue.objects.create(school_id=community.school_id, community=community, kind=kind, name=name)


def _home(community: Community, host: Guardian | None, name: str) -> Venue:
    members = Membership.objects.agreed().parents().filter(community=community)
    if host is None or not members.filter(guardian=host).exists():
        raise Refused("host-not-a-member")
    name = name or _("Home of %(name)s") % {"name": host.name}
    known = Venue.objects.select_for_update(of=("self",)).filter(community=community, host=host).first()
    if known is None:
        return Venue.objects.create(
            school_id=community.school_id, community=community, kind=Venue.Kind.HOME, name=name, host=host
        )
    if not known.is_closed:
        raise Refused("venue-known")
    known.is_closed, known.name = False, name
    known.save(update_fields=["is_closed", "name"])
    return known


@transaction.atomic
def close(*, venue: Venue, by: User, now=None) -> Venue:
    """Use a place no longer; questions that wait for its host are withdrawn.

    Raises Refused("venue-in-use") while sessions to come stand there: they get another place first.
    """
    now = now or timezone.now()
    venue = Venue.objects.select_for_update(of=("self",)).get(pk=venue.pk)
    if Slot.objects.held().filter(venue=venue, starts_at__gt=now).exists():
        raise Refused("venue-in-use")
    with pghistory.context(user=by.pk):
        venue.is_closed = True
        venue.save(update_fields=["is_closed"])
        venue.consents.filter(state=State.ASKED).update(state=State.WITHDRAWN, decided_at=now)
    return venue


@transaction.atomic
def ask(*, venue: Venue, fields: dict, by: User) -> VenueConsent:
    """Ask the host whether the home may be used; `fields` are scope, days, weekdays and hours.

    Raises Refused: "venue-closed", "not-a-home", "host-without-account".
    """
    if venue.is_closed:
        raise Refused("venue-closed")
    if venue.host is None:
        raise Refused("not-a-home")
    if venue.host.user is None:
        raise Refused("host-without-account")
    with pghistory.context(user=by.pk):
        consent = VenueConsent.objects.create(school_id=venue.school_id, venue=venue, asked_by=by, **fields)
    send(recipients=venue.host.user, **words.asked(consent))
    return consent
