"""A host answers whether the home may be used, and may take the word back at any time (F-04)."""

from datetime import time

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from communities.messages import venues as words
from communities.models import Assignment, Slot, VenueConsent
from communities.selectors.people import families_of, leaders_of
from communities.selectors.venues import resting_on
from communities.services.holding import taken_back
from core.refusals import Refused
from notices.services import send

State = VenueConsent.State


@transaction.atomic
def agree(
    *, consent: VenueConsent, starts_at: time | None = None, ends_at: time | None = None, by: User, now=None
) -> VenueConsent:
    """Say yes, for the hours asked or fewer. Saying it twice changes nothing.

    Raises Refused: "consent-over", "already-answered", "hours-not-within".
    """
    now = now or timezone.now()
    consent = _held(consent)
    if consent.state == State.GIVEN:
        return consent
    _check_open(consent, now)
    first, last = starts_at or consent.starts_at, ends_at or consent.ends_at
    if not consent.starts_at <= first < last <= consent.ends_at:
        raise Refused("hours-not-within")
    consent.starts_at, consent.ends_at = first, last
    return _decide(consent, State.GIVEN, by=by, now=now)


@transaction.atomic
def refuse(*, consent: VenueConsent, by: User, now=None) -> VenueConsent:
    """Say no; no reason is asked. Raises Refused: "consent-over", "already-answered"."""
    now = now or timezone.now()
    consent = _held(consent)
    if consent.state == State.REFUSED:
        return consent
    _check_open(consent, now)
    return _decide(consent, State.REFUSED, by=by, now=now)


@transaction.atomic
def withdraw(*, consent: VenueConsent, by: User, now=None) -> list[Slot]:
    """Take a yes back, and give the sessions that are cancelled: those to come which no other yes covers.

    Parents on duty, the families and the leaders are told. Doing it twice changes nothing.
    Raises Refused("not-given").
    """
    now = now or timezone.now()
    consent = _held(consent)
    if consent.state == State.WITHDRAWN:
        return []
    if consent.state != State.GIVEN:
        raise Refused("not-given")
    with pghistory.context(user=by.pk):
        consent.state, consent.decided_at = State.WITHDRAWN, now
        consent.save(update_fields=["state", "decided_at"])
        resting = [slot.pk for slot in resting_on(consent, now=now)]
        slots = list(Slot.objects.select_for_update().held().filter(pk__in=resting).order_by("pk"))
        on_duty = _cancel(slots, now=now)
    slots.sort(key=lambda slot: slot.starts_at)
    _tell(consent, slots, on_duty=on_duty, by=by)
    return slots


def _cancel(slots: list[Slot], *, now) -> list[User]:
    """Cancel the sessions, and give the parents who are thereby free."""
    here = [slot.pk for slot in slots]
    duties = Assignment.objects.live().filter(slot__in=here)
    on_duty = list(User.objects.filter(pk__in=duties.values("guardian__user")))
    taken_back(duties, now=now)
    duties.update(state=Assignment.State.RELEASED)
    Slot.objects.filter(pk__in=here).update(cancelled_at=now, cancelled_why="venue")
    return on_duty


def _tell(consent: VenueConsent, slots: list[Slot], *, on_duty: list[User], by: User) -> None:
    community = consent.venue.community
    told = leaders_of(community)
    send(recipients=told, **words.withdrawn(consent, slots))
    if slots:
        others = dict.fromkeys([*on_duty, *families_of(community)])
        send(recipients=[user for user in others if user not in told], **words.cancelled(consent, slots))


def _held(consent: VenueConsent) -> VenueConsent:
    consents = VenueConsent.objects.select_for_update(of=("self",))
    return consents.select_related("venue__community__school", "venue__host").get(pk=consent.pk)


def _check_open(consent: VenueConsent, now) -> None:
    if consent.state != State.ASKED:
        raise Refused("already-answered")
    if consent.to_on < timezone.localdate(now):
        raise Refused("consent-over")


def _decide(consent: VenueConsent, state: str, *, by: User, now) -> VenueConsent:
    consent.state, consent.decided_at = state, now
    with pghistory.context(user=by.pk):
        consent.save(update_fields=["state", "decided_at", "starts_at", "ends_at"])
    told = [user for user in dict.fromkeys([*leaders_of(consent.venue.community), consent.asked_by]) if user != by]
    send(recipients=told, **words.answered(consent))
    return consent
