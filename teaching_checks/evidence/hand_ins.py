"""Hand-ins as evidence of who owes them, and their looking through as checks of teaching plans (C3.3, C4.1b, C4.3)."""

from collections.abc import Iterator, Mapping
from itertools import chain

from django.utils import timezone

from core.dates import Span
from rulebook.rules.judging import Evidence
from rulebook.rules.people import person
from rulebook.selectors.evidence import span_of
from schools.models import School
from teaching_checks.models import HandIn, HandInCall
from teaching_checks.selectors.hand_ins import handed_in

# The kind of evidence → what is handed in.
WHAT = {"hand_in": HandInCall.Kind.TEACHING_PLAN}
PLAN = "teaching_plan"


def hand_ins(school: School, spans: Mapping[str, Span]) -> Iterator[Evidence]:
    """Give of each kind what came in its span, on the day of the first version that counts; one statement."""
    codes = {WHAT.get(code, code): code for code in spans}
    whole = span_of((span.from_on, span.to_on) for span in spans.values())
    rows = handed_in(school, whole).filter(call__kind__in=codes)
    for kind, at, user, public_id in rows.values_list("call__kind", "handed_in_at", "person", "public_id"):
        code, on = codes[kind], timezone.localdate(at)
        if on in spans[code]:
            part = PLAN if code == "hand_in" else ""
            yield Evidence(code, on, user, person(user), part, ref=f"handin_show:{public_id}")


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
