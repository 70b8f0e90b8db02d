"""Story 3 in a browser: a teacher applies on a phone, two approve, the host notes, the home school ends, a certificate."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alliances.models import Stint
from alliances.tests.exchanges import create_stint, send_people, staff_up
from alliances.tests.factories import create_alliance
from tests.browser.steps import assert_in_order_at_every_size, enter_as, follow, send, visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def allied(db):
    return create_alliance(schools=3, adopted=True)


def url(name, of):
    return reverse(f"alliances:{name}", args=[of.public_id])


def apply_on(page, allied, host):
    """Apply with a wrong last day first, which is told at its field."""
    visit(page, reverse("alliances:stint_list"))
    follow(page, page.get_by_role("link", name="Apply for an exchange"))
    page.select_option("select[name=host]", label=host.school.name)
    page.fill("input[name=from_on]", "2026-09-01")
    page.fill("input[name=last_on]", "2026-08-01")
    page.select_option("select[name=backbone]", "backbone_teacher")
    page.fill("input[name=subject]", "语文")
    page.fill("input[name=duties]", "五年级语文")
    send(page)
    expect(page.locator("#error_1_id_last_on")).to_contain_text("before it begins")
    page.fill("input[name=last_on]", "2027-07-02")
    send(page)
    expect(page.locator("main")).to_contain_text("Waits for the school")


def test_a_stint_from_the_phone_of_the_teacher_to_the_certificate(allied, page_phone, page_desktop):
    home, host = allied.others
    enter_as(page_phone, home.teacher)
    apply_on(page_phone, allied, host)
    stint = Stint.objects.get()
    for person, button in ((home.principal, "Approve for the school"), (allied.core.vice, "Approve for the alliance")):
        enter_as(page_desktop, person)
        visit(page_desktop, reverse("alliances:stint_list") + "?which=waiting")
        follow(page_desktop, page_desktop.get_by_role("link", name=home.teacher.name))
        send(page_desktop, button)
    enter_as(page_desktop, host.clerk)
    visit(page_desktop, url("stint_detail", stint))
    send(page_desktop, "Has begun")
    follow(page_desktop, page_desktop.get_by_role("link", name="Write a note"))
    page_desktop.select_option("select[name=month]", "2026-09-01")
    page_desktop.fill("textarea[name=text]", "teaches two classes")
    send(page_desktop)
    follow(page_desktop, page_desktop.get_by_role("link", name="Assess a term"))
    page_desktop.select_option("#id_term", index=1)
    page_desktop.fill("input[name=on]", "2026-09-20")
    page_desktop.select_option("select[name=result]", "good")
    page_desktop.fill("input[name=raw_rank]", "4")
    send(page_desktop)
    expect(page_desktop.locator("main")).to_contain_text("not configured")
    enter_as(page_desktop, home.clerk)
    visit(page_desktop, url("stint_detail", stint))
    page_desktop.fill("input[name=return-on]", "2026-09-25")
    send(page_desktop, "Is back; this was the last day")
    enter_as(page_desktop, allied.core.vice)
    visit(page_desktop, url("stint_detail", stint))
    send(page_desktop, "Certify the time")
    visit(page_phone, url("stint_detail", stint))
    follow(page_phone, page_phone.get_by_role("link", name="Certificate"))
    with page_phone.expect_download() as download:
        page_phone.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename.endswith(".docx")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_live_page_says_what_is_missing_and_opens_each_figure(allied, open_page, language):
    staff_up(allied.core, 60)
    send_people(allied, 2, backbone=1)
    create_stint(
        allied.alliance, person=allied.others[0].teacher, home=allied.others[0].school, host=allied.core.school,
        state="approved", from_on=date(2027, 2, 22), to_on=date(2027, 7, 3),
    )  # fmt: skip
    page = open_page("desktop", language)
    enter_as(page, allied.core.principal)
    visit(page, url("exchange_board", allied.alliance) + "?year=2026")
    assert_in_order_at_every_size(page)
    follow(page, page.locator(".exchange-figures a").nth(1))
    expect(page.locator("table").last.locator("tbody tr")).to_have_count(2)
    for name in ("exchange_leaders", "exchange_lessons", "exchange_leader_add", "exchange_lesson_add"):
        visit(page, url(name, allied.alliance))
        assert_in_order_at_every_size(page)
