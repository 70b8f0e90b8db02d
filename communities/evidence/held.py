"""Who was in which community from when to when, of a whole school in one statement."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from communities.models import Membership
from core.dates import Span
from schools.models import School

KIND, STATE = Membership.Kind, Membership.State
AGREED = (STATE.AGREED, STATE.CONFIRMED)


class Held(NamedTuple):
    """One membership, half-open [from_on, until); `user` is the account of a parent or an adviser."""

    kind: str
    community: int
    page: UUID
    society: int
    student: int | None
    user: int | None
    from_on: date
    until: date | None
    is_leader: bool
    answered_by: int

    @property
    def subject(self) -> str:
        return f"community:{self.community}"

    @property
    def ref(self) -> str:
        return f"community_detail:{self.page}"

    def is_in_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until is None or day < self.until)


COLUMNS = ("kind", "community", "community__public_id", "community__society", "student", "guardian__user",
           "teacher__user", "answered_at", "left_on", "is_leader", "answered_by")  # fmt: skip


def memberships(school: School, span: Span, **where) -> Iterator[Held]:
    """Give whoever had agreed to be in a community on any day of the span; those who have left, until then."""
    was_in = Q(state__in=AGREED) | Q(state=STATE.LEFT, left_on__gt=span.from_on)
    rows = Membership.objects.filter(was_in, school=school, answered_at__isnull=False, **where)
    for row in rows.order_by("answered_at", "pk").values_list(*COLUMNS):
        kind, community, page, society, student, parent, adviser, answered_at, left_on, is_leader, by = row
        from_on = timezone.localdate(answered_at)
        if from_on < span.to_on and (left_on is None or from_on < left_on):
            yield Held(kind, community, page, society, student, parent or adviser, from_on, left_on, is_leader, by)
