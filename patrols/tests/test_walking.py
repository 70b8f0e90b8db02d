"""The walk: one entry per lesson, no overwriting, undo with a trace, a register that is finished (C2.2.1, C7.7)."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from accounts.tests.factories import user_with
from core.refusals import Refused
from patrols.models import PatrolEntry, PatrolWalk
from patrols.rules.patrol import events_of, faults_of
from patrols.selectors.patrol import periods_of
from patrols.services import walking
from patrols.tests.factories import MONDAY, TUESDAY, at, record
from registry.services import timetable

pytestmark = pytest.mark.django_db


def test_an_entry_says_what_the_timetable_of_the_day_said(scene):
    entry = record(scene, late=4, note="8:04 came")
    assert (entry.teacher, entry.subject, entry.school_class) == (scene.wang, scene.chinese, scene.first)
    assert (entry.late, entry.walked_by, entry.version, entry.is_missing) == (4, scene.clerk, 1, True)


def test_a_substitute_is_who_should_be_there(scene):
    scene.two.delete()
    timetable.change_day(slot=scene.one, on=MONDAY, teacher=scene.li, reason="ill", by=scene.clerk)
    assert record(scene).teacher == scene.li


def test_who_comes_second_sees_the_first_and_overwrites_nothing(scene):
    first = record(scene, is_absent=True)
    with pytest.raises(walking.Overtaken) as caught:
        record(scene, by=scene.director)
    assert caught.value.entry == first
    second = record(scene, by=scene.director, seen=first.seen)
    assert (second.pk, second.version, second.is_absent) == (first.pk, 2, False)


def test_what_is_undone_stays_in_the_history(scene):
    entry = record(scene, late=4)
    corrected = record(scene, late=5, seen=entry.seen)
    restored = walking.undo(entry=corrected, seen=corrected.seen, by=scene.clerk, now=at(MONDAY))
    assert (restored.late, restored.version) == (4, 3)
    assert list(entry.events.order_by("pgh_id").values_list("late", flat=True)) == [4, 5, 4]


def test_the_first_tap_is_undone_altogether_by_whoever_made_it(scene):
    entry = record(scene)
    with pytest.raises(Refused, match="not-yours"):
        walking.undo(entry=entry, seen=entry.seen, by=scene.director, now=at(MONDAY))
    assert walking.undo(entry=entry, seen=entry.seen, by=scene.clerk, now=at(MONDAY)) is None
    assert not PatrolEntry.objects.exists()


def test_all_others_are_entered_and_the_register_is_finished(scene):
    record(scene, late=4)
    with pytest.raises(Refused, match="lessons-left"):
        walking.finish(time=scene.time, saw_norms=True, by=scene.clerk, now=at(MONDAY))
    assert walking.all_as_planned(time=scene.time, by=scene.clerk, now=at(MONDAY)) == 1
    walk = walking.finish(time=scene.time, saw_norms=False, by=scene.director, now=at(MONDAY))
    assert (walk.begun_by, walk.finished_by, walk.saw_norms) == (scene.clerk, scene.director, False)
    assert PatrolWalk.objects.count() == 1


@pytest.mark.parametrize(
    ("reason", "how"),
    [
        ("not-open", {"now": at(MONDAY - timedelta(days=1))}),
        ("not-open", {"now": at(MONDAY + timedelta(days=15))}),
        ("absent-and-there", {"is_absent": True, "late": 2}),
        ("really-missing", {"is_swapped": True}),
    ],
)
def test_some_entries_are_refused(scene, reason, how):
    with pytest.raises(Refused, match=reason):
        record(scene, **how)


def test_a_lesson_that_is_not_held_has_no_entry(scene):
    timetable.change_day(slot=scene.one, on=MONDAY, teacher=None, reason="outing", by=scene.clerk)
    with pytest.raises(Refused, match="no-lesson"):
        record(scene)
    with pytest.raises(Refused, match="no-lesson"):
        record(scene, time=walking.Time(scene.school, TUESDAY, 1), now=at(TUESDAY))


def test_the_database_keeps_one_entry_per_lesson(scene):
    entry = record(scene)
    entry.pk, entry.public_id, entry.slot = None, scene.one.public_id, scene.later
    with pytest.raises(IntegrityError, match="lesson_is_patrolled_once"), transaction.atomic():
        PatrolEntry.objects.bulk_create([entry])


def test_only_inspectors_of_the_school_see_the_entries(scene):
    record(scene)
    seers = [scene.clerk, scene.director, scene.principal, scene.wang.user, scene.stranger, scene.parent]
    seers.append(user_with(Role.CLASS_TEACHER, school=scene.school, scope_id=scene.first.pk))
    assert [PatrolEntry.objects.visible_to(user).count() for user in seers] == [1, 1, 1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("found", "events"),
    [
        ({"late": 4}, [("lesson_late", 4)]),
        ({"late": 4, "left": 3}, [("lesson_late", 4), ("lesson_left", 3)]),
        ({"is_absent": True}, [("lesson_missed", 0)]),
        ({"is_absent": True, "is_excused": True}, []),
        ({}, []),
    ],
    ids=["C4-D09", "C4-D09 and D10", "C4-D11", "leave", "planned"],
)
def test_what_costs_is_late_left_or_missed_without_leave(found, events):
    assert events_of(**{"late": None, "left": None, "is_absent": False, "is_excused": False} | found) == events


def test_a_swap_says_what_is_really_taught():
    plain = {"late": None, "left": None, "is_absent": False}
    assert faults_of(**plain, is_swapped=True, really="") == ["really-missing"]
    assert faults_of(**plain, is_swapped=False, really="maths") == ["really-without-swap"]


def test_an_entry_outlives_the_lesson_of_the_week_that_is_written_anew(scene):
    entry = record(scene, is_absent=True)
    fields = {name: getattr(scene.one, name) for name in ("weekday", "period", "weeks", "school_class", "subject")}
    timetable.save_lesson(
        term=scene.term, slot=scene.one, from_on=scene.term.starts_on, by=scene.clerk,
        fields=fields | {"teacher": scene.wang, "room": scene.room},
    )  # fmt: skip
    entry.refresh_from_db()
    assert (entry.slot, entry.teacher, entry.is_absent) == (None, scene.wang, True)
    lines = periods_of(scene.clerk, scene.school, MONDAY)[0].lines
    assert [line.entry for line in lines] == [entry, None]
    assert walking.all_as_planned(time=scene.time, by=scene.clerk, now=at(MONDAY)) == 1


def test_where_nothing_is_taught_no_register_is_begun(scene):
    for period in (0, 15):
        time = replace(scene.time, period=period)
        for step in (walking.all_as_planned, partial(walking.finish, saw_norms=True)):
            with pytest.raises(Refused, match="no-lesson"):
                step(time=time, by=scene.clerk, now=at(MONDAY))
    assert not PatrolWalk.objects.exists()
