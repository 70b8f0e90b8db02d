"""Some weeks of a community's duty rota: filed, answered, held, with a seat free and a child on leave."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from communities.models import Assignment, Attendance, Community, Rota, Slot, VenueConsent
from communities.selectors.weeks import mondays_of
from communities.services import attendance, duties, filling, hosts, leaves, patterns, rotas, swaps, venues
from communities.services import seats as seating
from core.dates import monday_of
from registry.models import Guardian

WEEKS = 5
WEEKEND = {"weekdays": [6], "starts_at": time(8, 30), "ends_at": time(11, 30)}


def run_duties(community: Community, *, leader: Guardian) -> None:
    """File the rota from last week on; parents have answered most of it, and last week's sessions were held."""
    by, today = leader.user, timezone.localdate()
    first = monday_of(today) - timedelta(days=7)
    _join(community, first)
    _plan(community, leader, first, by)
    rota = rotas.draft(community=community, from_on=first, to_on=first + timedelta(days=7 * WEEKS - 1), by=by)
    for monday in mondays_of(rota):
        for slot in _one_of_each(rota, monday):
            filling.fill_row(rota=rota, like=slot, guardian=None, by=by, monday=monday, now=_morning(first))
    _leave_seats_free(rota, today, by)
    rotas.file_rota(rota=rota, by=by, now=_morning(first - timedelta(days=3)))
    _answer(community, today)
    _hold(rota, today)


def _join(community, first) -> None:
    """Let everybody have agreed in the week before: who is expected at a session follows from that moment (F-07)."""
    community.memberships.update(answered_at=_morning(first - timedelta(days=7)))


def _plan(community, leader, first, by) -> None:
    """Choose duties and places; the leader's home is open on Saturdays."""
    room = venues.add(community=community, kind="minors_venue", name="村文化活动室", by=by)
    home = venues.add(community=community, kind="home", host=leader, by=by)
    asked = venues.ask(
        venue=home,
        fields={
            "scope": VenueConsent.Scope.RECURRING,
            "from_on": first,
            "to_on": first + timedelta(days=120),
            **WEEKEND,
        },
        by=by,
    )
    hosts.agree(consent=asked, starts_at=WEEKEND["starts_at"], ends_at=WEEKEND["ends_at"], by=leader.user)
    patterns.take_preset(community=community, preset="all", by=by)
    for pattern in community.patterns.exclude(kind__in=("morning", "evening")):
        patterns.change(pattern=pattern, fields={"venue": home if pattern.kind == "weekend" else room}, by=by)


def _one_of_each(rota: Rota, monday: date) -> list[Slot]:
    week = rota.slots.filter(on__range=(monday, monday + timedelta(days=6))).order_by("kind", "starts_at")
    return list({(slot.kind, slot.hours): slot for slot in week}.values())


def _leave_seats_free(rota: Rota, today: date, by: User) -> None:
    """Take the parents off two duties of the coming week."""
    coming = Assignment.objects.live().filter(slot__rota=rota, slot__on__gt=today + timedelta(days=2))
    for duty in coming.order_by("starts_at")[1:6:4]:
        seating.put(slot=duty.slot, seat=duty.seat, guardian=None, seen=str(duty.public_id), by=by)


def _answer(community: Community, today: date) -> None:
    """Let half of the parents accept everything, and one look for a stand-in."""
    parents = [m.guardian for m in community.memberships.parents().agreed().order_by("pk")]
    for guardian in parents[::2]:
        duties.accept_all(by=guardian.user)
    offered = Assignment.objects.live().of_user(parents[1].user).filter(slot__on__gt=today + timedelta(days=3))
    if duty := offered.order_by("starts_at").first():
        swaps.offer(duty=duty, by=parents[1].user)
    child = parents[2].students.filter(memberships__community=community).first()
    tomorrow = today + timedelta(days=1)
    leaves.ask(students=[child], from_on=tomorrow, to_on=tomorrow, by=parents[2].user)


def _hold(rota: Rota, today: date) -> None:
    """Check in and out and tick who was there, for the sessions before today."""
    pupils = [m.student for m in rota.community.memberships.pupils().agreed().order_by("pk")]
    past = (
        Assignment.objects.live().filter(slot__rota=rota, slot__on__lt=today).select_related("slot", "guardian__user")
    )
    for number, duty in enumerate(past.order_by("starts_at")):
        by = duty.guardian.user
        attendance.check_in(duty=duty, by=by, now=duty.starts_at)
        if duty.slot.is_session:
            for place, student in enumerate(pupils):
                late = place == number % (2 * len(pupils))
                status = Attendance.Status.LATE if late else Attendance.Status.PRESENT
                attendance.mark(slot=duty.slot, student=student, status=status, by=by, now=duty.starts_at)
        attendance.check_out(duty=duty, by=by, now=duty.ends_at)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(8)))
