"""From the homework roster to a round of exactly the teachers of a week (C2.1, F-19)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.refusals import Refused
from core.tests.threads import at_once
from rulebook.tests.factories import create_small
from teaching_checks.models import Inspected, RosterPlace, RosterRound, Round
from teaching_checks.refusals.roster import WORDS
from teaching_checks.services import planning, roster_rounds
from teaching_checks.tests.contests_factories import FIRST, LAST, SECOND, create_roster, noon
from teaching_checks.tests.factories import create_sheet

SHOW = reverse("teaching_checks:roster_show")
pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    return create_small()


@pytest.fixture
def roster(small):
    return create_roster(small)


@pytest.fixture
def second_week(monkeypatch):
    """Let everybody believe that the roster's second week has come."""
    monkeypatch.setattr(timezone, "now", lambda: noon(SECOND))


def started(small, roster, week_on=SECOND, *, on=SECOND) -> Round:
    sheet = create_sheet(school=small.school, purpose="homework")
    fields = {"name": "第2周作业检查", "sheet": sheet, "by": small.clerk, "now": noon(on)}
    return roster_rounds.start(roster=roster, week_on=week_on, **fields)


def listed(roster, week_on=SECOND) -> set:
    return set(roster.places.filter(week_on=week_on).values_list("teacher", flat=True))


def start_url(on=SECOND) -> str:
    return reverse("teaching_checks:roster_start", args=[on])


def test_a_week_is_inspected_in_a_round_of_exactly_its_teachers(small, roster):
    round = started(small, roster)
    rows = Inspected.objects.filter(round=round)
    assert set(rows.values_list("teacher", flat=True)) == listed(roster)
    assert (round.object, round.from_on, round.to_on) == ("homework", SECOND, SECOND + timedelta(days=4))
    assert set(rows.values_list("inspector", flat=True)) == {None}  # the office inspects


def test_a_week_that_is_past_can_still_be_inspected_within_its_own_days(small, roster):
    assert started(small, roster, FIRST).from_on == FIRST


@pytest.mark.parametrize(
    ("week_on", "code"), [(LAST, "not_begun"), (SECOND + timedelta(days=1), "not_a_week"), (SECOND, "started")]
)
def test_a_week_is_started_once_and_not_before_its_monday(small, roster, week_on, code):
    started(small, roster)
    with pytest.raises(Refused, match=code):
        started(small, roster, week_on)


def test_a_week_whose_teachers_have_all_left_is_refused(small, roster):
    RosterPlace.objects.filter(week_on=SECOND).delete()
    with pytest.raises(Refused, match="no_teacher"):
        started(small, roster)


def test_a_round_deleted_while_planned_lets_the_week_be_started_anew(small, roster):
    planning.delete(round=started(small, roster), by=small.clerk)
    assert started(small, roster).roster_round.week_on == SECOND


def test_the_database_keeps_one_round_for_a_week(small, roster):
    first = started(small, roster)
    other = started(small, roster, FIRST)
    with pytest.raises(IntegrityError, match="one_round_for_a_week_of_the_roster"):
        RosterRound.objects.filter(round=other).update(week_on=first.roster_round.week_on)


def test_the_office_starts_a_week_and_who_comes_second_finds_the_round(small, roster, client, second_week):
    client.force_login(small.clerk)
    first = client.post(start_url(), follow=True)
    again = client.post(start_url(), follow=True)
    round = Round.objects.get()
    assert first.redirect_chain == again.redirect_chain
    assert str(round.public_id) in first.redirect_chain[0][0]
    assert [str(each) for each in again.context["messages"]] == [str(WORDS["started"])]


def test_a_week_shows_its_round_and_how_many_are_entered(small, roster, client, second_week):
    round = started(small, roster)
    Inspected.objects.filter(round=round).update(is_done=True, done_on=SECOND, done_by=small.clerk)
    client.force_login(small.clerk)
    page = client.get(SHOW)
    shown = {week.on: week.round for week in page.context["weeks"]}
    assert (shown[FIRST], shown[SECOND].done, shown[SECOND].asked) == (None, len(listed(roster)), len(listed(roster)))
    assert reverse("teaching_checks:round_detail", args=[round.public_id]) in page.content.decode()


def test_only_the_office_starts_a_week(small, roster, client, second_week):
    client.force_login(small.a1)
    assert client.post(start_url()).status_code == 403
    assert "roster/weeks" not in client.get(SHOW).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_one_plans_and_both_see_the_round(small, roster, second_week):
    def press(user):
        client = Client()
        client.force_login(user)
        return lambda: client.post(start_url()).url

    urls = at_once(press(small.clerk), press(small.director))
    assert urls == [reverse("teaching_checks:round_detail", args=[Round.objects.get().public_id])] * 2
