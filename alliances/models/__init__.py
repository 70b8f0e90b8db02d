from alliances.models.alliances import Alliance, Membership, OfAllianceQuerySet
from alliances.models.bodies import Body, Seat

__all__ = ["Alliance", "Body", "Membership", "OfAllianceQuerySet", "Seat"]
