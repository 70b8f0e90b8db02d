"""An activity from its plan to its summary, and each school's own part in it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alliances.models import Activity
from alliances.services import activities as services
from alliances.services.participations import take_back, take_part
from alliances.tests.activities import NOW, OCTOBER, create_activity, create_held, noon
from alliances.tests.factories import create_alliance
from core.refusals import Refused
from notices.models import Notice
from registry.tests.factories import create_teacher

pytestmark = pytest.mark.django_db
SAFE = {"is_off_campus": True, "safety_plan": "两车，每车两名教师", "has_consent": True, "leaders": "李老师"}


@pytest.fixture
def allied():
    return create_alliance()


def part_of(activity, member):
    return activity.participations.get(membership=member.membership)


def test_the_host_takes_part_and_the_other_schools_are_told(allied):
    activity = create_activity(allied, schools=[allied.others[0].membership])
    assert activity.participations.count() == 2
    told = Notice.objects.filter(dedupe__startswith="activity-invited").values_list("recipient", flat=True)
    assert set(told) == {allied.others[0].people[who].pk for who in ("principal", "vice", "director", "clerk")}


def test_only_members_of_the_day_take_part(allied):
    left = allied.others[0].membership
    left.to_on = OCTOBER
    left.save()
    with pytest.raises(Refused, match="not_a_member"):
        create_activity(allied)
    with pytest.raises(Refused, match="other_alliance"):
        create_activity(allied, schools=[create_alliance().core.membership])


def test_what_was_held_is_confirmed_by_each_school_itself(allied):
    activity = create_held(allied, confirmed=False)
    other = allied.others[0]
    assert [row.membership for row in activity.participations.counting()] == [allied.core.membership]
    numbers = {"staff_count": 1, "pupil_count": 30, "parent_count": 2, "five_one": ""}
    part = take_part(
        participation=part_of(activity, other), fields=numbers, staff=[other.teacher], by=other.clerk, now=NOW
    )
    assert activity.participations.counting().count() == 2
    assert [row.person for row in part.attendees.all()] == [other.teacher]
    take_back(participation=part, by=other.clerk)
    assert activity.participations.counting().count() == 1


def test_named_staff_are_of_the_own_school_and_at_least_counted(allied):
    activity = create_held(allied)
    one, other = allied.others[:2]
    with pytest.raises(Refused, match="not_of_the_school"):
        take_part(participation=part_of(activity, one), fields={}, staff=[other.teacher], by=one.clerk)
    people = [one.teacher, create_teacher(school=one.school).user]
    part = take_part(participation=part_of(activity, one), fields={"staff_count": 1}, staff=people, by=one.clerk)
    assert part.staff_count == 2


def test_a_school_that_only_says_it_comes_has_not_confirmed(allied):
    activity = create_activity(allied)
    one = allied.others[0]
    part = take_part(participation=part_of(activity, one), fields={"pupil_count": 5}, staff=[], by=one.clerk)
    assert part.confirmed_at is None


def test_it_counts_as_what_it_is_until_the_school_chooses_otherwise(allied):
    activity = create_held(allied, kind="fellowship", fellowship="handball")
    assert set(activity.participations.values_list("five_one", flat=True)) == {"fellowship"}
    balanced = create_alliance(document="G4")
    assert set(create_held(balanced, kind="fellowship").participations.values_list("five_one", flat=True)) == {""}


@pytest.mark.parametrize("missing", ["safety_plan", "leaders", "has_consent"])
def test_nothing_off_campus_is_held_without_what_the_law_asks(allied, missing):
    activity = create_activity(allied, **{**SAFE, missing: False if missing == "has_consent" else " "})
    services.approve(activity=activity, by=allied.core.principal, now=noon(OCTOBER))
    with pytest.raises(Refused, match="not_safe"):
        services.hold(activity=activity, counted_out=40, by=allied.core.clerk, now=NOW)


def test_approved_and_counted_it_is_held_and_written_up_after_the_return(allied):
    activity = create_activity(allied, **SAFE)
    with pytest.raises(Refused, match="not_safe"):
        services.hold(activity=activity, counted_out=40, by=allied.core.clerk, now=NOW)
    services.approve(activity=activity, by=allied.core.principal, now=noon(OCTOBER))
    with pytest.raises(Refused, match="not_safe"):
        services.hold(activity=activity, by=allied.core.clerk, now=NOW)
    services.hold(activity=activity, counted_out=40, by=allied.core.clerk, now=NOW)
    with pytest.raises(Refused, match="not_safe"):
        services.write_up(activity=activity, summary="好", by=allied.core.clerk)
    done = services.write_up(activity=activity, summary="好", counted_back=40, by=allied.core.clerk)
    assert done.state == Activity.State.WRITTEN_UP


def test_another_day_or_safety_plan_is_approved_anew(allied):
    activity = create_activity(allied, **SAFE)
    services.approve(activity=activity, by=allied.core.principal)
    schools = [allied.others[0].membership]
    same = services.change(activity=activity, fields={"title": "郊游"}, schools=schools, by=allied.core.clerk)
    assert same.approved_at
    changed = services.change(
        activity=activity, fields={"on": date(2026, 10, 21)}, schools=schools, by=allied.core.clerk
    )
    assert changed.approved_at is None
    assert changed.participations.count() == 2


def test_only_what_takes_pupils_out_is_approved_and_once(allied):
    with pytest.raises(Refused, match="not_asked"):
        services.approve(activity=create_activity(allied), by=allied.core.principal)
    activity = create_activity(allied, **SAFE)
    services.approve(activity=activity, by=allied.core.principal)
    with pytest.raises(Refused, match="approved"):
        services.approve(activity=activity, by=allied.core.principal)


def test_nothing_is_held_before_its_day_or_twice(allied):
    activity = create_activity(allied)
    with pytest.raises(Refused, match="in_the_future"):
        services.hold(activity=activity, by=allied.core.clerk, now=noon(date(2026, 10, 13)))
    services.hold(activity=activity, by=allied.core.clerk, now=NOW)
    with pytest.raises(Refused, match="not_planned"):
        services.hold(activity=activity, by=allied.core.clerk, now=NOW)


def test_what_was_held_is_not_moved_into_the_future(allied):
    activity, later = create_held(allied), timezone.localdate() + timedelta(days=9)
    with pytest.raises(Refused, match="in_the_future"):
        services.change(activity=activity, fields={"on": later}, schools=[], by=allied.core.clerk)


@pytest.mark.parametrize("step", ["hold", "cancel"])
def test_a_school_that_has_left_before_the_day_hears_nothing_of_it(allied, step):
    activity, gone, stays = create_activity(allied), allied.others[0], allied.others[1]
    gone.membership.to_on = OCTOBER
    gone.membership.save()
    Notice.objects.all().delete()
    why = {"why": "rain"} if step == "cancel" else {}
    getattr(services, step)(activity=activity, by=allied.core.clerk, now=NOW, **why)
    assert Notice.objects.filter(recipient=stays.principal).exists()
    assert not Notice.objects.filter(recipient=gone.principal).exists()


def test_a_summary_needs_words_and_closes_the_activity(allied):
    activity = create_activity(allied)
    with pytest.raises(Refused, match="not_held"):
        services.write_up(activity=activity, summary="好", by=allied.core.clerk)
    services.hold(activity=activity, by=allied.core.clerk, now=NOW)
    with pytest.raises(Refused, match="no_summary"):
        services.write_up(activity=activity, summary=" ", by=allied.core.clerk)
    services.write_up(activity=activity, summary="好", by=allied.core.clerk)
    with pytest.raises(Refused, match="closed"):
        services.change(activity=activity, fields={}, schools=[], by=allied.core.clerk)


def test_a_cancelled_activity_says_why_and_takes_no_more_part(allied):
    activity = create_activity(allied)
    with pytest.raises(Refused, match="no_reason"):
        services.cancel(activity=activity, why=" ", by=allied.core.clerk)
    services.cancel(activity=activity, why="大雨", by=allied.core.clerk)
    with pytest.raises(Refused, match="closed"):
        take_part(participation=part_of(activity, allied.others[0]), fields={}, staff=[], by=allied.others[0].clerk)


def test_a_school_that_confirmed_cannot_be_left_out(allied):
    activity = create_held(allied)
    services.change(activity=activity, fields={}, schools=[], by=allied.core.clerk)
    assert activity.participations.count() == 4
