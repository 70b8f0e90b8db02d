"""Planning, calling, inviting, answering, cancelling a meeting, and who was there (G5.3.2.2)."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_post
from alliances.models import AllianceMeeting, Body, MeetingAttendee
from alliances.selectors.people import Called, people_of
from alliances.services import attendance, meetings
from alliances.tests.factories import FOUNDED, create_alliance, create_body, create_seat
from alliances.tests.meetings import OCTOBER, create_attendee, create_meeting, noon
from core.refusals import Refused
from notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def allied():
    return create_alliance()


def planned(allied, **changes) -> dict:
    """Give what `plan` and `change` take: all of the leading group are called."""
    fields = {
        "title": "Monthly meeting", "is_monthly": True, "on": OCTOBER, "starts_at": time(14), "ends_at": time(16),
        "host": allied.core.school, "place": "Hall", "link": "", "calls_liaisons": False,
    }  # fmt: skip
    values = {"bodies": [leading(allied)], "persons": [], "agenda": ["Plan", "Money"], "by": allied.core.vice}
    values |= {name: changes.pop(name) for name in list(changes) if name in values}
    return {"fields": fields | changes, **values}


def leading(allied) -> Body:
    return Body.objects.get(alliance=allied.alliance, kind=Body.Kind.LEADING_GROUP)


def called(meeting) -> set:
    return {row.person for row in meeting.attendees.all()}


def told(person) -> list[str]:
    return [key.split("-", 7)[-1][:7] for key in person.notices.order_by("pk").values_list("dedupe", flat=True)]


def test_a_bound_seat_calls_who_holds_the_post_on_that_day(allied):
    allied.core.principal.posts.update(to_on=date(2026, 10, 1))
    successor = create_post(role=Role.PRINCIPAL, school=allied.core.school, from_on=date(2026, 10, 1)).user
    assert called(meetings.plan(alliance=allied.alliance, **planned(allied))) == {successor}
    before = meetings.plan(alliance=allied.alliance, **planned(allied, on=date(2026, 9, 9)))
    assert called(before) == {allied.core.principal}


def test_liaisons_and_single_persons_are_called_besides_each_once(allied):
    group = create_body(allied)
    for member in allied.others:
        create_seat(group, post="alliance_liaison", school=member.school, person=member.clerk)
    extra = [Called(allied.others[0].clerk, allied.others[0].school), Called(allied.core.clerk, allied.core.school)]
    meeting = meetings.plan(alliance=allied.alliance, **planned(allied, calls_liaisons=True, bodies=[], persons=extra))
    assert called(meeting) == {member.clerk for member in allied.members}


def test_nobody_is_told_before_the_invitation_and_each_once_after(allied):
    meeting = meetings.plan(alliance=allied.alliance, **planned(allied))
    assert not Notice.objects.exists()
    assert meetings.invite(meeting=meeting, by=allied.core.vice) == 1
    assert meetings.invite(meeting=meeting, by=allied.core.vice) == 0
    assert told(allied.core.principal) == ["invited"]


def test_a_new_time_is_told_to_those_invited_and_new_ones_are_invited(allied):
    meeting = meetings.plan(alliance=allied.alliance, **planned(allied))
    meetings.invite(meeting=meeting, by=allied.core.vice)
    new = Called(allied.others[0].principal, allied.others[0].school)
    meetings.change(meeting=meeting, **planned(allied, starts_at=time(15), persons=[new]))
    assert (told(allied.core.principal), told(new.person)) == (["invited", "changed"], ["invited"])
    meetings.change(meeting=meeting, **planned(allied, starts_at=time(15), title="Other"))
    assert told(allied.core.principal) == ["invited", "changed"]
    assert called(meeting) == {allied.core.principal}


def test_an_item_with_minutes_stays_on_the_agenda(allied):
    meeting = meetings.plan(alliance=allied.alliance, **planned(allied))
    meeting.items.filter(title="Plan").update(minutes="Agreed")
    meetings.change(meeting=meeting, **planned(allied, agenda=["Sports", "Plan"]))
    assert list(meeting.items.values_list("title", "minutes")) == [("Sports", ""), ("Plan", "Agreed")]
    with pytest.raises(Refused, match="item-has-minutes"):
        meetings.change(meeting=meeting, **planned(allied, agenda=["Sports"]))


def test_a_meeting_to_which_nobody_would_come_is_not_planned(allied):
    with pytest.raises(Refused, match="nobody-called"):
        meetings.plan(alliance=allied.alliance, **planned(allied, bodies=[]))
    assert not AllianceMeeting.objects.exists()


def test_one_answers_for_oneself_and_names_who_stands_in(allied):
    meeting, one, other = create_meeting(allied), allied.core.principal, allied.core.vice
    row = meetings.answer(meeting=meeting, is_coming=False, stood_in="王芳", by=one)
    assert (row.answer, row.stood_in) == ("excused", "王芳")
    assert meetings.answer(meeting=meeting, is_coming=True, by=one).stood_in == ""
    with pytest.raises(Refused, match="not-called"):
        meetings.answer(meeting=meeting, is_coming=True, by=other)


def test_a_cancelled_meeting_says_why_and_a_held_one_is_not_cancelled(allied):
    meeting = create_meeting(allied)
    meetings.cancel(meeting=meeting, why="Storm", by=allied.core.vice)
    assert allied.core.principal.notices.get().body == "Storm"
    with pytest.raises(Refused, match="cancelled"):
        meetings.answer(meeting=meeting, is_coming=True, by=allied.core.principal)
    with pytest.raises(Refused, match="held"):
        meetings.cancel(meeting=create_meeting(allied, is_held=True), why="Storm", by=allied.core.vice)


def test_a_held_meeting_is_not_moved_into_the_future(allied):
    meeting, later = create_meeting(allied, is_held=True), timezone.localdate() + timedelta(days=9)
    with pytest.raises(Refused, match="was-held"):
        meetings.change(meeting=meeting, **planned(allied, on=later))
    assert meetings.change(meeting=meeting, **planned(allied, on=date(2026, 10, 15))).on == date(2026, 10, 15)


def test_attendance_is_taken_on_the_day_and_nobody_stands_in_for_who_is_there(allied):
    meeting = create_meeting(allied)
    one, two, *_ = meeting.attendees.all()
    rows = {one.public_id: ("present", "王芳"), two.public_id: ("excused", "李明")}
    with pytest.raises(Refused, match="not-yet"):
        attendance.take(meeting=meeting, rows=rows, by=allied.core.vice, now=noon(OCTOBER - timedelta(days=1)))
    assert attendance.take(meeting=meeting, rows=rows, by=allied.core.vice, now=noon(OCTOBER)) == 2
    assert attendance.take(meeting=meeting, rows=rows, by=allied.core.vice, now=noon(OCTOBER)) == 0
    taken = MeetingAttendee.objects.exclude(attendance="").order_by("attendance")
    assert list(taken.values_list("attendance", "stood_in")) == [("excused", "李明"), ("present", "")]


def test_who_was_there_stays_when_the_people_called_change(allied):
    meeting = create_meeting(allied, people=[allied.others[0].principal])
    create_attendee(meeting, allied.others[1].principal)
    meeting.attendees.filter(person=allied.others[0].principal).update(attendance="present")
    meetings.change(meeting=meeting, **planned(allied))
    assert called(meeting) == {allied.others[0].principal, allied.core.principal}


def test_a_school_that_left_reads_its_meetings_and_no_later_one(allied):
    gone = allied.others[0]
    old, new = create_meeting(allied), create_meeting(allied, on=date(2026, 11, 18))
    gone.membership.to_on = date(2026, 11, 1)
    gone.membership.save()
    assert list(AllianceMeeting.objects.visible_to(gone.principal)) == [old]
    assert list(AllianceMeeting.objects.visible_to(allied.others[1].principal)) == [new, old]
    assert list(AllianceMeeting.objects.visible_to(create_alliance().core.principal)) == []


def test_whom_one_can_call_are_leaders_and_holders_of_seats_only(allied):
    create_seat(create_body(allied), school=allied.core.school, person=allied.core.teacher)
    offered = {each.person for each in people_of(allied.alliance, FOUNDED)}
    leaders = {member.people[name] for member in allied.members for name in ("principal", "vice", "director", "clerk")}
    assert offered == leaders | {allied.core.teacher}
