"""What a read timetable would change from a day on: lessons new, changed and removed, clashes, assignments."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import combinations

from django.db.models import Q
from django.utils.translation import gettext as _

from registry.models import PeriodTime, Substitution, TeachingAssignment, TimetableSlot
from registry.selectors.timetable import with_names
from registry.timetables.day_changes import going, in_the_way
from registry.timetables.found import Problem, Question, Reading, Spot, Wanted
from registry.timetables.names import Names
from registry.timetables.rules import do_meet
from registry.timetables.words import time_words
from schools.models import Term


@dataclass(frozen=True)
class Clash:
    """Two lessons that cannot both be: in words, and the cells of the file."""

    words: str
    spots: tuple[Spot, ...]


@dataclass
class Plan:
    """Everything that the preview shows and that applying does; `same` counts lessons that stay.

    `day_changes` are the changes of single days that go with the lessons they belong to.
    """

    term: Term
    from_on: date
    new: list[Wanted] = field(default_factory=list)
    changed: list[tuple[TimetableSlot, Wanted]] = field(default_factory=list)
    removed: list[TimetableSlot] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    left_out: list[tuple[Spot, str]] = field(default_factory=list)
    without_teacher: int = 0
    hours: dict[int, tuple[time, time]] = field(default_factory=dict)
    new_rooms: list[str] = field(default_factory=list)
    begin: list[tuple] = field(default_factory=list)
    end: list[TeachingAssignment] = field(default_factory=list)
    day_changes: list[Substitution] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.problems or self.clashes or self.questions)

    @property
    def changes_something(self) -> bool:
        return bool(self.new or self.changed or self.removed or self.hours or self.begin or self.end)

    @property
    def fingerprint(self) -> str:
        """Tell this plan from another, so that exactly what was shown is carried out."""
        parts = [
            [wanted.key for wanted in self.new],
            [(slot.pk, wanted.key) for slot, wanted in self.changed],
            [slot.pk for slot in self.removed],
            self.hours,
            [tuple(each.pk for each in three) for three in self.begin],
            [each.pk for each in self.end],
            [each.pk for each in self.day_changes],
        ]
        return hashlib.sha256(repr([self.term.pk, self.from_on, *parts]).encode()).hexdigest()


def make_plan(reading: Reading, names: Names, *, term: Term, from_on: date, answers: Mapping[str, int]) -> Plan:
    """Compare what was read with what holds from that day on; a constant number of statements.

    A file by class replaces the lessons of the classes in it, a file by teacher those of its teachers;
    all others stay, and must not clash.
    """
    plan = Plan(term, from_on, problems=reading.problems, left_out=reading.left_out)
    plan.questions = [each for key, each in reading.questions.items() if key not in answers]
    slots = TimetableSlot.objects.filter(term=term).held_from(from_on)
    replaced = Q(school_class__in=reading.classes) | Q(teacher__in=reading.teachers)
    old = list(with_names(slots.filter(replaced), from_on))
    kept = list(with_names(slots.exclude(pk__in=[slot.pk for slot in old]), from_on))
    _compare(plan, reading.wanted, old)
    plan.clashes = _clashes(reading.wanted, [_as_wanted(slot) for slot in kept])
    plan.day_changes = going([*plan.removed, *(slot for slot, _wanted in plan.changed)], from_on)
    plan.clashes += _with_moved(plan)
    plan.without_teacher = sum(wanted.teacher is None for wanted in reading.wanted)
    plan.new_rooms = sorted({w.room for w in reading.wanted if w.room and w.room not in names.rooms})
    plan.hours = _new_hours(term, reading)
    _propose_assignments(plan, reading.wanted, names)
    return plan


def _as_wanted(slot: TimetableSlot) -> Wanted:
    room = slot.room.name if slot.room else ""
    return Wanted(None, slot.weekday, slot.period, slot.weeks, slot.school_class, slot.subject, slot.teacher, room)


def _compare(plan, wanted, old):
    """A lesson at the same time in the same class is changed, not removed and new."""
    stays = {_as_wanted(slot).key: slot for slot in old if slot.from_on <= plan.from_on and slot.to_on is None}
    same = [each for each in wanted if each.key in stays]
    plan.same = len(same)
    kept = {stays[each.key].pk for each in same}
    at = {_time_and_class(_as_wanted(slot)): slot for slot in old if slot.pk not in kept}
    for each in wanted:
        if each.key in stays:
            continue
        slot = at.pop(_time_and_class(each), None)
        if slot:
            plan.changed.append((slot, each))
        else:
            plan.new.append(each)
    changed = {slot.pk for slot, _wanted in plan.changed}
    plan.removed = [slot for slot in old if slot.pk not in kept | changed]


def _time_and_class(wanted):
    return wanted.weekday, wanted.period, wanted.weeks, wanted.school_class.pk


def _clashes(wanted, kept) -> list[Clash]:
    at = defaultdict(list)
    for each in [*wanted, *kept]:
        at[each.weekday, each.period].append(each)
    return [
        clash
        for each in at.values()
        for one, other in combinations(each, 2)
        if (one.spot or other.spot) and do_meet(one.weeks, other.weeks)
        for clash in _between(one, other)
    ]


def _with_moved(plan) -> list[Clash]:
    """A lesson that was moved to a day stays there, so nothing new may be put in its place."""
    moved = Substitution.objects.moved().filter(slot__term=plan.term, held_on__gte=plan.from_on)
    moved = moved.exclude(pk__in=[each.pk for each in plan.day_changes])
    wanted = [*plan.new, *(each for _slot, each in plan.changed)]
    found = in_the_way(wanted, moved, plan.term)
    return [Clash(words, (each.spot,) if each.spot else ()) for each, words in found]


def _between(one, other):
    values = {
        "one": one.school_class,
        "other": other.school_class,
        "time": time_words(one.weekday, one.period),
    }
    words = []
    if one.school_class == other.school_class:
        subjects = {"subject": one.subject, "second": other.subject}
        words.append(_("%(one)s has %(subject)s and %(second)s on %(time)s.") % (values | subjects))
    if one.teacher and one.teacher == other.teacher:
        words.append(_("%(who)s is in %(one)s and %(other)s on %(time)s.") % (values | {"who": one.teacher}))
    if one.room and one.room == other.room:
        words.append(_("%(room)s is used by %(one)s and %(other)s on %(time)s.") % (values | {"room": one.room}))
    spots = tuple(each.spot for each in (one, other) if each.spot)
    return [Clash(each, spots) for each in words]


def _new_hours(term, reading):
    known = {each.number: each for each in PeriodTime.objects.filter(school=term.school_id)}
    return {
        number: hours
        for number, hours in sorted(reading.hours.items())
        if number not in known or (known[number].starts_at, known[number].ends_at) != hours
    }


def _propose_assignments(plan, wanted, names):
    """Who teaches what where follows the timetable: whoever is new begins, whoever is replaced ends."""
    teaches = {(w.teacher.pk, w.school_class.pk, w.subject.pk): w for w in wanted if w.teacher}
    taught = {(class_id, subject_id) for _teacher, class_id, subject_id in teaches}
    held = {(each.teacher_id, each.school_class_id, each.subject_id): each for each in _assignments(names)}
    plan.begin = [(w.teacher, w.school_class, w.subject) for key, w in teaches.items() if key not in held]
    plan.end = [each for key, each in held.items() if key[1:] in taught and key not in teaches]


def _assignments(names):
    held = []
    for teacher in names.staff.teachers:
        for lesson in teacher.lessons:
            lesson.teacher, lesson.shown_class = teacher, names.staff.classes.get(lesson.school_class_id)
            held.append(lesson)
    return held
