"""Hand-ins as evidence of who owes them, and their looking through as checks of teaching plans (C3.3, C4.1b, C4.3)."""

from collections.abc import Iterator
from itertools import chain

from django.utils import timezone

from core.dates import Span
from rulebook.kinds import Rows
from rulebook.rules.judging import Evidence
from rulebook.rules.people import person
from schools.models import School
from teaching_checks.models import HandIn, HandInCall
from teaching_checks.selectors.hand_ins import handed_in

# The kind of evidence → what is handed in.
WHAT = {"hand_in": HandInCall.Kind.TEACHING_PLAN}
PLAN = "teaching_plan"


def of_kind(code: str) -> Rows:
    """Give the source of one kind: what came in the span, on the day of the first version that counts."""
    kind = WHAT.get(code, code)
    part = PLAN if code == "hand_in" else ""

    def rows(school: School, span: Span) -> Iterator[Evidence]:
        for each in handed_in(school, span).filter(call__kind=kind):
            on, ref = timezone.localdate(each.handed_in_at), f"handin_show:{each.public_id}"
            yield Evidence(code, on, each.person_id, person(each.person_id), part, ref=ref)

    return rows


def hand_in_checks(school: School, span: Span) -> Iterator[Evidence]:
    """Give the looks at teaching plans as checks: the head who approved (C3-K14), the office that checked (C3-K01).

    For the source of kind "check"; one statement.
    """
    plans = HandIn.objects.filter(school=school, call__kind=HandInCall.Kind.TEACHING_PLAN, handed_in_at__isnull=False)
    looks = plans.exclude(approved_at=None, checked_at=None).order_by("pk")
    yield from chain.from_iterable(_looks(each, span) for each in looks)


def _looks(row: HandIn, span: Span) -> Iterator[Evidence]:
    for at, by in ((row.approved_at, row.approved_by_id), (row.checked_at, row.checked_by_id)):
        if at and timezone.localdate(at) in span:
            ref = f"handin_show:{row.public_id}"
            yield Evidence("check", timezone.localdate(at), by, person(row.person_id), PLAN, ref=ref)
