"""Story 2 of alliances: a meeting is planned, answered on a phone, held, written by two people, and followed up."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from alliances.models import AllianceMeeting, MeetingTodo
from alliances.tests.factories import create_alliance
from alliances.tests.meetings import create_meeting, create_todo
from tests.browser.steps import assert_in_order_at_every_size, enter_as, follow, send, visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def allied():
    allied = create_alliance()
    for member in allied.members:
        for name, user in member.people.items():
            user.name = f"{member.school.name} {name}"
            user.save()
    return allied


def to(name: str, record) -> str:
    return reverse(f"alliances:{name}", args=[record.public_id])


def test_the_office_plans_and_invites_and_a_principal_answers_on_a_phone(allied, page_desktop, page_phone):
    office, today = page_desktop, timezone.localdate()
    enter_as(office, allied.core.vice)
    visit(office, to("alliance_detail", allied.alliance))
    follow(office, office.get_by_role("link", name="Meetings", exact=True))
    follow(office, office.get_by_role("link", name="Plan a meeting"))
    office.fill("[name=on]", today.isoformat())
    office.fill("[name=starts_at]", "14:00")
    office.fill("[name=ends_at]", "16:00")
    office.fill("[name=place]", "会议室")
    send(office)  # no agenda yet, and nobody is called: the page says so
    office.fill("[name=agenda]", "计划\n经费")
    for member in allied.others:
        office.get_by_label(f"{member.principal.name} · {member.school.name}").check()
    send(office)
    follow(office, office.get_by_role("button", name="Send the invitation"))
    meeting = AllianceMeeting.objects.get()
    enter_as(page_phone, allied.others[0].principal)
    visit(page_phone, reverse("notices:inbox"))
    visit(page_phone, to("meeting_detail", meeting))
    page_phone.get_by_label("If you cannot come: who stands in").fill("王芳")
    follow(page_phone, page_phone.get_by_role("button", name="I cannot come"))
    own = meeting.attendees.get(person=allied.others[0].principal)
    assert (own.answer, own.stood_in) == ("excused", "王芳")
    visit(page_phone, reverse("alliances:meeting_mine"))
    follow(page_phone, page_phone.get_by_role("link", name="In my phone's calendar"))


def test_attendance_is_taken_by_thumb(allied, page_phone):
    meeting = create_meeting(allied, on=timezone.localdate())
    meeting.attendees.filter(person=allied.others[0].principal).update(answer="excused", stood_in="王芳")
    enter_as(page_phone, allied.core.vice)
    visit(page_phone, to("meeting_detail", meeting))
    follow(page_phone, page_phone.get_by_role("link", name="Attendance"))
    last = page_phone.locator(".meet-person").last
    last.get_by_text("Absent").click()
    last.get_by_label("Who stood in").fill("李明")
    follow(page_phone, page_phone.get_by_role("button", name="Save"))
    expect(page_phone.get_by_text("2 present, 1 excused, 1 absent")).to_be_visible()


def test_two_people_write_one_place_and_nothing_is_lost(allied, open_page):
    meeting = create_meeting(allied, on=timezone.localdate(), agenda=("Plan", "Money"))
    one, two = open_page("desktop"), open_page("phone")
    for page, user in ((one, allied.core.vice), (two, allied.core.principal)):
        enter_as(page, user)
        visit(page, to("meeting_minutes", meeting))
    one.get_by_label("1. Plan").fill("Agreed by all.")
    two.get_by_label("1. Plan").fill("To be printed.")
    two.get_by_label("2. Money").fill("Each school pays.")
    follow(one, one.get_by_role("button", name="Save"))
    follow(two, two.get_by_role("button", name="Save"))
    expect(two.get_by_role("alert")).to_contain_text(f"{allied.core.vice.name} changed this")
    assert two.get_by_label("1. Plan").input_value() == "Agreed by all.\nTo be printed."
    assert_in_order_at_every_size(two)
    follow(two, two.get_by_role("button", name="Save"))
    minutes = list(meeting.items.values_list("minutes", flat=True))
    assert minutes == ["Agreed by all.\nTo be printed.", "Each school pays."]


def test_what_is_to_be_done_comes_back_until_it_is_done(allied, page_desktop, page_phone):
    today, owner = timezone.localdate(), allied.others[0].principal
    meeting = create_meeting(allied, on=today)
    create_todo(create_meeting(allied, on=today.replace(day=1), title="Before"), owner, text="Old matter")
    enter_as(page_desktop, allied.core.vice)
    visit(page_desktop, to("meeting_detail", meeting))
    expect(page_desktop.get_by_role("heading", name="Open from earlier meetings")).to_be_visible()
    follow(page_desktop, page_desktop.get_by_role("link", name="Decision"))
    page_desktop.fill("[name=text]", "We share our timetables.")
    send(page_desktop)
    follow(page_desktop, page_desktop.get_by_role("link", name="To-do"))
    page_desktop.fill("[name=text]", "Send the timetables")
    page_desktop.select_option("[name=owner]", str(owner.public_id))
    page_desktop.fill("[name=due_on]", today.isoformat())
    send(page_desktop)
    assert_in_order_at_every_size(page_desktop)
    enter_as(page_phone, owner)
    visit(page_phone, reverse("alliances:todo_mine"))
    follow(page_phone, page_phone.get_by_role("link", name="Old matter"))
    page_phone.fill("[name=note]", "Sent on Monday")
    send(page_phone)
    assert MeetingTodo.objects.open().get().text == "Send the timetables"
    visit(page_desktop, to("meeting_print", meeting))
    expect(page_desktop.get_by_text("Sent on Monday")).to_be_visible()


def test_the_steering_group_writes_down_a_check_and_the_office_commends(allied, page_phone):
    enter_as(page_phone, allied.core.vice)
    visit(page_phone, to("spotcheck_list", allied.alliance))
    follow(page_phone, page_phone.get_by_role("link", name="Write down a spot check"))
    page_phone.select_option("[name=school]", str(allied.others[0].school.pk))
    page_phone.fill("[name=seen]", "Lessons begin on time.")
    page_phone.fill("[name=problems]", "The library is shut.")
    send(page_phone)
    follow(page_phone, page_phone.locator(".meet-title"))
    follow(page_phone, page_phone.get_by_role("link", name="Follow up"))
    page_phone.fill("[name=note]", "It is open again.")
    send(page_phone)
    expect(page_phone.get_by_text("It is open again.")).to_be_visible()
    visit(page_phone, to("commendation_list", allied.alliance))
    follow(page_phone, page_phone.get_by_role("link", name="Commend", exact=True))
    page_phone.select_option("[name=school]", str(allied.others[0].school.pk))
    page_phone.fill("[name=reason]", "A library for all.")
    send(page_phone)
    expect(page_phone.get_by_text("A library for all.", exact=True)).to_be_visible()
