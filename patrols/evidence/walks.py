"""Finished registers of a period as evidence of the daily patrol.

The register of a day exists when at least one period was walked to its end: every lesson held then has an entry. The
text says neither how many periods nor that one person is everywhere at once; a school that wants two walks a day says
so by its number (C2-K02.min, C7-K10.min), so each finished walk is one record. It counts as attendance (C2.2.1), and
as the norms of teaching (C7.7) when those were looked at too (X-25).
"""

from collections.abc import Iterator

from core.dates import Span
from patrols.models import PatrolWalk
from rulebook.rules.judging import Evidence
from schools.models import School

ATTENDANCE, NORMS = "attendance", "classroom_norms"


def walks(school: School, span: Span) -> Iterator[Evidence]:
    """Give each finished walk of the span; one statement."""
    rows = PatrolWalk.objects.filter(
        school=school, on__gte=span.from_on, on__lt=span.to_on, finished_at__isnull=False
    ).order_by("on", "period")
    for on, actor, saw_norms in rows.values_list("on", "finished_by", "saw_norms"):
        for part in (ATTENDANCE, NORMS)[: 1 + saw_norms]:
            yield Evidence("patrol", on, actor, part=part, ref=f"patrol_day:{on.isoformat()}")
