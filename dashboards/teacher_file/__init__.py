"""Everything the portal keeps about one teacher's teaching on one page: the same sections on screen and in a workbook.

Each section is read by a function of (teacher, span, reader) in a constant number of statements, through what the
reader may see: a page of one's own shows more than the same page to somebody else.
"""

from dataclasses import dataclass

from core.dates import Span
from dashboards.teacher_file.section import Line, Section
from dashboards.teacher_file.sections import SECTIONS
from registry.models import Teacher
from schools.models import School

__all__ = ["Line", "Period", "Section", "periods", "sections"]


@dataclass(frozen=True)
class Period:
    """A term, or with the code "all" the whole time."""

    code: str
    name: str
    span: Span


def periods(school: School, *, words_for_all: str) -> list[Period]:
    """Give the terms of a school, the newest first, and then all of them together."""
    found = [Period(term.code, str(term), term.span) for term in school.every_term]
    if found:
        found.append(Period("all", words_for_all, Span(found[-1].span.from_on, found[0].span.to_on)))
    return found


def sections(teacher: Teacher, span: Span, reader) -> list[Section]:
    """Give all sections, the empty ones too."""
    return [read(teacher, span, reader) for read in SECTIONS]
