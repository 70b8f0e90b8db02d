"""Trainings of a school year: sums by school, and who took part in an activity (G5.1.1.2)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from accounts.models import User
from alliances.models import Activity, Alliance, Attendee, Membership, Training
from alliances.selectors.own_measures import year_span


@dataclass(frozen=True)
class Sums:
    """What one school trained: different people, of these leaders and backbone teachers, and hours of all."""

    school: str
    people: int
    leaders: int
    backbone: int
    hours: Decimal


def trainings_of(alliance: Alliance, year: int) -> QuerySet[Training]:
    """Keep the trainings of a school year."""
    span = year_span(year)
    return Training.objects.filter(membership__alliance=alliance, on__gte=span.from_on, on__lt=span.to_on)


def sums_of(alliance: Alliance, year: int, user) -> list[Sums]:
    """Give the sums by school that the user may read; one statement."""
    rows = trainings_of(alliance, year).summed_for(user).order_by("membership__school__name")
    people = {
        name: Count("person", distinct=True, filter=Q(trained_as=kind) if kind is not None else None)
        for name, kind in (("people", None), ("leaders", Training.As.LEADER), ("backbone", Training.As.BACKBONE))
    }
    sums = rows.values("membership__school__name").annotate(**people, all_hours=Sum("hours"))
    return [
        Sums(row["membership__school__name"], row["people"], row["leaders"], row["backbone"], row["all_hours"])
        for row in sums
    ]


def attended_by(activity: Activity, membership: Membership) -> QuerySet[User]:
    """Give whom a school named for an activity."""
    named = Attendee.objects.filter(participation__activity=activity, participation__membership=membership)
    return User.objects.filter(pk__in=named.values("person"))
