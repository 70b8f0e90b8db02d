"""What the term report on observation says beside the quotas: feedback, weeks, inspected notes (C2.2.4, C6.4, C1.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from observations.models import Observation
from observations.selectors.quotas import Quota
from registry.models import SchoolClass
from rulebook.documents.loading import documents
from rulebook.selectors.board import obligations_of
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.lines import Line, lines_of
from schools.models import School, Term

NOTES = "observation_notes"


@dataclass(frozen=True)
class Feedback:
    """How many lessons were observed in a term, and what of them reached whom."""

    observed: int
    unannounced: int
    counting: int
    talked_over: int
    read: int
    answered: int
    told: int
    told_read: int


def feedback(school: School, term: Term, *, on: date) -> Feedback:
    """Give the counts of a term up to a day; one statement."""
    rows = Observation.objects.valid().filter(school=school, term=term, on__lte=on)
    has_notes = ~Q(notes="", timed_notes=[])
    return Feedback(
        **rows.aggregate(
            observed=Count("pk"),
            unannounced=Count("pk", filter=Q(is_announced=False)),
            counting=Count("pk", filter=Q(feedback_at__isnull=False) & has_notes),
            talked_over=Count("pk", filter=Q(feedback_at__isnull=False)),
            read=Count("pk", filter=Q(read_at__isnull=False)),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
            told=Count("pk", filter=Q(office_feedback__isnull=False)),
            told_read=Count("pk", filter=Q(office_feedback__read_at__isnull=False)),
        )
    )


@dataclass(frozen=True)
class WeekSum:
    """One week of the weekly quotas of all: how many people were judged, how many met their number."""

    number: int
    from_on: date
    judged: int
    met: int
    waived: int


def weeks(quotas: Iterable[Quota]) -> list[WeekSum]:
    """Give the weeks that are over or met, in their order (C6-R02)."""
    found: dict[tuple[int, date], list[str]] = {}
    for quota in quotas:
        for week in quota.weeks:
            if week.state in ("met", "missed", "waived"):
                found.setdefault((week.number, week.bucket.span.from_on), []).append(week.state)
    return [
        WeekSum(number, from_on, len(states) - states.count("waived"), states.count("met"), states.count("waived"))
        for (number, from_on), states in sorted(found.items(), key=lambda pair: pair[0][1])
    ]


def by_class(school: School, term: Term, *, on: date) -> list[tuple[str, int]]:
    """Give every class with the number of its lessons observed up to a day; two statements."""
    rows = Observation.objects.valid().filter(school=school, term=term, on__lte=on).order_by()
    counts = dict(rows.values_list("school_class").annotate(count=Count("*")))
    classes = SchoolClass.objects.filter(school=school).open().with_grade(on)
    ordered = sorted(classes, key=lambda each: (each.grade_number or 0, each.number))
    return [(each.name_on(on), counts.get(each.pk, 0)) for each in ordered]


def note_inspections(school: School, term: Term, *, on: date) -> list[Line]:
    """Give who inspects whose observation notes, and how far that is (C1.6, C3.8b, C5.8, C6.5, C7.4c)."""
    wanted = [
        requirement.id
        for document in documents().values()
        for requirement in document.requirements.values()
        if requirement.evidence == "check" and requirement.objects == (NOTES,)
    ]
    frame = frame_among(school, term, list(Term.objects.filter(school=school)))
    owed = obligations_of(term, frame=frame).for_everyone_on_the_board().filter(requirement__in=wanted)
    return lines_of(school, owed, frame, today=on)
