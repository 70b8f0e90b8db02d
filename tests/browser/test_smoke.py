"""The portal opens in a real browser, in both languages and widths; jobs and messages move by themselves."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from jobs import services as jobs
from notices import services as notices
from tests.browser import steps
from tests.browser.faults import Faults


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_person_signs_in_and_sees_the_first_page(open_page, size, language):
    page = open_page(size, language)
    steps.visit(page, "/account/sign-in/")
    steps.sign_in(page, user_with(Role.PRINCIPAL))
    steps.assert_in_order(page)
    assert page.get_attribute("html", "lang") == {"en": "en", "zh-CN": "zh-hans"}[language]


def test_a_page_that_is_not_there_says_so(page_phone):
    steps.enter_as(page_phone, create_user())
    steps.visit(page_phone, "/no/such/page/", status=404)


def test_messages_are_read_in_the_inbox(page_phone):
    person = create_user()
    steps.enter_as(page_phone, person)
    steps.visit(page_phone, "/inbox/")
    notices.send(recipients=person, subject="Your work is done", url="/jobs/", dedupe="d")
    steps.visit(page_phone, "/inbox/?unread=1")

    page_phone.get_by_role("button", name="Your work is done", exact=True).click()
    page_phone.wait_for_url("**/jobs/")
    steps.assert_in_order(page_phone)
    steps.visit(page_phone, "/inbox/?unread=1")
    assert page_phone.get_by_text("Your work is done").count() == 0


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_job_is_watched_to_its_end(open_page, size, celery_worker_process, tmp_path):
    page, gate = open_page(size), tmp_path / "gate"
    person = create_user()
    job = jobs.start(kind="test_write", by=person, arguments={"name": "north", "gate": str(gate)})
    steps.enter_as(page, person)
    steps.visit(page, f"/jobs/{job.public_id}/")

    expect(page.get_by_role("progressbar", name="At the gate")).to_have_attribute("value", "50")
    steps.assert_in_order(page)
    Path(f"{gate}.open").touch()
    expect(page.get_by_role("link", name="Continue")).to_be_visible()
    steps.assert_in_order(page)
    steps.visit(page, "/jobs/")


def test_a_job_is_cancelled_from_its_page(page_desktop, celery_worker_process, tmp_path):
    person = create_user()
    arguments = {"name": "north", "gate": str(tmp_path / "gate")}
    job = jobs.start(kind="test_write", by=person, arguments=arguments)
    steps.enter_as(page_desktop, person)
    steps.visit(page_desktop, f"/jobs/{job.public_id}/")

    page_desktop.get_by_role("button", name="Cancel the work").click()
    expect(page_desktop.get_by_role("button", name="Start again")).to_be_visible()
    steps.assert_in_order(page_desktop)


def test_a_script_that_the_policy_forbids_is_noticed(page_desktop):
    steps.visit(page_desktop, "/account/sign-in/")
    page_desktop.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<b id=b onclick=\"1\">b</b>')")
    page_desktop.evaluate("() => document.getElementById('b').click()")
    page_desktop.wait_for_timeout(100)
    assert len(Faults.of(page_desktop).seen) == 1
    Faults.of(page_desktop).seen.clear()
