"""The figures on the tabs above a parent's duty pages."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from communities.models import VenueConsent
from communities.selectors.free_duties import free_for
from communities.selectors.swaps import offered_to
from communities.selectors.venues import asked_of


@dataclass(frozen=True)
class DutyTabs:
    """How many duties are offered by others and free, and what waits for the user as a host."""

    offers: int
    free: int
    questions: int
    is_host: bool


def duty_tabs(user: User, *, now: datetime) -> DutyTabs:
    """Count what the tabs show, in three statements."""
    waiting = Q(state=VenueConsent.State.ASKED, to_on__gte=timezone.localdate(now))
    homes = asked_of(user).order_by().aggregate(all=Count("pk"), waiting=Count("pk", filter=waiting))
    return DutyTabs(
        offers=offered_to(user, now=now).order_by().count(),
        free=free_for(user, now=now).order_by().count(),
        questions=homes["waiting"],
        is_host=bool(homes["all"]),
    )
