"""The scheme of an alliance as its office's school has adopted it, and what a member owes by it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from alliances.models import Alliance, Membership
from core.dates import Span
from rulebook.documents import loading
from rulebook.documents.schema import Requirement
from rulebook.models import Adoption, Obligation
from rulebook.rules.frames import Frame
from rulebook.rules.judging import State
from rulebook.rules.numbers import Numbers
from rulebook.selectors.board import is_owed_in
from rulebook.selectors.in_force import frames_among, versions_of
from rulebook.selectors.lines import Line, lines_of_schools
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
    """Give what the school itself owes by the scheme in these days, each once."""
    return owed_by_each([membership], span, today=today)[membership.pk]


def owed_by_each(members: Sequence[Membership], span: Span, *, today: date) -> dict[int, list[Line]]:
    """Give the same of several members, by their ids, in as many statements as of one."""
    schools = list({each.school_id: each.school for each in members}.values())
    terms = list(Term.objects.filter(school__in=schools))
    there = [term for term in terms if term.starts_on < span.to_on and span.from_on <= term.ends_on]
    frames = frames_among(schools, there, terms)
    rows = _obligations(members, span) if there else []
    found, by_subject = {each.pk: [] for each in members}, {each.subject: each.pk for each in members}
    for line in lines_of_schools(schools, _by_frame(rows, there, frames), today=today):
        found[by_subject[line.subject]].append(line)
    return found


def _obligations(members: Sequence[Membership], span: Span) -> list[Obligation]:
    """Give what stands on the schools' own boards; what the office owes about a member stands on that of the office."""
    documents = [loading.document(name) for name in {each.document for each in members}]
    own = [each.id for text in documents for each in text.requirements.values() if _is_of_a_school(each)]
    owed = Obligation.objects.live().for_everyone_on_the_board().filter(requirement__in=own)
    owed = owed.filter(opens_on__lt=span.to_on, due_on__gte=span.from_on)
    home = {each.subject: each.school_id for each in members}
    rows = owed.filter(subject__in=home, school__in=home.values()).order_by("due_on", "pk")
    return [row for row in rows if row.school_id == home[row.subject]]


def _is_of_a_school(requirement: Requirement) -> bool:
    return any(leg.for_each in OF_A_SCHOOL for leg in requirement.legs)


def _by_frame(
    rows: list[Obligation], terms: list[Term], frames: dict[int, Frame]
) -> Iterator[tuple[Frame, list[Obligation]]]:
    """Put each obligation to the first of the terms in which it is owed."""
    for term in terms:
        frame = frames[term.pk]
        own = [row for row in rows if is_owed_in(row, term, frame)]
        rows = [row for row in rows if row not in own]
        yield frame, own


def met_of(lines: Iterable[Line]) -> tuple[int, int]:
    """Give how many obligations are fulfilled, and of how many whose day has come; what is waived is not asked."""
    states = [line.state for line in lines]
    done = states.count(State.DONE)
    return done, done + states.count(State.LATE)
