"""Rounds of inspection as evidence: of each inspected teacher, of the group, of the school.

One round serves whatever it fits (L-16): what the head found in the notes of the group counts for the full check and
for the inspection of notes alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.dates import Span
from rulebook.rules.judging import Evidence
from rulebook.rules.people import SCHOOL
from schools.models import School
from teaching_checks.models import CheckObject, Inspected, Round

ROUTINE = CheckObject.TEACHING_ROUTINE.value


def checks(school: School, span: Span) -> Iterator[Evidence]:
    """Give what was inspected of each teacher, and the closed rounds of groups and of the whole school. C1.2 … C7.5."""
    yield from _of_people(school, span)
    for closed in _closed(school, span):
        yield from _of_activity_records(closed) if closed.object == CheckObject.ACTIVITY_RECORD else _of_all(closed)


def group_checks(school: School, span: Span) -> Iterator[Evidence]:
    """Give the closed general checks that groups made in their own time, whoever wrote them down. C3.6, C5.6."""
    for closed in _closed(school, span):
        if closed.mode == Round.Mode.GROUP and closed.group:
            yield Evidence("group_check", closed.on, None, f"group:{closed.group}", closed.object, ref=closed.ref)


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


def _closed(school: School, span: Span) -> list[Closed]:
    """Give the closed rounds of the span in which somebody was inspected; two statements."""
    rounds = Round.objects.filter(
        school=school, state=Round.State.CLOSED, from_on__lt=span.to_on, to_on__gte=span.from_on
    )
    acts: dict[int, Counter] = defaultdict(Counter)
    done = Inspected.objects.filter(round__in=rounds, is_done=True).annotate(actor=Coalesce("inspector", "done_by"))
    for number, actor in done.order_by("pk").values_list("round", "actor"):
        acts[number][actor] += 1
    found = [_read(row, acts[row["pk"]]) for row in _columns(rounds) if row["pk"] in acts]
    return [closed for closed in found if closed.on in span]


def _columns(rounds):
    names = ("pk", "public_id", "object", "mode", "group", "organiser", "whom", "from_on", "to_on", "closed_at")
    scope = {"scoped": Coalesce(F("campus"), F("grade"), F("subject"))}
    return rounds.annotate(**scope).order_by("from_on", "pk").values(*names, "scoped")


def _read(row: dict, acts: Counter) -> Closed:
    closed_on = timezone.localdate(row["closed_at"])
    return Closed(
        object=row["object"],
        mode=row["mode"],
        on=max(row["from_on"], min(closed_on, row["to_on"])),
        group=row["group"],
        organiser=row["organiser"],
        is_of_all_teachers=row["whom"] == Round.Whom.TEACHERS,
        has_scope=row["scoped"] is not None,
        ref=f"round_detail:{row['public_id']}",
        acts=acts,
    )
