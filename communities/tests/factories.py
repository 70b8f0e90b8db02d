"""Rows for tests: societies, communities with members, rotas with slots and duties."""

from datetime import date, datetime, time
from itertools import count
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.tests.factories import create_post, create_user
from communities.models import (
    Assignment,
    Community,
    Membership,
    Rota,
    Slot,
    Society,
    Swap,
    Unavailability,
    Venue,
    VenueConsent,
)
from registry.models import Guardian, Student, Teacher
from registry.tests.factories import create_class, create_guardian, create_student, create_teacher
from schools.models import School
from schools.tests.factories import create_village

_numbers = count(1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 10, 12)


def create_society(*, school: School | None = None, village=None, founded_on=date(2026, 9, 1)) -> Society:
    village = village or create_village(school=school)
    school = school or village.schools.first()
    return Society.objects.create(school=school, village=village, founded_on=founded_on)


def create_president(*, society: Society) -> User:
    """Give a user who presides over the society today (the post; the record of the choice is SocietyPost)."""
    return create_post(role=Role.SOCIETY_PRESIDENT, school=society.school, scope_id=society.pk).user


def create_community(*, society: Society | None = None, is_approved=False, by: User | None = None) -> Community:
    society, by = society or create_society(), by or create_user()
    fields = {"school": society.school, "society": society, "name": f"Group {next(_numbers)}", "created_by": by}
    if is_approved:
        fields |= {"state": Community.State.APPROVED, "approved_at": timezone.now(), "approved_by": by}
    return Community.objects.create(**fields)


def create_membership(*, community: Community, person, state="confirmed", **fields) -> Membership:
    """Put a pupil, a guardian or a teacher into a community."""
    kinds = {Student: ("pupil", "student"), Guardian: ("parent", "guardian"), Teacher: ("adviser", "teacher")}
    kind, name = kinds[type(person)]
    if state != "proposed":
        fields = {"answered_at": timezone.now(), "answered_by": community.created_by, **fields}
    return Membership.objects.create(
        school=community.school,
        community=community,
        kind=kind,
        state=state,
        proposed_by=community.created_by,
        **{name: person},
        **fields,
    )


def activate(guardian: Guardian) -> User:
    """Give a guardian an account, as if a slip had been used, with the post of a parent."""
    user = create_user(name=guardian.name)
    guardian.user = user
    guardian.save()
    create_post(role=Role.PARENT, school=guardian.school, user=user)
    return user


def create_full_community(*, society: Society | None = None, families: int = 4) -> Community:
    """Give an approved community within the limits: pupils with one activated parent each, leaders, an adviser.

    The first pupil and the first parent lead.
    """
    community = create_community(society=society, is_approved=True)
    school_class = create_class(school=community.school)
    for number in range(families):
        student = create_student(school_class=school_class, village=community.society.village)
        guardian = create_guardian(student=student)
        activate(guardian)
        leads = {"is_leader": True, "leader_method": "chosen"} if number == 0 else {}
        create_membership(community=community, person=student, **leads)
        create_membership(community=community, person=guardian, **leads)
    create_membership(community=community, person=create_teacher(school=community.school))
    return community


def parents_of(community: Community) -> list[Guardian]:
    """Give the parents who are members, the leader first."""
    memberships = community.memberships.parents().agreed().select_related("guardian__user")
    return [m.guardian for m in sorted(memberships, key=lambda m: (not m.is_leader, m.pk))]


def create_venue(*, community: Community, kind="minors_venue", **fields) -> Venue:
    defaults = {"name": f"Venue {next(_numbers)}"}
    return Venue.objects.create(school=community.school, community=community, kind=kind, **{**defaults, **fields})


def create_rota(*, community: Community | None = None, from_on=MONDAY, days=28, is_filed=False) -> Rota:
    community = community or create_full_community()
    fields = {"school": community.school, "community": community, "created_by": community.created_by}
    if is_filed:
        fields |= {"state": "filed", "filed_at": timezone.now(), "filed_by": community.created_by}
    to_on = date.fromordinal(from_on.toordinal() + days - 1)
    return Rota.objects.create(from_on=from_on, to_on=to_on, **fields)


def moment(on: date, at: str) -> datetime:
    """Give the moment of a school day in Shanghai: moment(MONDAY, "17:00")."""
    return datetime.combine(on, time.fromisoformat(at), tzinfo=SHANGHAI)


def create_slot(
    *, rota: Rota | None = None, on=MONDAY, kind="homework", hours=("17:00", "18:30"), needed=1, **fields
) -> Slot:
    rota = rota or create_rota()
    return Slot.objects.create(
        school=rota.school,
        community=rota.community,
        rota=rota,
        kind=kind,
        on=on,
        starts_at=moment(on, hours[0]),
        ends_at=moment(on, hours[1]),
        needed=needed,
        **fields,
    )


def create_duty(*, slot: Slot | None = None, guardian: Guardian | None = None, seat=1, **fields) -> Assignment:
    slot = slot or create_slot()
    guardian = guardian or parents_of(slot.community)[0]
    defaults = {"state": "asked", "starts_at": slot.starts_at, "ends_at": slot.ends_at}
    return Assignment.objects.create(
        school=slot.school, slot=slot, seat=seat, guardian=guardian, **{**defaults, **fields}
    )


def create_swap(*, duty: Assignment, **fields) -> Swap:
    """Offer a duty to the other parents."""
    return Swap.objects.create(school=duty.school, assignment=duty, offered_at=timezone.now(), **fields)


def create_unavailability(*, guardian: Guardian, from_on=MONDAY, **fields) -> Unavailability:
    """Enter days off for a parent; without `to_on` they are open."""
    return Unavailability.objects.create(school=guardian.school, guardian=guardian, from_on=from_on, **fields)


def create_consent(*, venue: Venue, state="asked", hours=("16:00", "19:00"), days=28, **fields) -> VenueConsent:
    """Ask the host of a home for four weeks from MONDAY, every day, unless told otherwise."""
    defaults = {"from_on": MONDAY, "to_on": date.fromordinal(MONDAY.toordinal() + days - 1)}
    return VenueConsent.objects.create(
        school=venue.school,
        venue=venue,
        state=state,
        starts_at=time.fromisoformat(hours[0]),
        ends_at=time.fromisoformat(hours[1]),
        asked_by=venue.community.created_by,
        **{**defaults, **fields},
    )
