"""Reads of the places of a community, and whether a home may be used at all (F-04)."""

from datetime import date, datetime, time

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from communities import rules
from communities.models import Community, Slot, Venue, VenueConsent

State = VenueConsent.State


def with_consents(venues):
    """Load host and consents, the newest first."""
    return venues.select_related("host").prefetch_related(Prefetch("consents", to_attr="words"))


def slots_without_consent(community: Community, *, now: datetime | None = None) -> list[Slot]:
    """Give the sessions to come, drafts too, at a home whose host has not agreed to these hours; two statements."""
    slots = Slot.objects.held().filter(community=community, starts_at__gt=now or timezone.now())
    return uncovered(slots)


def uncovered(slots) -> list[Slot]:
    """Keep, of a queryset of sessions, those at a home that may not be used then."""
    at_home = slots.filter(venue__kind=Venue.Kind.HOME).select_related("community", "venue")
    at_home = at_home.prefetch_related(Prefetch("venue__consents", to_attr="words"))
    return [slot for slot in at_home if slot.venue.is_closed or not is_agreed(slot.venue.words, *hours_of(slot))]


def hours_of(slot: Slot) -> tuple[date, time, time]:
    """Give a session's day and hours as a host reads them on the clock at home."""
    return slot.on, timezone.localtime(slot.starts_at).time(), timezone.localtime(slot.ends_at).time()


def is_agreed(consents, on: date, starts_at: time, ends_at: time) -> bool:
    """Tell whether one given consent among these covers the hours."""
    words = [
        rules.HostWord(c.from_on, c.to_on, c.weekdays, c.starts_at, c.ends_at)
        for c in consents
        if c.state == State.GIVEN
    ]
    return rules.home_may_be_used(on=on, starts_at=starts_at, ends_at=ends_at, words=words)


def resting_on(consent: VenueConsent, *, now: datetime) -> list[Slot]:
    """Give the filed sessions to come at the home that no other given consent covers; two statements."""
    slots = Slot.objects.held().filed().filter(venue=consent.venue_id, starts_at__gt=now).select_related("venue")
    others = list(VenueConsent.objects.filter(venue=consent.venue_id).exclude(pk=consent.pk))
    return [slot for slot in slots if not is_agreed(others, *hours_of(slot))]


def asked_of(user: User):
    """Give what was asked of the user as a host, and what the user has agreed to."""
    consents = VenueConsent.objects.filter(venue__host__user=user)
    return consents.select_related("venue__community", "asked_by")


def open_questions(user: User, *, today: date):
    """Give the questions that wait for the user as a host."""
    return asked_of(user).filter(state=State.ASKED, to_on__gte=today)
