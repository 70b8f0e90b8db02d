"""Whom a call asks, how late each hand-in is, and how calls stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Post
from accounts.roles import Role
from core.dates import Span
from registry.models import GroupMembership, Teacher, TeachingAssignment
from schools.models import School
from schools.selectors import school_calendar
from teaching_checks.models import HandIn, HandInCall
from teaching_checks.rules.hand_ins import DAYS_BY_KIND, late_by
from teaching_checks.selectors.numbers import numbers_over

DAY = timedelta(days=1)


def asked_teachers(call: HandInCall, day: date) -> QuerySet[Teacher]:
    """Give the teachers whom a call asks on a day: who teaches or belongs to a group, one group, or the heads."""
    teachers = Teacher.objects.filter(school=call.school_id).employed_on(day)
    member = GroupMembership.objects.held_on(day).filter(teacher=OuterRef("pk"))
    if call.audience == HandInCall.Audience.GROUP:
        return teachers.filter(Exists(member.filter(group=call.group_id)))
    if call.audience == HandInCall.Audience.HEADS:
        heads = Post.objects.held_on(day).filter(school=call.school_id, role=Role.RESEARCH_GROUP_HEAD)
        return teachers.filter(user__in=heads.values("user"))
    teaches = TeachingAssignment.objects.held_on(day).filter(teacher=OuterRef("pk"))
    return teachers.filter(Exists(member) | Exists(teaches))


def has_head(teacher: Teacher, day: date) -> bool:
    """Tell whether somebody else heads a group of the teacher on that day."""
    groups = GroupMembership.objects.held_on(day).filter(teacher=teacher).values("group")
    heads = Post.objects.held_on(day).filter(
        school=teacher.school_id, role=Role.RESEARCH_GROUP_HEAD, scope_id__in=groups
    )
    return heads.exclude(user=teacher.user_id).exists()


def with_heads(rows: QuerySet[HandIn], day: date) -> QuerySet[HandIn]:
    """Add `is_headed`: whether somebody else heads a group of the teacher on that day."""
    memberships = GroupMembership.objects.held_on(day).filter(teacher=OuterRef(OuterRef("teacher")))
    heads = Post.objects.held_on(day).filter(
        role=Role.RESEARCH_GROUP_HEAD, scope_id__in=memberships.values("group"), school=OuterRef("school")
    )
    return rows.annotate(is_headed=Exists(heads.exclude(user=OuterRef("person"))))


def for_listing(rows: QuerySet[HandIn]) -> QuerySet[HandIn]:
    """Load what a list of hand-ins shows."""
    return rows.select_related("call", "school", "teacher", "approved_by", "checked_by", "returned_by")


def calls_with_counts(calls: QuerySet[HandInCall]) -> QuerySet[HandInCall]:
    """Add to each call how many are `asked`, `missing`, `came` and are `checked` by the office."""
    return calls.select_related("group", "term").annotate(
        asked=Count("hand_ins"),
        missing=Count("hand_ins", filter=Q(hand_ins__handed_in_at=None) & ~Q(hand_ins__state=HandIn.State.EXCUSED)),
        came=Count("hand_ins", filter=Q(hand_ins__handed_in_at__isnull=False)),
        checked=Count("hand_ins", filter=Q(hand_ins__state=HandIn.State.ACCEPTED)),
    )


@dataclass(frozen=True)
class Lateness:
    """How many days late, and which days count."""

    hand_in: HandIn
    days: int
    mode: str


def lateness(school: School, rows: Iterable[HandIn], *, today: date) -> list[Lateness]:
    """Give how late each is by F-11, in the mode that the adopted C4 says; what is missing counts until today, and
    what a closed call lacks until the day on which it was closed. Five statements."""
    rows = list(rows)
    if not rows:
        return []
    first = min(row.call.due_on for row in rows)
    last = max(today, *(row.call.due_on for row in rows))
    calendar = school_calendar(school, first, last + 2 * DAY)
    numbers = numbers_over(school, Span(first, last + DAY))
    found = []
    for row in rows:
        mode = numbers.get("C4", DAYS_BY_KIND.get(row.call.kind, ""), row.call.due_on) or "calendar_days"
        days = 0 if row.state == HandIn.State.EXCUSED else _late(row, today, mode, calendar)
        found.append(Lateness(row, days, mode))
    return found


def _late(row: HandIn, today: date, mode: str, calendar) -> int:
    closed = timezone.localdate(row.call.closed_at) if row.call.closed_at else today
    came = timezone.localdate(row.handed_in_at) if row.handed_in_at else None
    return late_by(due_on=row.call.due_on, handed_in_on=came, until=min(closed, today), mode=mode, calendar=calendar)


def handed_in(school: School, span: Span) -> QuerySet[HandIn]:
    """Give what was handed in in the span, in the order of the days; one statement."""
    return (
        HandIn.objects.filter(school=school, handed_in_at__date__gte=span.from_on, handed_in_at__date__lt=span.to_on)
        .select_related("call")
        .order_by("handed_in_at", "pk")
    )
