"""Days on which a parent takes no duty; no reason is asked (L-06)."""

from collections.abc import Iterable
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from communities.models import Assignment, Unavailability
from communities.services import duties as duty_services
from core.refusals import Refused
from registry.models import Guardian


@transaction.atomic
def enter(
    *, from_on: date, to_on: date | None, weekdays: list[int], declining: Iterable[Assignment] = (), by: User, now=None
) -> int:
    """Enter days, at every school where the user is a parent, and decline these duties in the same step.

    Gives how many duties were declined; those that were given away or cancelled meanwhile need no no.
    """
    now = now or timezone.now()
    entry = {"from_on": from_on, "to_on": to_on, "weekdays": sorted(weekdays)}
    with pghistory.context(user=by.pk):
        for guardian in Guardian.objects.filter(user=by):
            if not Unavailability.objects.filter(guardian=guardian, **entry).exists():
                Unavailability.objects.create(school_id=guardian.school_id, guardian=guardian, **entry)
    return sum(_declined(duty, by=by, now=now) for duty in sorted(declining, key=lambda duty: duty.slot_id))


def _declined(duty: Assignment, *, by: User, now) -> int:
    try:
        duty_services.decline(duty=duty, by=by, now=now)
    except Refused:
        return 0
    return 1


@transaction.atomic
def remove(*, entry: Unavailability, by: User) -> None:
    """Take an entry away, at every school where it stands."""
    alike = {"from_on": entry.from_on, "to_on": entry.to_on, "weekdays": entry.weekdays}
    with pghistory.context(user=by.pk):
        Unavailability.objects.filter(guardian__user=by, **alike).delete()
