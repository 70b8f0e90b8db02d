"""What is never true of a kept observation, and who reads which."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from observations.models import Observation
from observations.tests.factories import create_observation
from registry.models import GroupMembership, TeacherGroup
from registry.tests.factories import create_teacher

pytestmark = pytest.mark.django_db


def test_it_counts_with_notes_and_after_it_was_talked_over():
    counting = create_observation(talked_over=True)
    minutes = create_observation(talked_over=True, notes="", timed_notes=[{"at": 3, "what": "a", "comment": ""}])
    create_observation()
    create_observation(talked_over=True, notes="")
    withdrawn = {"withdrawn_at": timezone.now(), "withdrawn_why": "wrong lesson"}
    create_observation(talked_over=True, **withdrawn)
    assert set(Observation.objects.counting()) == {counting, minutes}
    assert counting.counts
    assert minutes.counts


def test_nobody_observes_himself():
    teacher = create_teacher()
    with pytest.raises(IntegrityError, match="nobody_observes_himself"):
        create_observation(teacher=teacher, observer=teacher.user)


def test_an_observer_is_in_one_lesson_at_a_time():
    first = create_observation()
    with pytest.raises(IntegrityError, match="observer_is_in_one_lesson_at_a_time"):
        create_observation(
            observer=first.observer, period=2, starts_at=first.starts_at + timedelta(minutes=10), school=first.school
        )


def test_a_withdrawn_one_leaves_its_lesson_free():
    first = create_observation(withdrawn_at=timezone.now(), withdrawn_why="wrong class")
    assert create_observation(observer=first.observer, school=first.school)


def test_it_is_talked_over_after_it_began():
    first = create_observation()
    first.feedback_at, first.feedback_by = first.starts_at - timedelta(minutes=1), first.observer
    with pytest.raises(IntegrityError, match="talked_over_after_it_began_by_somebody"):
        first.save()


def test_it_is_withdrawn_with_a_reason():
    with pytest.raises(IntegrityError, match="observation_withdrawn_with_a_reason"):
        create_observation(withdrawn_at=timezone.now())


def test_observer_observed_head_and_leaders_read_it_and_no_other_colleague():
    one = create_observation()
    group = TeacherGroup.objects.create(school=one.school, name="Chinese")
    GroupMembership.objects.create(school=one.school, group=group, teacher=one.teacher, from_on=one.on)
    head = user_with(Role.RESEARCH_GROUP_HEAD, school=one.school, scope_id=group.pk)
    leader = user_with(Role.VICE_PRINCIPAL, school=one.school)
    for reader in (one.observer, one.person, head, leader):
        assert list(Observation.objects.visible_to(reader)) == [one]
    for stranger in (create_user(), user_with(Role.TEACHER, school=one.school), user_with(Role.PRINCIPAL)):
        assert not Observation.objects.visible_to(stranger).exists()
