"""Experiments that somebody else has verified as not done (C4-D15)."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from core.dates import Span
from deductions.kinds import Event, Fact
from schools.models import School
from teaching_checks.models import Experiment


def facts(school: School, span: Span) -> Iterator[Fact]:
    """Give what was verified in the span as not done, on the day of the verification; one statement."""
    rows = Experiment.objects.filter(
        school=school,
        state=Experiment.State.MISSED,
        judged_at__date__gte=span.from_on,
        judged_at__date__lt=span.to_on,
    ).order_by("pk")
    for row in rows:
        on, ref = timezone.localdate(row.judged_at), f"experiment_show:{row.public_id}"
        yield Fact(
            Event.EXPERIMENT_MISSED,
            f"experiment:{row.pk}",
            row.teacher_id,
            on,
            {"times": Decimal(1)},
            reporter=row.judged_by_id,
            ref=ref,
        )
