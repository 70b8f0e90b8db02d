"""The homework roster: drawn, hung out week by week, moved with a reason, covered once (C2.1, F-19)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.refusals import Refused
from notices.models import Notice
from notices.reminders import foretell, remind
from rulebook.tests.factories import create_small
from sheets.models import ScoreSheet
from teaching_checks.models import Inspected, Roster, RosterPlace, Round
from teaching_checks.selectors import roster as selectors
from teaching_checks.selectors.staff import teachers_inspected
from teaching_checks.services import roster as services
from teaching_checks.tests.contests_factories import BEFORE, FIRST, LAST, SECOND, create_roster, noon, teacher_of

pytestmark = pytest.mark.django_db
SHOW = reverse("teaching_checks:roster_show")
WEEK = timedelta(days=7)


@pytest.fixture
def small():
    return create_small()


@pytest.fixture
def roster(small):
    return create_roster(small)


@pytest.fixture
def set_today(monkeypatch):
    """Let the pages believe that it is this day."""

    def to(on):
        monkeypatch.setattr(timezone, "now", lambda: noon(on))

    return to


def reason(call, **arguments) -> str:
    with pytest.raises(Refused) as refused:
        call(**arguments)
    return refused.value.reason


def at(place) -> RosterPlace:
    return RosterPlace.objects.get(pk=place.pk)


def test_ten_teachers_get_nine_weeks_two_of_them_share_one(small, roster):
    per_week = [roster.places.filter(week_on=on).count() for on in roster.weeks]
    assert (roster.weeks[0], roster.weeks[-1], sorted(per_week)) == (str(FIRST), str(LAST), [1] * 8 + [2])
    assert roster.places.filter(person=small.principal).count() == 0  # who teaches nothing hands in no homework


def test_it_is_drawn_again_until_the_first_list_is_visible(small, roster):
    again = create_roster(small, seed=2)
    assert (Roster.objects.get(), again.seed, RosterPlace.objects.count()) == (roster, 2, 10)
    assert reason(services.draw, term=small.term, by=small.clerk, now=noon(FIRST)) == "begun"


def test_who_is_on_leave_is_drawn_for_another_week(small):
    away = {"term": small.term, "teacher": teacher_of(small, "a1"), "by": small.clerk}
    services.note_leave(from_on=FIRST, to_on=LAST - timedelta(days=3), **away)
    for seed in range(5):
        assert create_roster(small, seed=seed).places.get(person=small.a1).week_on == LAST


@pytest.mark.parametrize(("term", "now", "code"), [
    ({"ends_on": date(2026, 11, 13), "final_starts_on": None, "final_ends_on": None}, BEFORE, "no_weeks"),
    ({}, noon(date(2027, 1, 14)), "over"),
])  # fmt: skip
def test_without_weeks_to_come_nothing_is_drawn(term, now, code):
    small = create_small(**term)
    assert reason(services.draw, term=small.term, by=small.clerk, now=now) == code


def test_a_teacher_sees_the_list_of_a_week_from_its_monday_on(small, roster, client, set_today):
    place = roster.places.get(person=small.a1)
    client.force_login(small.a1)
    for on, seen in ((place.week_on - timedelta(days=1), False), (place.week_on, True)):
        set_today(on)
        weeks = client.get(SHOW).context["weeks"]
        assert all(week.on <= on for week in weeks)
        assert any(p.row == place for week in weeks for p in week.places) == seen


def test_nobody_who_plans_sees_the_own_week_before_its_monday(small, roster):
    own = roster.places.get(person=small.director)
    sunday = own.week_on - timedelta(days=1)
    assert own not in RosterPlace.objects.visible_to(small.director, on=sunday)
    assert own in RosterPlace.objects.visible_to(small.director, on=own.week_on)
    assert RosterPlace.objects.visible_to(small.clerk, on=BEFORE.date()).count() == 10
    assert reason(services.move, place=own, week_on=LAST, why="x", by=small.director, now=BEFORE) == "own"


def test_somebody_is_moved_with_a_reason_to_a_week_that_is_not_over(small, roster):
    place = roster.places.get(person=small.a1)
    moved = {"place": place, "by": small.clerk, "now": noon(SECOND)}
    assert reason(services.move, week_on=LAST, why=" ", **moved) == "no_reason"
    assert reason(services.move, week_on=LAST + WEEK, why="ill", **moved) == "not_a_week"
    assert reason(services.move, week_on=FIRST, why="ill", **moved) == "week_over"
    services.move(week_on=LAST, why="ill", **moved)
    assert (at(place).week_on, at(place).moved_why) == (LAST, "ill")


def test_who_came_later_is_put_into_a_week_once(small, roster):
    roster.places.filter(person=small.a2).delete()
    added = {"roster": roster, "teacher": teacher_of(small, "a2"), "week_on": LAST, "why": "new", "by": small.clerk}
    assert list(selectors.not_in_roster(roster, teachers_inspected(small.school, FIRST))) == [added["teacher"]]
    services.add(now=BEFORE, **added)
    assert reason(services.add, now=BEFORE, **added) == "known"


def test_teachers_are_reminded_on_their_monday_and_not_before(small, roster, set_today):
    set_today(SECOND)
    place = roster.places.filter(week_on=SECOND).first()

    def letters(on):
        rounds = foretell(on=on, now=noon(on), only=["homework_roster"], school=small.school)
        return [letter.recipient for each in rounds for letter in each.letters]

    assert place.person not in letters(SECOND - timedelta(days=3))
    assert place.person in letters(SECOND)
    for hour in (0, 1):
        remind(on=SECOND, now=noon(SECOND) + timedelta(hours=hour), only=["homework_roster"], school=small.school)
    notice = Notice.objects.get(recipient=place.person)
    assert (notice.url, notice.school) == (SHOW, small.school)


def test_coverage_counts_who_was_inspected_and_who_more_than_once(small, roster):
    for name, times in (("a1", 1), ("a2", 2)):
        for _n in range(times):
            inspect(small, name)
    found = selectors.coverage(small.term, list(teachers_inspected(small.school, FIRST)), small.clerk)
    assert (found.asked, found.done, [each.name for each in found.twice]) == (10, 2, ["a2"])
    assert len(found.missing) == 8


def inspect(small, name: str) -> None:
    sheet, _made = ScoreSheet.objects.get_or_create(school=small.school, purpose="homework", code="h", name="h")
    fields = {"school": small.school, "term": small.term, "object": "homework", "sheet": sheet}
    days = {"from_on": FIRST, "to_on": FIRST, "organiser": small.clerk}
    teacher = teacher_of(small, name)
    row = {"teacher": teacher, "person": teacher.user, "is_done": True, "done_on": FIRST, "done_by": small.clerk}
    Inspected.objects.create(school=small.school, round=Round.objects.create(name="r", **fields, **days), **row)


def test_the_office_draws_notes_leave_moves_and_adds_on_its_pages(small, client, set_today):
    set_today(BEFORE.date())
    client.force_login(small.clerk)
    teacher = teacher_of(small, "a1")
    leave = {"teacher": teacher.pk, "from_on": FIRST, "to_on": FIRST}
    client.post(reverse("teaching_checks:roster_leave"), leave)
    client.post(reverse("teaching_checks:roster_draw"))
    place = RosterPlace.objects.get(teacher=teacher)
    assert place.week_on != FIRST
    client.post(reverse("teaching_checks:place_move", args=[place.public_id]), {"week_on": FIRST, "why": "back"})
    assert at(place).week_on == FIRST
    page = client.get(SHOW)
    client.post(reverse("teaching_checks:away_remove", args=[page.context["leaves"][0].public_id]))
    place.delete()
    client.post(reverse("teaching_checks:roster_add"), {"teacher": teacher.pk, "week_on": SECOND, "why": "new"})
    assert RosterPlace.objects.get(teacher=teacher).week_on == SECOND
    assert not client.get(SHOW).context["leaves"]


def test_the_page_costs_the_same_for_however_many_weeks(small, roster, client, django_assert_max_num_queries):
    client.force_login(small.clerk)
    client.get(SHOW)
    with django_assert_max_num_queries(45):
        client.get(SHOW)
