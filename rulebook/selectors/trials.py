"""The board that a document would have given in a term, by the records there are. Nothing is written."""

from dataclasses import dataclass
from datetime import date

from rulebook.kinds import TrialPart, trial_parts
from rulebook.rules.expanding import Finding
from rulebook.rules.numbers import Numbers
from rulebook.selectors.board import Board, Filter, assemble
from rulebook.selectors.estimates import PROPOSED, calendar_findings, expansion, proposed
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.lines import lines_of_drafts
from schools.models import School, Term


@dataclass(frozen=True)
class Trial:
    """The board, what could not be asked of anybody, and what apps above add (deductions)."""

    board: Board
    findings: list[Finding]
    parts: list[TrialPart]


def trial(school: School, numbers: Numbers, term: Term, *, today: date) -> Trial:
    """Judge a term as if the document had been in force from its first day; a constant number of statements."""
    frame = frame_among(school, term, list(Term.objects.filter(school=school)))
    found = expansion(school, numbers, frame, as_of=min(today, term.ends_on))
    versions = {PROPOSED: proposed(numbers, from_on=frame.span.from_on).versions[0]}
    drafts = [draft for draft in found.drafts if not draft.requirement.is_voluntary]  # on no board (L-06)
    lines = lines_of_drafts(school, drafts, versions, frame, today=today)
    parts = [part(school, numbers, term, today=today) for part in trial_parts()]
    return Trial(
        board=assemble(lines, frame, Filter()),
        findings=[*calendar_findings(school, frame), *found.findings],
        parts=[part for part in parts if part],
    )
