"""Observations with what a list or a page shows of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from observations.models import Observation
from registry.models import SchoolClass
from sheets.rules import Kind, Sheet


def for_listing(observations: QuerySet) -> QuerySet:
    """Load teacher, subject and class; one statement more for all classes."""
    classes = Prefetch("school_class", queryset=SchoolClass.objects.with_grade())
    return observations.select_related("teacher", "subject").prefetch_related(classes)


def for_reading(observations: QuerySet) -> QuerySet:
    """Load all persons of one observation and its sheet; the class is named by who reads it."""
    return observations.select_related("teacher", "subject", "observer", "sheet", "feedback_by", "school")


@dataclass(frozen=True)
class Criterion:
    """One line of the sheet as it was filled; `most` are the full marks of a score, else nothing."""

    dimension: str
    name: str
    value: str
    most: Decimal | None = None


def scored(observation: Observation) -> Sequence[Criterion]:
    """Give what was entered in the sheet, in its order; nothing without a sheet."""
    if not observation.sheet:
        return []
    sheet, values = observation.sheet.sheet, observation.scores
    return [
        Criterion(
            item.dimension,
            item.name,
            _value(sheet, item.kind, values[item.code]),
            item.most if item.kind is Kind.SCORE else None,
        )
        for item in sheet.items
        if values.get(item.code)
    ]


def grade_name(observation: Observation) -> str:
    """Give the grade in the reader's language; nothing without one."""
    return _grade(observation.sheet.sheet, observation.grade) if observation.sheet else ""


def _value(sheet: Sheet, kind: Kind, value: str) -> str:
    if kind is Kind.TICK:
        return "✓"
    return _grade(sheet, value) if kind is Kind.GRADE else value


def _grade(sheet: Sheet, code: str) -> str:
    return next((line.name for line in sheet.grades if line.code == code), code)
