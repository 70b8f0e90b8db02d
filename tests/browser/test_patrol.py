"""The patrol with one thumb on a phone, and a lesson change from asking to the timetable of the day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from patrols.models import PatrolEntry, PatrolWalk
from patrols.services import walking
from patrols.tests.factories import create_present_scene
from registry.tests.timetable.factories import create_slot
from tests.browser import steps

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(db):
    return create_present_scene(today=timezone.localdate())


def line(page, slot):
    return page.locator(f"#lesson-{slot.public_id}")


@pytest.mark.parametrize(("size", "language"), [("phone", "en"), ("desktop", "zh-CN")])
def test_a_period_is_walked_with_taps(scene, open_page, size, language):
    page = open_page(size, language)
    steps.enter_as(page, scene.clerk)
    steps.visit(page, reverse("patrols:patrol_walk") + "?period=1")
    line(page, scene.one).locator("button.btn-primary").click()
    expect(line(page, scene.one)).to_contain_text(scene.clerk.name)
    expect(page.locator("#walk-count")).to_contain_text("1")
    line(page, scene.two).locator("a.walk-big").click()
    page.fill("input[name=late]", "4")
    page.locator("input[name=norms]").nth(2).check()
    page.fill("input[name=note]", "8:14 到岗")
    steps.assert_in_order(page)
    line(page, scene.two).locator("button[type=submit]").click()
    expect(line(page, scene.two)).to_contain_text("8:14 到岗")
    steps.follow(page, page.locator("#walk-end button[type=submit]"))
    assert PatrolWalk.objects.get().saw_norms
    assert sorted(PatrolEntry.objects.values_list("late", flat=True), key=str) == [4, None]
    for name in ("patrol_list", "patrol_month", "absence_list", "norm_list"):
        steps.visit(page, reverse(f"patrols:{name}"))
    steps.visit(page, reverse("patrols:patrol_day", args=[scene.time.on]))
    steps.visit(page, reverse("patrols:entry_detail", args=[PatrolEntry.objects.get(late=4).public_id]))


def test_what_another_patroller_entered_meanwhile_is_shown_and_stays(scene, page_phone):
    page = page_phone
    steps.enter_as(page, scene.clerk)
    steps.visit(page, reverse("patrols:patrol_walk") + "?period=1")
    found = walking.AS_PLANNED | {"is_absent": True}
    walking.record(time=scene.time, slot=scene.one, found=found, seen="", by=scene.director)
    line(page, scene.one).locator("button.btn-primary").click()
    expect(line(page, scene.one)).to_contain_text("Somebody else has entered this lesson meanwhile")
    expect(line(page, scene.one)).to_contain_text(scene.director.name)
    assert PatrolEntry.objects.get().is_absent


def test_a_tap_is_taken_back(scene, page_phone):
    page = page_phone
    steps.enter_as(page, scene.clerk)
    steps.visit(page, reverse("patrols:patrol_walk") + "?period=1")
    line(page, scene.one).locator("button.btn-primary").click()
    line(page, scene.one).get_by_role("button", name="Undo").click()
    expect(line(page, scene.one).get_by_role("button", name="As planned")).to_be_visible()
    assert not PatrolEntry.objects.exists()


@pytest.mark.parametrize(("size", "language"), [("phone", "zh-CN"), ("desktop", "en")])
def test_a_swap_is_asked_agreed_approved_and_stands_in_the_timetable(scene, open_page, size, language):
    tomorrow = scene.time.on + timedelta(days=1)
    create_slot(scene, weekday=2, period=2, teacher=scene.li, subject=scene.music, from_on=scene.term.starts_on)
    page = open_page(size, language)
    steps.enter_as(page, scene.wang.user)
    steps.visit(page, reverse("patrols:change_ask"))
    steps.follow(page, page.locator(f"a.walk-choice[href*='on={tomorrow}']").first)
    value = page.locator("select[name=lesson] option[value*='@']").first.get_attribute("value")
    page.select_option("select[name=lesson]", value)
    page.fill("input[name=reason]", "外出学习")
    steps.send(page)
    url = page.url
    for user in (scene.li.user, scene.clerk):
        page.context.clear_cookies()
        steps.enter_as(page, user)
        steps.visit(page, url)
        steps.send(page)
    steps.visit(page, reverse("registry:timetable_day") + f"?on={tomorrow}")
    expect(page.locator("main")).to_contain_text("外出学习")
    steps.visit(page, reverse("patrols:change_list") + "?which=all")
