"""Sessions and who was there: today's, one to take, a community's, one child's (F-07)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from communities import hours
from communities.models import Assignment, Attendance, Community, Leave, Membership, Slot
from communities.models.rotas import SESSIONS
from communities.rules import AttendanceCount, attendance_rate
from communities.selectors.presence import Accompanied, accompanied, duties_held, duties_told
from registry.models import Student


def slots_taken_by(user: User):
    """Keep the slots where the user checks in or takes attendance: own duties, and those of communities one leads."""
    led = Q(community__in=Community.objects.rota_edited_by(user))
    return Slot.objects.filed().filter(led | Q(pk__in=duties_told().of_user(user).values("slot")))


def slots_seen_by(user: User):
    """Keep the slots whose attendance the user may read: those they take, and of communities they advise."""
    return Slot.objects.filed().filter(Q(pk__in=slots_taken_by(user)) | Q(community__in=_advised_by(user)))


def communities_watched_by(user: User):
    """Keep the communities of which the user sees the whole attendance: led, advised, or of a school one oversees."""
    reach = Q(pk__in=Community.objects.rota_edited_by(user)) | Q(pk__in=_advised_by(user))
    return Community.objects.filter(reach | Q(school__in=user.schools_with(Permission.COMMUNITY_VIEW)))


def _advised_by(user):
    return Membership.objects.live().filter(teacher__user=user).values("community")


# --- one session, to take ---------------------------------------------------------------------------------------


@dataclass
class DutyLine:
    """One parent of a slot: times, and what can be pressed now."""

    duty: Assignment
    is_own: bool
    leads: bool
    now: datetime

    @property
    def is_over(self) -> bool:
        return self.now > self.duty.ends_at

    @property
    def can_check_in(self) -> bool:
        span = {"starts_at": self.duty.starts_at, "ends_at": self.duty.ends_at}
        return self.duty.checked_in_at is None and hours.can_check_in(**span, now=self.now)

    @property
    def can_check_out(self) -> bool:
        return self.duty.checked_in_at is not None and self.duty.checked_out_at is None and self.can_correct

    @property
    def can_correct(self) -> bool:
        """The parent mends a time that stands there; the leader also enters one that is missing."""
        has_begun = self.duty.starts_at - hours.CHECK_IN_EARLY <= self.now
        if self.leads:
            return has_begun
        return self.duty.checked_in_at is not None and self.now <= self.duty.ends_at + hours.CORRECTION


def leads(slot: Slot, user: User) -> bool:
    """Tell whether the user files the rota of the slot's community."""
    return Community.objects.rota_edited_by(user).filter(pk=slot.community_id).exists()


def duty_lines(slot: Slot, user: User, *, leads: bool, now: datetime) -> list[DutyLine]:
    """Give the parents of a slot whom the user may check in and out: oneself, or all for who leads."""
    duties = duties_held().filter(slot=slot).select_related("guardian", "slot")
    lines = [DutyLine(duty, duty.guardian.user_id == user.pk, leads, now) for duty in duties]
    return [line for line in lines if leads or line.is_own]


def can_tick(slot: Slot, lines: list[DutyLine], *, leads: bool, now: datetime) -> bool:
    """Tell whether pupils can be ticked now: around the session by the parent on duty, later by who leads."""
    if slot.cancelled_at or not slot.is_session or now < slot.starts_at - hours.CHECK_IN_EARLY:
        return False
    on_duty = any(line.is_own for line in lines)
    return leads or (on_duty and hours.can_note(starts_at=slot.starts_at, ends_at=slot.ends_at, now=now))


def pupils_of(slot: Slot):
    """Give the pupils who can be ticked in a session."""
    members = Membership.objects.agreed().pupils().filter(community=slot.community_id)
    return Student.objects.filter(pk__in=members.values("student")).order_by("name_pinyin", "pk")


@dataclass
class PupilLine:
    """One pupil of a session: the status that is noted, "" while nobody has ticked."""

    student: Student
    status: str
    is_on_leave: bool

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be ticked; leave only where a guardian has asked for it."""
        leave = Attendance.Status.LEAVE
        return [c for c in Attendance.Status.choices if c[0] != leave or self.is_on_leave]

    @property
    def shown(self) -> str:
        """The status that is shown: what was ticked, else the leave."""
        return self.status or (Attendance.Status.LEAVE if self.is_on_leave else "")

    @property
    def shown_label(self) -> str:
        return Attendance.Status(self.shown).label if self.shown else ""


def pupil_lines(slot: Slot, user: User) -> list[PupilLine]:
    """Give the pupils of the community by name, each with status and leave of that day."""
    pupils = pupils_of(slot)
    noted = dict(Attendance.objects.visible_to(user).filter(slot=slot).values_list("student", "status"))
    leave = Leave.objects.visible_to(user).on(slot.on)
    away = set(leave.filter(student__in=pupils.values("pk")).values_list("student", flat=True))
    return [PupilLine(student, noted.get(student.pk, ""), student.pk in away) for student in pupils]


# --- a community's sessions -------------------------------------------------------------------------------------


@dataclass
class SessionLine:
    """One past session in figures; `is_taken` is false while nobody has ticked anybody."""

    slot: Slot
    count: AttendanceCount
    is_taken: bool
    accompanied: Accompanied

    @property
    def absent(self) -> int:
        """Everybody expected of whom nothing else is known."""
        came, owed = self.rate
        return owed - came

    @property
    def rate(self) -> tuple[int, int]:
        return attendance_rate(self.count)


def sessions_of(community: Community, *, until: datetime):
    """Give the community's sessions that have begun, newest first."""
    begun = Slot.objects.held().filed().filter(community=community, kind__in=SESSIONS, starts_at__lte=until)
    return begun.select_related("venue").order_by("-starts_at", "pk")


