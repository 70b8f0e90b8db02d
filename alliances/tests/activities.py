"""Rows for tests of activities: planned and held through the services, on days of the autumn term of 2026."""

from datetime import date, datetime, time

from django.utils import timezone

from alliances.models import Activity, Membership
from alliances.services import activities as services
from alliances.services.participations import take_part
from alliances.tests.factories import Allied, Member

OCTOBER = date(2026, 10, 14)
NOW = timezone.make_aware(datetime(2026, 12, 30, 12))


def noon(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(12)))


def create_activity(allied: Allied, *, schools: list[Membership] | None = None, host: Member | None = None, **fields):
    """Plan a joint research of all schools at the core school, in October."""
    host = host or allied.core
    given = {"title": "语文同课异构", "kind": "joint_research", "on": OCTOBER, "host": host.membership, **fields}
    if schools is None:
        schools = [member.membership for member in allied.members]
    return services.plan(alliance=allied.alliance, fields=given, schools=schools, by=host.principal, now=noon(OCTOBER))


def create_held(allied: Allied, *, confirmed: bool = True, host: Member | None = None, **fields) -> Activity:
    """Hold an activity; with `confirmed` every school says that it took part."""
    host = host or allied.core
    activity = create_activity(allied, host=host, **fields)
    activity = services.hold(activity=activity, by=host.principal, now=NOW)
    if confirmed:
        for row in activity.participations.exclude(membership=host.membership).select_related("membership"):
            member = next(each for each in allied.members if each.membership == row.membership)
            take_part(participation=row, fields={}, staff=[], by=member.principal, now=NOW)
    return activity
