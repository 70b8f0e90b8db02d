"""Reads of the days on which parents take no duty."""

from datetime import date

from django.db.models import Q

from accounts.models import User
from communities.models import Assignment, Unavailability
from communities.selectors.duties import still_to_come


def covering(day: date):
    """Give the entries, of all parents, that cover a day."""
    ends = Q(to_on=None) | Q(to_on__gte=day)
    weekdays = Q(weekdays=[]) | Q(weekdays__contains=[day.isoweekday()])
    return Unavailability.objects.filter(ends, weekdays, from_on__lte=day)


def own_entries(user: User):
    """Give the user's entries, once each: a parent at two schools has a row at both."""
    alike = ("from_on", "to_on", "weekdays")
    mine = Unavailability.objects.filter(guardian__user=user)
    once = mine.order_by(*alike, "pk").distinct(*alike).values("pk")
    return mine.filter(pk__in=once)


def current_entries(user: User, *, today: date):
    """Give the user's entries that have not ended."""
    return own_entries(user).filter(Q(to_on=None) | Q(to_on__gte=today))


def duties_within(user: User, *, from_on: date, to_on: date | None, weekdays: list[int], now) -> list[Assignment]:
    """Give the user's duties to come that fall on these days."""
    days = Q(slot__on__gte=from_on) & (Q(slot__on__lte=to_on) if to_on else Q())
    weekday = Q(slot__on__iso_week_day__in=weekdays) if weekdays else Q()
    return list(still_to_come(user, now=now).filter(days, weekday, starts_at__gt=now))
