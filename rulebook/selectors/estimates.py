"""What one document asks, or would ask, of this school in one term; in force or not. Nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rulebook.documents.schema import Document
from rulebook.rules import phases
from rulebook.rules.estimating import Share, shares
from rulebook.rules.expanding import Draft, Expansion, Finding, InForce, Scene, expand
from rulebook.rules.frames import Frame
from rulebook.rules.numbers import Dated, Numbers
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.people import load_people
from schools.calendar import unknown_years
from schools.models import School, Term

PROPOSED = 0  # the key of a version that is not stored


@dataclass(frozen=True)
class Estimate:
    """The drafts of a term, added up for each requirement, and what could not be asked of anybody."""

    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def shares(self) -> dict[str, Share]:
        return shares(self.drafts)

    @property
    def people(self) -> int:
        return len({user for draft in self.drafts for user in draft.bearers})


def estimate(
    school: School,
    document: Document,
    term: Term | None,
    *,
    as_of: date,
    numbers: Numbers | None = None,
    from_on: date | None = None,
) -> Estimate:
    """Give what a document asks in a term by these numbers, else by the text's and our proposals; six statements.

    From the term's first day on, or from the day when it comes into force.
    """
    if term is None:
        return Estimate(findings=[Finding("no_term", "")])
    frame = frame_among(school, term, list(Term.objects.filter(school=school)))
    numbers = numbers or Numbers(document, accepts_suggestions=True)
    found = expansion(school, numbers, frame, as_of=as_of, from_on=from_on)
    return Estimate(found.drafts, [*calendar_findings(school, frame), *found.findings])


def expansion(school: School, numbers: Numbers, frame: Frame, *, as_of: date, from_on: date | None = None) -> Expansion:
    """Expand a document as if it were in force from the term's first day, or from the day given."""
    force = proposed(numbers, from_on=from_on or frame.span.from_on)
    people = load_people(school, frame.reach, wanted=kinds_of([numbers.document]))
    return expand(Scene(force, frame, people, as_of, frozenset(school.stages)))


def proposed(numbers: Numbers, *, from_on: date) -> InForce:
    """Give a document that is not stored as the rules take one in force."""
    version = Dated(PROPOSED, from_on, False, numbers)
    return InForce(PROPOSED, numbers.document, [version], from_on, phases=phases.spans(numbers.values))


def kinds_of(documents: Iterable[Document]) -> set[str]:
    """Give the kinds of things that documents count: classes, hazard areas; several joined by "+" stay joined."""
    legs = [leg for document in documents for r in document.requirements.values() for leg in r.legs]
    asked = {kind for leg in legs for kind in (leg.for_each, leg.where)}
    asked |= {r.coverage for document in documents for r in document.requirements.values()}
    return {kind for kind in asked if kind not in ("", "self", "school") and ":" not in kind}


def calendar_findings(school: School, frame: Frame) -> list[Finding]:
    """Say which years of a term have no holidays yet (F-20)."""
    years = unknown_years(frame.span, school.own_holiday_years)
    return [Finding("no_holidays", "", where=str(year)) for year in years]
