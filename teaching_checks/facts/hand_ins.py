"""Plans missing, summaries and papers late (C4-D02, C4-D05, C4-D06, F-11)."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from core.dates import Span
from deductions.kinds import Event, Fact
from schools.models import School
from teaching_checks.models import HandIn, HandInCall
from teaching_checks.selectors.hand_ins import Lateness, lateness

Kind = HandInCall.Kind
LATE = {Kind.SUBJECT_SUMMARY: Event.SUMMARY_LATE, Kind.TEACHING_PAPER: Event.PAPER_LATE}


def facts(school: School, span: Span) -> Iterator[Fact]:
    """Give what is settled in the span: late hand-ins on the day they came, missing ones on the day of the close.

    While a call is open, what has not come may still come and costs nothing. Six statements.
    """
    came = Q(call__kind__in=LATE, handed_in_at__date__gte=span.from_on, handed_in_at__date__lt=span.to_on)
    closed = Q(
        call__kind__in=[*LATE, Kind.TEACHING_PLAN],
        call__closed_at__date__gte=span.from_on,
        call__closed_at__date__lt=span.to_on,
        handed_in_at=None,
    )
    rows = HandIn.objects.filter(came | closed, school=school).exclude(state=HandIn.State.EXCUSED)
    rows = rows.select_related("call").order_by("pk")
    for late in lateness(school, rows, today=span.last_on + timedelta(days=1)):
        fact = _missing(late) if late.hand_in.call.kind == Kind.TEACHING_PLAN else _late(late)
        if fact:
            yield fact


def _missing(late: Lateness) -> Fact:
    row = late.hand_in
    return _fact(Event.TEACHING_PLAN_MISSING, row, {"times": Decimal(1)})


def _late(late: Lateness) -> Fact | None:
    row = late.hand_in
    return _fact(LATE[row.call.kind], row, {"days": Decimal(late.days)}) if late.days else None


def _fact(event: Event, row: HandIn, figures: dict[str, Decimal]) -> Fact:
    at = row.handed_in_at or row.call.closed_at
    reporter = row.call.closed_by_id if row.handed_in_at is None else row.call.made_by_id
    ref = f"handin_show:{row.public_id}"
    key = f"hand_in:{row.pk}"
    return Fact(event, key, row.teacher_id, timezone.localdate(at), figures, reporter=reporter, ref=ref)
