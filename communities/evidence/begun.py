"""The sessions of a school that have begun, in one statement: what is to come proves nothing yet."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from communities.models import Slot
from communities.models.rotas import SESSIONS
from core.dates import Span
from rulebook.rules.judging import Evidence
from schools.models import School


class Session(NamedTuple):
    """One session that stood in a filed rota and was not cancelled."""

    pk: int
    community: int
    page: UUID
    on: date
    starts_at: datetime
    ends_at: datetime
    venue: int | None

    def evidence(self, kind: str, *, is_right: bool = True) -> Evidence:
        """Give the record of it; its page lists the community's sessions with figures, not children."""
        return Evidence(
            kind, self.on, None, f"community:{self.community}", is_right=is_right, ref=f"attendance_list:{self.page}"
        )


COLUMNS = ("pk", "community", "community__public_id", "on", "starts_at", "ends_at", "venue")


def begun(school: School, span: Span, **where) -> QuerySet[Slot]:
    """Keep the sessions of the span that have begun."""
    found = Slot.objects.filed().held().filter(school=school, on__gte=span.from_on, on__lt=span.to_on)
    return found.filter(**{"kind__in": SESSIONS, "starts_at__lte": timezone.now(), **where})


def sessions(slots: QuerySet[Slot]) -> list[Session]:
    return [Session(*row) for row in slots.order_by("starts_at", "pk").values_list(*COLUMNS)]
