"""Growth communities outside school: societies, communities, venues, duty rotas, attendance (G1, G2)."""

from communities.models.attendance import Attendance, Leave
from communities.models.feeds import Feed
from communities.models.groups import Community, Limits, Membership
from communities.models.rotas import Assignment, Rota, RotaStep, Slot, SlotPattern, Swap, Unavailability
from communities.models.societies import Society, SocietyPost
from communities.models.venues import Venue, VenueConsent

__all__ = [
    "Assignment",
    "Attendance",
    "Community",
    "Feed",
    "Leave",
    "Limits",
    "Membership",
    "Rota",
    "RotaStep",
    "Slot",
    "SlotPattern",
    "Society",
    "SocietyPost",
    "Swap",
    "Unavailability",
    "Venue",
    "VenueConsent",
]
