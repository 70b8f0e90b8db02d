"""Reads about rotas: the parents, how many duties each has, what is proposed next, what no longer fits."""

from datetime import date, timedelta

from django.db.models import Count

from communities import rules_days
from communities.models import Assignment, Community, Membership, Rota, Slot
from core.dates import Span, month_span
from registry.models import Guardian
from schools.calendar import SchoolCalendar
from schools.selectors import school_calendar

DAY = timedelta(days=1)


def parents_on(community: Community) -> list[Guardian]:
    """Give the parents who are members, by name, with their accounts; one statement."""
    members = Membership.objects.agreed().parents().filter(community=community)
    return [m.guardian for m in members.select_related("guardian__user").order_by("guardian__name_pinyin", "pk")]


def duty_counts(rota: Rota) -> dict[int, int]:
    """Give how many duties of the rota each parent has, by guardian; one statement."""
    live = Assignment.objects.live().filter(slot__rota=rota, slot__cancelled_at=None).order_by()
    return dict(live.values_list("guardian").annotate(duties=Count("*")))


def proposed_span(community: Community, today: date) -> Span:
    """Give the days of the next rota: next month, or what the last rota leaves of it or of the month after."""
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    last_rota = Rota.objects.filter(community=community, to_on__gte=first).order_by("-to_on").first()
    if last_rota:
        first = last_rota.to_on + DAY
    return Span(first, month_span(first.year, first.month).to_on)


def calendar_of(rota: Rota) -> SchoolCalendar:
    """Give the school's calendar over the days of the rota; two statements."""
    return school_calendar(rota.school, rota.from_on, rota.to_on + DAY)


def misfits(rota: Rota, calendar: SchoolCalendar, *, from_on: date) -> list[Slot]:
    """Give the slots from that day on which no longer stand on a right day; one statement."""
    slots = Slot.objects.filter(rota=rota, on__gte=from_on).held()
    return [slot for slot in slots if not rules_days.fits(slot.kind, calendar.day(slot.on))]
