"""After handing in: talked over, mended, withdrawn; who may and until when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import create_user
from core.refusals import Refused
from notices.models import Notice
from observations.models import Observation
from observations.services.after import TEXTS, mend, talk_over, withdraw
from observations.tests.factories import create_observation

pytestmark = pytest.mark.django_db
WORDS = dict.fromkeys(TEXTS, "better said")


def test_talked_over_by_the_observer_it_counts():
    one = create_observation()
    talk_over(observation=one, at=one.ends_at, by=one.observer)
    assert Observation.objects.counting().get().feedback_by == one.observer


def test_the_observed_teacher_may_say_so_too():
    one = create_observation()
    assert talk_over(observation=one, at=one.ends_at, by=one.person).feedback_by == one.person


@pytest.mark.parametrize(
    ("reason", "days", "fields"),
    [
        ("talked-over", 0, {"talked_over": True}),
        ("talk-before-lesson", -1, {}),
        ("talk-in-future", 9999, {}),
        ("withdrawn", 0, {"withdrawn_at": timezone.now(), "withdrawn_why": "wrong"}),
    ],
)
def test_talking_over_is_refused(reason, days, fields):
    one = create_observation(**fields)
    with pytest.raises(Refused, match=reason):
        talk_over(observation=one, at=one.ends_at + timedelta(days=days), by=one.observer)


def test_nobody_else_says_that_it_was_talked_over():
    one = create_observation()
    with pytest.raises(Refused, match="not-yours"):
        talk_over(observation=one, at=one.ends_at, by=create_user())


def test_words_are_mended_and_the_history_keeps_what_stood_there():
    one = create_observation(notes="first")
    mend(observation=one, texts=WORDS, by=one.observer)
    one.refresh_from_db()
    assert one.notes == "better said"
    assert [event.notes for event in one.events.order_by("pgh_id")] == ["first", "better said"]


@pytest.mark.parametrize(
    ("reason", "fields"), [("talked-over", {"talked_over": True}), ("answered", {"answered_at": timezone.now()})]
)
def test_words_stay_after_they_were_talked_over_or_answered(reason, fields):
    one = create_observation(**fields)
    with pytest.raises(Refused, match=reason):
        mend(observation=one, texts=WORDS, by=one.observer)


def test_it_is_withdrawn_with_a_reason_and_the_teacher_is_told():
    one = create_observation(talked_over=True)
    withdraw(observation=one, why=" wrong class ", by=one.observer)
    one.refresh_from_db()
    assert (one.withdrawn_why, one.counts) == ("wrong class", False)
    assert Notice.objects.get().recipient == one.person


@pytest.mark.parametrize(
    ("reason", "why", "fields"),
    [("no-reason", " ", {}), ("answered", "wrong", {"answered_at": timezone.now()})],
)
def test_withdrawing_is_refused(reason, why, fields):
    one = create_observation(**fields)
    with pytest.raises(Refused, match=reason):
        withdraw(observation=one, why=why, by=one.observer)


def test_only_the_observer_mends_and_withdraws():
    one = create_observation()
    with pytest.raises(Refused, match="not-observer"):
        withdraw(observation=one, why="mine", by=one.person)
    with pytest.raises(Refused, match="not-observer"):
        mend(observation=one, texts=WORDS, by=one.person)
