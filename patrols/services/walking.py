"""The patrol: entries of lessons as one walks, and the register of a period that is finished (C2.2.1, C7.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from patrols.models import PatrolEntry, PatrolWalk, Reason
from patrols.rules.patrol import faults_of, is_open_for_entries
from registry.models import TimetableSlot
from registry.selectors.timetable import Lesson, lessons_on
from schools.models import School

AS_PLANNED = {
    "late": None, "left": None, "is_absent": False, "is_swapped": False, "really": "",
    "norms": (), "note": "", "handled": "", "highlight": "",
}  # fmt: skip


class Overtaken(Refused):
    """Somebody else has entered the lesson since the page was drawn: `entry` is the newest, None when it was undone."""

    def __init__(self, entry: PatrolEntry | None):
        super().__init__("overtaken")
        self.entry = entry


@dataclass(frozen=True)
class Time:
    """A period of a day at a school."""

    school: School
    on: date
    period: int


def lessons_at(time: Time) -> list[Lesson]:
    """Give the lessons that are really held then, class by class; at most seven statements."""
    return [each for each in lessons_on(time.school, time.on) if each.period == time.period and not each.is_cancelled]


@transaction.atomic
def record(*, time: Time, slot: TimetableSlot, found: dict, seen: str, by: User, now=None) -> PatrolEntry:
    """Enter what was found in a lesson, or correct it; `seen` is the version that the page showed, "" for none.

    found: the fields of AS_PLANNED, and "photo" where there is a new one. Raises Refused: "not-open", "no-lesson",
    a fault of rules.patrol.faults_of, and Overtaken.
    """
    now = now or timezone.now()
    _refuse_closed(time, now)
    for fault in faults_of(**{name: found[name] for name in ("late", "left", "is_absent", "is_swapped", "really")}):
        raise Refused(fault)
    lesson = next((each for each in lessons_at(time) if each.slot == slot), None)
    if lesson is None:
        raise Refused("no-lesson")
    walk = _walk(time, by)
    entry = PatrolEntry.objects.filter(school_class=slot.school_class_id, on=time.on, period=time.period).first()
    if (entry.seen if entry else "") != seen:
        raise Overtaken(entry)
    with pghistory.context(user=by.pk):
        entry = _save(_told(entry or _new(walk), lesson), found, by, now)
        if not entry.is_missing:
            Reason.objects.filter(entry=entry).delete()
    return entry


@transaction.atomic
def all_as_planned(*, time: Time, by: User, now=None) -> int:
    """Enter every lesson of the period that has no entry yet as planned; give how many.

    Raises Refused: "not-open", "no-lesson" (nothing is taught then).
    """
    now = now or timezone.now()
    _refuse_closed(time, now)
    held = lessons_at(time)
    if not held:
        raise Refused("no-lesson")
    walk = _walk(time, by)
    entries = PatrolEntry.objects.filter(school=time.school, on=time.on, period=time.period)
    done = set(entries.values_list("school_class", flat=True))
    left = [lesson for lesson in held if lesson.slot.school_class_id not in done]
    with pghistory.context(user=by.pk):
        rows = [_filled(_told(_new(walk), lesson), AS_PLANNED, by, now) for lesson in left]
        PatrolEntry.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def finish(*, time: Time, saw_norms: bool, by: User, now=None) -> PatrolWalk:
    """Close the register of a period: every lesson has its entry. Finishing it again keeps who did it first.

    Raises Refused: "not-open", "lessons-left", "no-lesson" (nothing is taught then).
    """
    now = now or timezone.now()
    _refuse_closed(time, now)
    held = {lesson.slot.school_class_id for lesson in lessons_at(time)}
    if not held:
        raise Refused("no-lesson")
    walk = _walk(time, by)
    entries = PatrolEntry.objects.filter(school=time.school, on=time.on, period=time.period)
    if held - set(entries.values_list("school_class", flat=True)):
        raise Refused("lessons-left")
    walk.saw_norms = saw_norms
    if walk.finished_at is None:
        walk.finished_by, walk.finished_at = by, now
    with pghistory.context(user=by.pk):
        walk.save()
    return walk


@transaction.atomic
def undo(*, entry: PatrolEntry, seen: str, by: User, now=None) -> PatrolEntry | None:
    """Take the last change of an entry back; the first one goes altogether, and then None is given.

    A finished register is corrected, not emptied. Raises Refused: "not-open", "finished", "not-yours", and Overtaken.
    """
    now = now or timezone.now()
    time = Time(entry.school, entry.on, entry.period)
    _refuse_closed(time, now)
    walk = _walk(time, by)
    entry = PatrolEntry.objects.filter(pk=entry.pk).first()
    if entry is None or entry.seen != seen:
        raise Overtaken(entry)
    if entry.walked_by_id != by.pk:
        raise Refused("not-yours")
    with pghistory.context(user=by.pk):
        if entry.version > 1:
            before = entry.events.filter(version=entry.version - 1).latest("pgh_id")
            return _save(entry, {name: getattr(before, name) for name in (*AS_PLANNED, "photo")}, by, now)
        if walk.finished_at:
            raise Refused("finished")
        entry.delete()
    return None


def _refuse_closed(time: Time, now) -> None:
    if not is_open_for_entries(time.on, timezone.localdate(now)):
        raise Refused("not-open")


def _walk(time: Time, by: User) -> PatrolWalk:
    """Give the register of the period, locked: whoever writes into it waits for the other."""
    with pghistory.context(user=by.pk):
        PatrolWalk.objects.get_or_create(school=time.school, on=time.on, period=time.period, defaults={"begun_by": by})
    return PatrolWalk.objects.select_for_update(of=("self",)).get(school=time.school, on=time.on, period=time.period)


def _new(walk: PatrolWalk) -> PatrolEntry:
    return PatrolEntry(school_id=walk.school_id, on=walk.on, period=walk.period, version=0)


def _told(entry: PatrolEntry, lesson: Lesson) -> PatrolEntry:
    """Let the entry say what the timetable says now: a correction reads it anew."""
    entry.slot, entry.own_on, entry.school_class = lesson.slot, lesson.own_on, lesson.slot.school_class
    entry.subject, entry.teacher = lesson.slot.subject, lesson.teacher
    return entry


def _save(entry: PatrolEntry, found: dict, by: User, now) -> PatrolEntry:
    _filled(entry, found, by, now).save()
    return entry


def _filled(entry: PatrolEntry, found: dict, by: User, now) -> PatrolEntry:
    for name, value in found.items():
        setattr(entry, name, _plain(value))
    entry.version += 1
    entry.walked_by, entry.walked_at = by, now
    return entry


def _plain(value):
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
