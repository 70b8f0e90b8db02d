"""The records of a school in a span, of all kinds that are asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Q

from core.dates import Span
from rulebook import kinds
from rulebook.models import Attestation
from rulebook.rules.judging import Evidence, Records
from schools.models import School


def load_records(schools: Sequence[School], spans: Mapping[str, Span], *, standing: Iterable[str] = ()) -> Records:
    """Give the records of each kind in its span: one statement for what was attested, a constant number for each app's.

    Each kind has a span of its own, for one obligation over three years must not load the daily records of three.
    Of `standing` kinds also what began before the span and still holds. Several schools only for what is owed about
    things that tell whose they are.
    """
    return Records.of(_rows(schools, spans, set(standing)))


def _rows(schools: Sequence[School], spans: Mapping[str, Span], standing: set[str]) -> Iterator[Evidence]:
    asked: dict[kinds.Reading, dict[str, Span]] = defaultdict(dict)
    for kind, span in sorted(spans.items()):
        found = kinds.evidence_kind(kind)
        if found and found.of_several and len(schools) > 1:
            yield from found.of_several(schools, span)
        elif found:
            asked[found.reading][kind] = span
    for reading, of_each in asked.items():
        for school in schools:
            yield from reading(school, of_each)
    if spans:
        whole = span_of((span.from_on, span.to_on) for span in spans.values())
        yield from _attested(schools, whole, set(spans), standing)


def _attested(schools: Sequence[School], span: Span, asked: set[str], standing: set[str]) -> Iterator[Evidence]:
    in_time = Q(on__gte=span.from_on) | Q(kind__in=standing)
    rows = Attestation.objects.valid().filter(in_time, school__in=schools, kind__in=asked, on__lt=span.to_on)
    columns = ("kind", "on", "actor", "subject", "part", "amount", "whole", "until_on", "public_id")
    for kind, on, actor, subject, part, amount, whole, until, public_id in rows.order_by("on", "pk").values_list(
        *columns
    ):
        yield Evidence(kind, on, actor, subject, part, amount, whole, until, True, f"attested:{public_id}")


def span_of(days: Iterable[tuple[date, date]]) -> Span:
    """Give the span from the first to the last of these."""
    pairs = list(days)
    return Span(min(first for first, _ in pairs), max(last for _, last in pairs))
