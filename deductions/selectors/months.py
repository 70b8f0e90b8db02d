"""The months of a term as statements are made of them: every day from term to term lies in one (X-36)."""

from dataclasses import dataclass
from datetime import date

from core.dates import Span
from deductions.models import Closing
from deductions.rules.documents import DOCUMENT
from rulebook.documents import loading
from rulebook.models import Adoption
from rulebook.rules.frames import Frame
from rulebook.rules.numbers import Numbers, version_on
from rulebook.selectors.in_force import frame, versions_of
from schools.models import School, Term


@dataclass(frozen=True)
class Month:
    """One month of a term; `closing` once it is frozen."""

    term: Term
    number: int
    span: Span
    closing: Closing | None = None

    def is_over(self, today: date) -> bool:
        return self.span.to_on <= today


def months_of(school: School, term: Term) -> list[Month]:
    """Give the months of a term in their order; closed ones keep the days they had. Six statements."""
    found = frame(school, term)
    closed = {each.month: each for each in Closing.objects.filter(school=school, term=term).select_related("closed_by")}
    spans = _spans(found, _definition(school, found))
    return [
        Month(term, number, closed[number].span if number in closed else span, closed.get(number))
        for number, span in enumerate(spans, 1)
    ]


def month_on(months: list[Month], day: date) -> Month:
    """Give the month in which a day lies, else the nearest."""
    return next((m for m in months if day < m.span.to_on), months[-1])


def _spans(found: Frame, definition: str) -> list[Span]:
    """Let each month last until the next begins, the last one until the next term."""
    begins = [month.span.from_on for month in found.months(definition)] or [found.span.from_on]
    begins[0] = found.reach.from_on
    return [Span(first, after) for first, after in zip(begins, [*begins[1:], found.reach.to_on], strict=True)]


def _definition(school: School, found: Frame) -> str:
    adoptions = list(
        Adoption.objects.filter(school=school, document=DOCUMENT).touching(found.span.from_on, found.span.to_on)
    )
    versions = [each for several in versions_of(adoptions).values() for each in several]
    if versions:
        return version_on(versions, found.span.from_on).numbers.get("month.definition")
    return Numbers(loading.document(DOCUMENT)).get("month.definition")
