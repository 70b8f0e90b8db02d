"""What a school has set in the documents it has adopted, as the records of teaching need it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.dates import Span
from rulebook.documents.schema import Value
from rulebook.rules.expanding import InForce
from rulebook.rules.numbers import version_on
from rulebook.selectors.in_force import in_force
from schools.models import School


@dataclass(frozen=True)
class NumbersOver:
    """The numbers of the documents that are in force on some day of a span."""

    documents: Sequence[InForce]

    def get(self, document: str, key: str, day: date) -> Value:
        """Give the number of a document by the version of that day; None where it is not in force, or has none."""
        held = (each for each in self.documents if each.document.id == document and _holds(each, day))
        found = next(held, None)
        if found is None or key not in found.document.parameters:
            return None
        return version_on(found.versions, day).numbers.get(key)


def _holds(each: InForce, day: date) -> bool:
    return each.from_on <= day and (each.to_on is None or day < each.to_on)


def numbers_over(school: School, span: Span) -> NumbersOver:
    """Give the numbers that a school has set, for any day of the span; three statements."""
    return NumbersOver(in_force(school, span))
