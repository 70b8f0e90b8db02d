"""Six-earnests evaluations that are final (C4.3b)."""

from collections.abc import Iterator

from core.dates import Span
from rulebook.rules.judging import Evidence
from rulebook.rules.people import person
from schools.models import School
from teaching_checks.models import SixEarnestsReview


def final(school: School, span: Span) -> Iterator[Evidence]:
    """Give the evaluations made final in the span, each about one teacher."""
    rows = SixEarnestsReview.objects.final().filter(school=school, final_on__gte=span.from_on, final_on__lt=span.to_on)
    for about, actor, on in rows.order_by("final_on", "pk").values_list("person", "written_by", "final_on"):
        yield Evidence("six_earnests_review", on, actor, person(about))
