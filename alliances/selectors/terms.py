"""The term that pages and reports of an alliance show, and the numbers in force at the school of its office."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from alliances.models import Alliance
from core.dates import Span
from rulebook.documents.loading import document
from rulebook.rules.numbers import version_on
from rulebook.selectors.in_force import in_force
from schools.models import Term
from schools.selectors import terms_and_current


@dataclass(frozen=True)
class Terms:
    """The terms of the school of the office, newest first, and the one asked for; None where there is none."""

    rows: list[Term]
    chosen: Term | None
    until: date | None = None

    @property
    def span(self) -> Span | None:
        """The days of the term, those alone that the reader's school shares in."""
        if self.chosen is None:
            return None
        span = self.chosen.span
        return Span(span.from_on, min(span.to_on, self.until)) if self.until else span


def terms_of(alliance: Alliance, asked: str, today: date, until: date | None = None) -> Terms:
    """Give the term with that public id, else today's; with `until` those that began before it. One statement."""
    rows, current = terms_and_current(alliance.seat, {}, today)
    if until:
        rows = [term for term in rows if term.starts_on < until]
        current = current if current in rows else next(iter(rows), None)
    return Terms(rows, next((term for term in rows if str(term.public_id) == asked), current), until)


def number_of(alliance: Alliance, key: str, day: date) -> Decimal | None:
    """Give a number as set by the school of the office on that day, as the text has it without; three statements."""
    here = in_force(alliance.seat, Span(day, day + timedelta(days=1)))
    mine = next((each for each in here if each.document.id == alliance.document), None)
    text = document(alliance.document)
    if key not in text.parameters:
        return None
    return version_on(mine.versions, day).numbers.number(key) if mine else text.parameters[key].default
