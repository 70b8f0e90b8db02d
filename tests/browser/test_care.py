"""Stories 4, 5 and 7 on the phone: a parent on duty comes, ticks and goes; a guardian asks leave; duties in a calendar."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from communities.models import Assignment, Attendance, Leave, Membership, Slot
from communities.services import reminders
from communities.tests.factories import (
    create_duty,
    create_full_community,
    create_rota,
    create_slot,
    create_venue,
    moment,
    parents_of,
)
from registry.models import Student
from tests.browser import steps

NAMES = ("张三", "李四", "王五", "赵六")


@pytest.fixture
def community():
    community = create_full_community()
    Membership.objects.update(answered_at=timezone.now() - timedelta(days=30))
    for student, name in zip(Student.objects.order_by("pk"), NAMES, strict=True):
        student.name = name
        student.save()
    return community


@pytest.fixture
def duty(community):
    """A homework session that runs now, on duty the second parent; the child of the third is on leave."""
    today = timezone.localdate()
    rota = create_rota(community=community, from_on=today, is_filed=True)
    slot = create_slot(rota=rota, on=today, venue=create_venue(community=community, name="村文化室"))
    duty = create_duty(slot=slot, guardian=parents_of(community)[1])
    now, midnight = timezone.now(), moment(today, "00:00")
    hours = {"starts_at": max(now - timedelta(minutes=10), midnight), "ends_at": now + timedelta(hours=1)}
    Slot.objects.update(**hours)
    Assignment.objects.update(**hours)
    away = parents_of(community)[2]
    Leave.objects.create(
        school=slot.school, student=away.students.get(), from_on=today, to_on=today, asked_by=away.user
    )
    return duty


def words(language: str, english: str, chinese: str) -> str:
    return english if language == "en" else chinese


def in_language(user, language: str):
    user.language = "en" if language == "en" else "zh-hans"
    user.save()
    return user


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_parent_on_duty_comes_ticks_who_is_there_and_goes(open_page, duty, language):
    page = open_page("phone", language)
    steps.enter_as(page, in_language(duty.guardian.user, language))
    steps.visit(page, f"/communities/attendance/{duty.slot.public_id}/")
    steps.follow(page, page.get_by_role("button", name=words(language, "I am here", "我到了")))
    expect(page.locator(".care-times")).to_contain_text(re.compile(r"\d\d:\d\d"))

    first = page.locator(".care-pupil", has_text="张三")
    there = words(language, "There", "到场")
    first.get_by_role("button", name=there, exact=True).click()
    expect(first.get_by_role("button", name=there, exact=True)).to_have_attribute("aria-pressed", "true")
    expect(first.get_by_role("button", name=there, exact=True)).to_be_focused()
    late = words(language, "Late", "迟到")
    page.locator(".care-pupil", has_text="李四").get_by_role("button", name=late, exact=True).click()
    expect(page.locator(".care-tick-late[aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".care-pupil", has_text="王五").locator(".care-tick-leave[aria-pressed=true]")).to_have_count(1)
    steps.assert_in_order_at_every_size(page)

    steps.follow(page, page.get_by_role("button", name=words(language, "I am leaving", "我走了")))
    page.locator(".care-correct summary").click()
    steps.assert_in_order(page)
    duty.refresh_from_db()
    assert duty.checked_in_at <= duty.checked_out_at
    assert sorted(Attendance.objects.values_list("student__name", "status")) == [("张三", "present"), ("李四", "late")]


def test_without_scripts_the_ticks_are_forms(open_page, duty):
    page = open_page("phone", java_script_enabled=False)
    steps.enter_as(page, in_language(duty.guardian.user, "en"))
    page.goto(f"/communities/attendance/{duty.slot.public_id}/")
    page.locator(".care-pupil", has_text="张三").get_by_role("button", name="Not there", exact=True).click()
    expect(page.locator(".care-pupil", has_text="张三").locator("[aria-pressed=true]")).to_have_text("Not there")
    assert Attendance.objects.get().status == "absent"


def test_the_leader_sees_the_gap_and_mends_the_minutes_after_the_session(open_page, duty):
    now = timezone.now()
    span = {"starts_at": now - timedelta(hours=3), "ends_at": now - timedelta(hours=2)}
    Slot.objects.update(**span)
    Assignment.objects.update(**span)
    leader = in_language(parents_of(duty.slot.community)[0].user, "en")
    page = open_page("phone")
    steps.enter_as(page, leader)
    steps.visit(page, f"/communities/attendance/communities/{duty.slot.community.public_id}/")
    expect(page.get_by_text("王五")).to_be_visible()
    steps.follow(page, page.locator("main tbody a").first)
    expect(page.locator("#accompanied-title + ul")).to_contain_text("Not from")
    expect(page.locator(".care-pupil button").first).to_be_visible()
    steps.assert_in_order_at_every_size(page)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_guardian_asks_leave_in_two_taps_and_takes_it_back(open_page, community, language):
    guardian = parents_of(community)[2]
    page = open_page("phone", language)
    steps.enter_as(page, in_language(guardian.user, language))
    steps.visit(page, "/communities/leave/")
    steps.follow(page, page.locator("main .empty a"))
    expect(page.get_by_label("王五")).to_be_checked()
    expect(page.locator("#div_id_from_on")).to_be_hidden()
    page.get_by_text(words(language, "Other days", "其他日期")).click()
    expect(page.locator("#div_id_from_on")).to_be_visible()
    steps.send(page)
    expect(page.locator(".form-errors")).to_contain_text(words(language, "Choose the first day", "请选择开始日期"))
    page.get_by_text(words(language, "Tomorrow", "明天"), exact=True).click()
    steps.send(page)
    leave = Leave.objects.get()
    assert leave.from_on == leave.to_on == timezone.localdate() + timedelta(days=1)

    steps.assert_in_order_at_every_size(page)
    steps.follow(page, page.locator("main li button"))
    leave.refresh_from_db()
    assert leave.taken_back_at is not None


def test_duties_go_into_the_phones_calendar_by_an_address_that_can_be_renewed(open_page, duty):
    page = open_page("phone", "en")
    steps.enter_as(page, in_language(duty.guardian.user, "en"))
    steps.visit(page, "/communities/feeds/")
    steps.send(page, "Make an address")
    old = page.locator("#feed-address").input_value()
    assert "BEGIN:VEVENT" in page.request.get(old).text()
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    steps.send(page, "Make a new address")
    new = page.locator("#feed-address").input_value()
    assert (page.request.get(old).status, page.request.get(new).status) == (404, 200)
    steps.assert_in_order_at_every_size(page)
    steps.send(page, "Switch off")
    assert page.request.get(new).status == 404


def test_the_reminder_of_the_evening_is_read_in_the_inbox(open_page, duty):
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    slot = create_slot(rota=duty.slot.rota, on=tomorrow, venue=duty.slot.venue)
    create_duty(slot=slot, guardian=duty.guardian)
    reminders.remind(on=today, now=moment(today, "17:30"))
    page = open_page("phone", "zh-CN")
    steps.enter_as(page, in_language(duty.guardian.user, "zh-CN"))
    steps.visit(page, "/inbox/")
    expect(page.locator("main")).to_contain_text("您值日")
    expect(page.locator("main")).to_contain_text("17:00–18:30 · 作业点 · 村文化室")


def test_a_guardian_sees_how_the_own_child_attended(open_page, duty):
    guardian = parents_of(duty.slot.community)[3]
    child = guardian.students.get()
    Attendance.objects.create(
        school=duty.school, slot=duty.slot, student=child, status="late", marked_by=duty.guardian.user
    )
    page = open_page("phone", "en")
    steps.enter_as(page, in_language(guardian.user, "en"))
    steps.visit(page, f"/communities/attendance/children/{child.public_id}/")
    expect(page.locator("main li")).to_contain_text("Late")
    steps.assert_in_order_at_every_size(page)
