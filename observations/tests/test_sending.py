"""Handing in an observation: what is kept, and each reason to say no."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from accounts.roles import Role
from core.refusals import Refused
from notices.models import Notice
from observations.models import Observation
from observations.services.sending import send
from observations.tests.scenes import FRIDAY, Lessons, at
from registry.models import Substitution
from registry.tests.factories import create_class, create_teacher
from schools.models import CalendarDay
from schools.tests.factories import create_day

pytestmark = pytest.mark.django_db
NOW = at(8, 45)
SATURDAY_MADE_UP = date(2026, 11, 21)


def hand_in(scene, now=NOW, photos=(), by=None, **fields):
    return send(school=scene.school, draft=scene.draft(**fields), by=by or scene.observer, photos=photos, now=now)


def test_it_is_kept_with_the_lesson_of_the_timetable_and_its_hours():
    scene = Lessons()
    kept = hand_in(scene, texts={"notes": "quiet class"}).observation
    assert (kept.slot, kept.term, kept.person) == (scene.slots[5, 1], scene.term, scene.teacher.user)
    assert (kept.starts_at, kept.ends_at, kept.notes) == (at(8), at(8, 40), "quiet class")


def test_the_sum_and_the_grade_follow_from_the_scores():
    scene = Lessons()
    kept = hand_in(scene, sheet=scene.sheet, scores={"goals": "35", "effect": "50.5"}).observation
    assert (kept.points, kept.grade) == (85.5, "excellent")


def test_the_teacher_is_told_which_lesson_and_nothing_of_what_was_written():
    scene = Lessons()
    hand_in(scene, sheet=scene.sheet, scores={"goals": "3"}, texts={"shortcomings": "shouts"})
    told = Notice.objects.get(recipient=scene.teacher.user)
    assert "1" in told.subject
    assert "shouts" not in told.subject + told.body


def test_the_same_draft_twice_is_one_observation():
    scene = Lessons()
    draft = scene.draft()
    first, second = (send(school=scene.school, draft=draft, by=scene.observer, now=NOW) for _ in range(2))
    assert (first.is_new, second.is_new) == (True, False)
    assert first.observation == second.observation == Observation.objects.get()


def test_a_draft_that_was_kept_is_answered_even_when_it_would_be_refused_today():
    scene = Lessons()
    draft = scene.draft()
    send(school=scene.school, draft=draft, by=scene.observer, now=NOW)
    again = send(school=scene.school, draft=draft, by=scene.observer, now=NOW + timedelta(days=60))
    assert not again.is_new


@pytest.mark.parametrize(
    ("reason", "fields"),
    [
        ("not-begun:period", {"period": 2}),
        ("not-begun:on", {"on": FRIDAY + timedelta(days=3)}),
        ("too-long-ago:on", {"on": FRIDAY - timedelta(days=15)}),
        ("no-lessons:on", {"on": FRIDAY - timedelta(days=6)}),
    ],
)
def test_refused(reason, fields):
    with pytest.raises(Refused, match=f"^{reason}$"):
        hand_in(Lessons(), **fields)
    assert not Observation.objects.exists()


def test_no_lesson_of_a_holiday_can_be_observed():
    scene = Lessons()
    create_day(school=scene.school, on=FRIDAY, kind=CalendarDay.Kind.HOLIDAY, is_school_day=False)
    with pytest.raises(Refused, match="no-lessons:on"):
        hand_in(scene)


def test_a_make_up_day_has_the_lessons_of_its_weekday():
    scene = Lessons()
    create_day(
        school=scene.school,
        on=SATURDAY_MADE_UP,
        kind=CalendarDay.Kind.MAKE_UP,
        is_school_day=True,
        lessons_of_weekday=3,
    )
    kept = hand_in(scene, on=SATURDAY_MADE_UP, now=at(9, on=SATURDAY_MADE_UP)).observation
    assert kept.slot == scene.slots[3, 1]


def test_nobody_observes_the_own_lesson():
    scene = Lessons()
    with pytest.raises(Refused, match="oneself:teacher"):
        hand_in(scene, by=scene.teacher.user)


def test_a_teacher_of_another_school_is_refused():
    with pytest.raises(Refused, match="elsewhere:teacher"):
        hand_in(Lessons(), teacher=create_teacher())


def test_a_teacher_who_had_left_is_refused():
    scene = Lessons()
    gone = create_teacher(school=scene.school, employed_to=FRIDAY)
    with pytest.raises(Refused, match="not-employed:teacher"):
        hand_in(scene, teacher=gone)


def test_a_lesson_that_the_timetable_does_not_have_needs_a_reason():
    scene = Lessons()
    other = create_class(school=scene.school, number=2)
    with pytest.raises(Refused, match="off-timetable:off_timetable_why"):
        hand_in(scene, school_class=other)
    kept = hand_in(scene, school_class=other, off_timetable_why="swapped with maths").observation
    assert (kept.slot, kept.off_timetable_why) == (None, "swapped with maths")


def test_a_period_in_which_the_day_has_no_lesson_needs_a_reason_too():
    with pytest.raises(Refused, match="off-timetable:off_timetable_why"):
        hand_in(Lessons(), period=3, now=at(20))


def test_a_substitute_is_who_gives_the_lesson():
    scene = Lessons()
    substitute = create_teacher(school=scene.school)
    Substitution.objects.create(
        school=scene.school,
        slot=scene.slots[5, 1],
        on=FRIDAY,
        period=1,
        teacher=substitute,
        reason="ill",
        by=scene.observer,
    )
    with pytest.raises(Refused, match="off-timetable"):
        hand_in(scene)
    assert hand_in(scene, teacher=substitute).observation.slot == scene.slots[5, 1]


def test_a_school_without_a_timetable_asks_for_no_reason():
    scene = Lessons()
    for slot in scene.slots.values():
        slot.delete()
    assert hand_in(scene).observation.slot is None


def test_an_observer_hands_in_one_lesson_of_one_time():
    scene = Lessons()
    first = hand_in(scene).observation
    with pytest.raises(Refused, match="overlap:period"):
        hand_in(scene, draft_id=uuid4())
    first.withdrawn_at, first.withdrawn_why = NOW, "wrong class"
    first.save()
    assert hand_in(scene, draft_id=uuid4()).is_new


def test_a_colleague_observes_by_agreement_and_assesses_nobody():
    scene = Lessons(role=Role.TEACHER)
    with pytest.raises(Refused, match="unannounced:is_announced"):
        hand_in(scene)
    with pytest.raises(Refused, match="assessment:kind"):
        hand_in(scene, is_announced=True, kind="assessment")
    assert hand_in(scene, is_announced=True).is_new


@pytest.mark.parametrize("role", [Role.RESEARCH_GROUP_HEAD, Role.PREP_GROUP_HEAD, Role.GRADE_DIRECTOR, Role.PRINCIPAL])
def test_group_heads_and_above_observe_unannounced(role):
    assert hand_in(Lessons(role=role)).observation.is_announced is False
