"""Rounds of inspection as evidence: of each inspected teacher, of the group, of the school.

One round serves whatever it fits (L-16): what the head found in the notes of the group counts for the full check and
for the inspection of notes alike.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.dates import Span
from rulebook.rules.judging import Evidence
from rulebook.rules.people import SCHOOL
from rulebook.selectors.evidence import span_of
from schools.models import School
from teaching_checks.models import CheckObject, Inspected, Round

ROUTINE = CheckObject.TEACHING_ROUTINE.value


def inspections(school: School, spans: Mapping[str, Span]) -> Iterator[Evidence]:
    """Give the kinds "check" and "group_check", whichever are asked for; two statements."""
    if "check" in spans:
        yield from _of_people(school, spans["check"])
    for closed in _closed(school, span_of((span.from_on, span.to_on) for span in spans.values())):
        for kind, span in spans.items():
            if closed.on in span:
                yield from _READ_AS[kind](closed)


def _check(closed: "Closed") -> Iterator[Evidence]:
    """Give the closed rounds of groups and of the whole school. C1.2 … C7.5."""
    return _of_activity_records(closed) if closed.object == CheckObject.ACTIVITY_RECORD else _of_all(closed)


def _group_check(closed: "Closed") -> Iterator[Evidence]:
    """Give the closed general checks that groups made in their own time, whoever wrote them down. C3.6, C5.6."""
    if closed.mode == Round.Mode.GROUP and closed.group:
        yield Evidence("group_check", closed.on, None, f"group:{closed.group}", closed.object, ref=closed.ref)


_READ_AS = {"check": _check, "group_check": _group_check}


def _of_people(school: School, span: Span) -> Iterator[Evidence]:
    """Give each teacher's inspection on the day it was done; it is the act of the inspector, else of who entered it."""
    rows = Inspected.objects.filter(
        school=school, is_done=True, done_on__gte=span.from_on, done_on__lt=span.to_on
    ).exclude(round__object=CheckObject.ACTIVITY_RECORD)
    rows = rows.annotate(actor=Coalesce("inspector", "done_by")).order_by("done_on", "pk")
    for on, actor, person, part, public_id in rows.values_list(
        "done_on", "actor", "person", "round__object", "round__public_id"
    ):
        yield Evidence("check", on, actor, f"person:{person}", part, ref=f"round_detail:{public_id}")


@dataclass
class Closed:
    """A closed round with its done rows: how many each person inspected. `on` lies within the round's window."""

    object: str
    mode: str
    on: date
    group: int | None
    organiser: int
    is_of_all_teachers: bool
    has_scope: bool
    ref: str
    acts: Counter = field(default_factory=Counter)

    @property
    def actor(self) -> int:
        """A full check is the act of who organised it (C3.4, C3.10), any other of who inspected most."""
        if self.mode == Round.Mode.FULL and not self.group:
            return self.organiser
        most = max(self.acts.values())
        first = [user for user, times in self.acts.items() if times == most]
        return self.organiser if self.organiser in first else min(first)


def _of_all(closed: Closed) -> Iterator[Evidence]:
    """Give a round as one record of the group or, where teachers of the whole school were inspected, of the school.

    A full look at one object of all is a look at the teaching routine too, and the text wants that done twice a term
    without asking what of it (C3.10, C5.10).
    """
    if not closed.group and not closed.is_of_all_teachers:
        return
    subject = f"group:{closed.group}" if closed.group else SCHOOL
    parts = {closed.object}
    if closed.mode in (Round.Mode.FULL, Round.Mode.FACE_TO_FACE, Round.Mode.GROUP) and not closed.has_scope:
        parts.add(ROUTINE)
    for part in sorted(parts):
        yield Evidence("check", closed.on, closed.actor, subject, part, ref=closed.ref)


def _of_activity_records(closed: Closed) -> Iterator[Evidence]:
    """Give each leader's look through the records of activities: one act, however many they were. C6.1, C7.1."""
    subject = f"group:{closed.group}" if closed.group else SCHOOL
    for actor in sorted(closed.acts):
        yield Evidence("check", closed.on, actor, subject, closed.object, ref=closed.ref)


def _closed(school: School, span: Span) -> Iterable[Closed]:
    """Give the closed rounds that touch the span and in which somebody was inspected; one statement."""
    rows = Inspected.objects.filter(
        is_done=True,
        round__school=school,
        round__state=Round.State.CLOSED,
        round__from_on__lt=span.to_on,
        round__to_on__gte=span.from_on,
    )
    actor = Coalesce("inspector", "done_by")
    scope = Coalesce("round__campus", "round__grade", "round__subject")
    counted = rows.order_by("round__from_on", "round_id").values_list(*_COLUMNS, scope, actor).annotate(n=Count("pk"))
    found: dict[int, Closed] = {}
    for pk, *columns, user, number in counted:
        if pk not in found:
            found[pk] = _read(*columns)
        found[pk].acts[user] = number
    return found.values()


_COLUMNS = (
    "round",
    "round__public_id",
    "round__object",
    "round__mode",
    "round__group",
    "round__organiser",
    "round__whom",
    "round__from_on",
    "round__to_on",
    "round__closed_at",
)


def _read(public_id, what, mode, group, organiser, whom, from_on, to_on, closed_at, scope) -> Closed:
    return Closed(
        object=what,
        mode=mode,
        on=max(from_on, min(timezone.localdate(closed_at), to_on)),
        group=group,
        organiser=organiser,
        is_of_all_teachers=whom == Round.Whom.TEACHERS,
        has_scope=scope is not None,
        ref=f"round_detail:{public_id}",
    )