def session_lines(slots: Iterable[Slot]) -> list[SessionLine]:
    """Count each session and judge how it was accompanied: in at most eight statements, whatever their number."""
    slots = list(slots)
    judged = accompanied(slots)
    return [SessionLine(c.slot, c.count, c.is_taken, judged[c.slot.pk]) for c in session_counts(slots)]


class SessionCount(NamedTuple):
    """The pupils of one session in figures; `is_taken` is false while nobody has ticked anybody."""

    slot: Slot
    count: AttendanceCount
    is_taken: bool


def session_counts(slots: Iterable[Slot]) -> list[SessionCount]:
    """Count sessions of any communities: in three statements, whatever their number.

    Expected are the pupils who were members on that day; one on leave, ticked or not, is not owed.
    """
    slots = list(slots)
    if not slots:
        return []
    noted: dict[int, dict[int, str]] = {slot.pk: {} for slot in slots}
    for slot_id, student_id, status in Attendance.objects.filter(slot__in=slots).values_list(
        "slot", "student", "status"
    ):
        noted[slot_id][student_id] = status
    members = _members_of({slot.community_id for slot in slots})
    away = _leave_of({pk for there in members.values() for pk, _, _ in there}, slots)
    return [
        SessionCount(slot, _count(slot, noted[slot.pk], members[slot.community_id], away), bool(noted[slot.pk]))
        for slot in slots
    ]


def _count(slot, noted, members, away) -> AttendanceCount:
    there = {pk for pk, first, until in members if first <= slot.on and (until is None or slot.on < until)}
    on_leave = {pk for pk in there if any(first <= slot.on <= last for first, last in away[pk])}
    found = Counter({**dict.fromkeys(on_leave, "leave"), **noted}.values())
    return AttendanceCount(
        expected=len(there | noted.keys()),
        present=found["present"],
        late=found["late"],
        left_early=found["left_early"],
        leave=found["leave"],
    )


def _members_of(communities) -> dict[int, list[tuple[int, date, date | None]]]:
    """Give the pupils of each community with the days on which they were members, half-open."""
    found = defaultdict(list)
    agreed = (Membership.State.AGREED, Membership.State.CONFIRMED)
    rows = Membership.objects.pupils().filter(community__in=communities).exclude(answered_at=None)
    for community, student, state, answered_at, left_on in rows.values_list(
        "community", "student", "state", "answered_at", "left_on"
    ):
        if state in agreed or left_on is not None:
            until = None if state in agreed else left_on
            found[community].append((student, timezone.localdate(answered_at), until))
    return found


def _leave_of(student_ids, slots) -> dict[int, list[tuple[date, date]]]:
    found = defaultdict(list)
    days = [slot.on for slot in slots]
    leave = Leave.objects.filter(student__in=student_ids, taken_back_at=None)
    leave = leave.filter(from_on__lte=max(days), to_on__gte=min(days))
    for student, first, last in leave.values_list("student", "from_on", "to_on"):
        found[student].append((first, last))
    return found


@dataclass(frozen=True)
class Rate:
    """The attendance rate with both its numbers (F-07)."""

    came: int
    owed: int

    @property
    def percent(self) -> int | None:
        """Rounded half up; None where nothing was owed."""
        return (200 * self.came + self.owed) // (2 * self.owed) if self.owed else None


def rate_of(lines: Iterable[SessionLine]) -> Rate:
    """Give the rate over all sessions in which attendance was taken."""
    rates = [line.rate for line in lines if line.is_taken]
    return Rate(sum(came for came, _ in rates), sum(owed for _, owed in rates))


# --- one child --------------------------------------------------------------------------------------------------


def attendance_of(student: Student, user: User):
    """Give how the child attended, newest first, as far as the user may see it."""
    rows = Attendance.objects.visible_to(user).filter(student=student, slot__cancelled_at=None)
    return rows.select_related("slot__community").order_by("-slot__starts_at")


def rate_of_child(rows) -> Rate:
    """Give the rate of one child's noted sessions."""
    found = dict(rows.order_by().values_list("status").annotate(times=Count("*")))
    kinds = {name: found.get(name, 0) for name in ("present", "late", "left_early", "leave")}
    return Rate(*attendance_rate(AttendanceCount(expected=sum(found.values()), **kinds)))
