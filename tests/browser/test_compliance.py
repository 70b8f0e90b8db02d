"""Stories 3 and 4 of what documents ask: a head on the phone enters checks; the office works with the board."""

from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from rulebook.models import Waiver
from rulebook.tests.acceptance import only_registers as only_registers
from rulebook.tests.running import midterm_check_of, small_now
from tests.browser import steps

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("only_registers")]


@pytest.fixture
def small(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    small = small_now()
    for user in small.people.values():
        user.language = "en"
        user.save()
    return small


def card(page, name: str):
    return page.locator(".owed-card").filter(has_text=name)


def test_a_head_enters_checks_from_the_phone_and_sees_the_bar_move(page_phone, small):
    page = page_phone
    steps.enter_as(page, small.h1)
    steps.visit(page, reverse("rulebook:obligation_mine"))
    check = card(page, "Full check at mid-term")
    expect(check.locator("strong")).to_have_text("0 of 3")

    steps.follow(page, check.get_by_role("link", name="Enter Full check at mid-term"))
    page.get_by_label("a1").check()
    page.get_by_label("a3").check()
    page.set_input_files("input[type=file]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    steps.send(page)
    expect(page.get_by_text("Entered: 6 records.")).to_be_visible()
    expect(check.locator("strong")).to_have_text("2 of 3")
    assert check.locator("progress").get_attribute("value") == "2"

    check.get_by_text("1 still open").click()
    steps.follow(page, check.get_by_role("link", name="a2"))
    expect(page.get_by_text("Why this number")).to_be_visible()


def test_an_entry_is_taken_back_on_the_phone(page_phone, small):
    page, owed = page_phone, midterm_check_of(small, "a1")
    steps.enter_as(page, small.h1)
    steps.visit(page, reverse("rulebook:attestation_add", args=[owed.public_id]))
    steps.send(page)
    expect(page.locator(".owed-big")).to_have_text("3 of 3")
    steps.follow(page, page.get_by_role("link", name="Take back").first)
    page.get_by_label("Reason").fill("wrong teacher")
    steps.send(page, "Take back")
    expect(page.locator(".owed-big")).to_have_text("2 of 3")


def test_the_office_filters_drills_down_waives_with_a_reason_and_exports(page_desktop, small):
    page = page_desktop
    steps.enter_as(page, small.vice)
    steps.visit(page, reverse("rulebook:board"))
    steps.assert_in_order_at_every_size(page)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Whom it asks").select_option(label="research group head")
    steps.follow(page, page.get_by_role("button", name="Apply"))
    expect(page.get_by_role("link", name="Teachers observe each other")).to_have_count(0)

    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    sheet = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))["Every obligation"]
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} >= {"Full check at mid-term"}

    steps.follow(page, page.get_by_role("link", name="Full check at mid-term"))
    steps.assert_in_order_at_every_size(page)
    page.get_by_role("checkbox", name="a2").check()
    steps.follow(page, page.get_by_role("button", name="Waive those ticked"))
    page.get_by_label("Reason").fill("on exchange this term")
    steps.send(page)
    expect(page.get_by_text("Waived: 1.")).to_be_visible()
    assert Waiver.objects.get().obligation == midterm_check_of(small, "a2")

    steps.follow(page, page.get_by_role("row", name="a2").get_by_role("link"))
    steps.follow(page, page.get_by_role("link", name="Take back"))
    steps.send(page, "Take back")
    expect(page.locator(".owed-head .owed-state")).to_contain_text("Due")


def test_the_office_brings_a_term_up_to_date(page_desktop, small):
    page = page_desktop
    small.h3.posts.all().delete()
    steps.enter_as(page, small.clerk)
    steps.visit(page, reverse("rulebook:board"))
    steps.follow(page, page.get_by_role("button", name="Bring up to date"))
    expect(page.get_by_text("no longer owed")).to_be_visible()
    page.get_by_text("could not be settled").click()
    expect(page.get_by_text("no one holds the post").first).to_be_visible()
