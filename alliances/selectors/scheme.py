"""The scheme of an alliance as its office's school has adopted it, and what a member owes by it."""

from collections.abc import Iterable
from datetime import date

from alliances.models import Alliance, Membership
from core.dates import Span
from rulebook.models import Adoption
from rulebook.rules.judging import State
from rulebook.rules.numbers import Numbers
from rulebook.selectors.board import obligations_of
from rulebook.selectors.in_force import frame_among, versions_of
from rulebook.selectors.lines import Line, lines_of
from schools.models import Term

OF_A_SCHOOL = {"alliance_school", "member_school"}
MONTHS = "self_check.months"


def adoption_of(alliance: Alliance, on: date) -> Adoption | None:
    """Give the adoption of the scheme at the school of the office on that day."""
    rows = Adoption.objects.filter(school=alliance.seat_id, document=alliance.document)
    return rows.in_force_on(on).order_by("-from_on", "-pk").first()


def numbers_of(alliance: Alliance, on: date) -> Numbers | None:
    """Give the numbers of the scheme that count on that day; None where it is not adopted."""
    adoption = adoption_of(alliance, on)
    if adoption is None:
        return None
    versions = versions_of([adoption])[adoption.pk]
    return ([each for each in versions if each.from_on <= on] or versions)[-1].numbers


def number(numbers: Numbers | None, key: str):
    """Give a value; None where the scheme is not adopted, has no such number, or the school sets none."""
    return numbers.get(key) if numbers and key in numbers.document.parameters else None


def report_months(alliance: Alliance, on: date) -> list[int]:
    """Give the months in which the scheme wants self-inspection reports; none where it does not speak of them."""
    return sorted(int(each) for each in number(numbers_of(alliance, on), MONTHS) or ())


def owed_by(membership: Membership, span: Span, *, today: date) -> list[Line]:
    """Give what the school itself owes by the scheme in these days, each once; three statements and eight a term."""
    terms = list(Term.objects.filter(school=membership.school_id))
    found: dict[int, Line] = {}
    for term in terms:
        if term.starts_on < span.to_on and span.from_on <= term.ends_on:
            for line in _lines(membership, term, terms, today):
                found.setdefault(line.pk, line)
    return [line for line in found.values() if _touches(line, span)]


def _lines(membership: Membership, term: Term, terms: list[Term], today: date) -> Iterable[Line]:
    frame = frame_among(membership.school, term, terms)
    owed = obligations_of(term, frame=frame).for_everyone_on_the_board()
    owed = owed.filter(subject=membership.subject, adoption__document=membership.document)
    lines = lines_of(membership.school, owed.order_by("due_on", "pk"), frame, today=today)
    return [line for line in lines if any(leg.for_each in OF_A_SCHOOL for leg in line.requirement.legs)]


def _touches(line: Line, span: Span) -> bool:
    return line.opens_on < span.to_on and span.from_on <= line.due_on


def met_of(lines: Iterable[Line]) -> tuple[int, int]:
    """Give how many obligations are fulfilled, and of how many whose day has come; what is waived is not asked."""
    states = [line.state for line in lines]
    done = states.count(State.DONE)
    return done, done + states.count(State.LATE)
