"""The homework roster, a contest and an evaluation in a browser: at a desk and on a phone (C1.3, C2.1, C4.3)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from rulebook.tests.factories import create_small
from teaching_checks.models import Entry, SixEarnestsReview
from teaching_checks.tests.contests_factories import FIRST, create_contest, create_entry, create_roster, noon
from tests.browser.steps import assert_in_order_at_every_size, enter_as, follow, send, visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def small():
    return create_small()


def test_the_roster_is_read_at_a_desk_and_on_a_phone(small, page_desktop, page_phone):
    create_roster(small)
    enter_as(page_desktop, small.clerk)
    visit(page_desktop, "/checks/roster/")
    assert_in_order_at_every_size(page_desktop)
    follow(page_desktop, page_desktop.get_by_role("link", name="Another week").first)
    enter_as(page_phone, small.a1)
    visit(page_phone, "/checks/roster/")
    expect(page_phone.get_by_role("link", name="Another week")).to_have_count(0)


def test_the_office_starts_the_inspection_of_a_week_from_the_roster(small, page_desktop, monkeypatch):
    create_roster(small)
    monkeypatch.setattr(timezone, "now", lambda: noon(FIRST))
    enter_as(page_desktop, small.clerk)
    visit(page_desktop, "/checks/roster/")
    follow(page_desktop, page_desktop.get_by_role("button", name="Start this week's inspection"))
    visit(page_desktop, "/checks/roster/")
    assert_in_order_at_every_size(page_desktop)
    follow(page_desktop, page_desktop.get_by_role("link", name="entered"))


def test_from_an_entry_on_a_phone_over_its_points_to_award_and_gallery(small, page_phone, open_page):
    today = timezone.localdate()
    days = {"entries_from_on": today - timedelta(days=1), "entries_to_on": today + timedelta(days=5)}
    contest = create_contest(small, about="一篇教案", reward="书一本", **days)
    enter_as(page_phone, small.a1)
    visit(page_phone, f"/checks/contests/{contest.public_id}/")
    follow(page_phone, page_phone.get_by_role("link", name="Hand in"))
    page_phone.fill("input[name=title]", "春")
    page_phone.set_input_files(
        "input[name=file]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    send(page_phone)
    entry = Entry.objects.get()
    visit(page_phone, f"/checks/contests/entries/{entry.public_id}/")
    contest.state = "judging"
    contest.save()
    judge = open_page("phone", "zh-CN")
    enter_as(judge, small.h1)
    visit(judge, "/checks/contests/")
    visit(judge, f"/checks/contests/{contest.public_id}/judge/")
    visit(judge, f"/checks/contests/entries/{entry.public_id}/judge/")
    judge.fill("input[name=points]", "92")
    send(judge)
    assert entry.judgements.get().points == 92
    office = open_page("desktop", "zh-CN")
    enter_as(office, small.clerk)
    visit(office, f"/checks/contests/{contest.public_id}/")
    office.select_option(".contest-award", "first")
    follow(office, office.get_by_role("button", name="保存奖项"))
    assert_in_order_at_every_size(office)
    follow(office, office.get_by_role("button", name="评定并通知"))
    visit(page_phone, f"/checks/contests/entries/{entry.public_id}/")
    follow(page_phone, page_phone.get_by_role("button", name="Agree to show it"))
    visit(judge, "/checks/contests/gallery/")
    expect(judge.locator(".contest-gallery")).to_contain_text("春")


def test_the_office_reads_contests_leaders_and_reports_given_at_a_desk(small, open_page):
    contest = create_contest(small, state="judging")
    create_entry(contest, small)
    page = open_page("desktop", "zh-CN")
    enter_as(page, small.clerk)
    for address in ("contests/new/", f"contests/{contest.public_id}/", "contests/"):
        visit(page, f"/checks/{address}")
        assert_in_order_at_every_size(page)
    for address in ("leaders/", "told/", "contests/gallery/"):
        visit(page, f"/checks/{address}")


def test_a_leader_evaluates_by_keyboard_and_the_teacher_answers_on_a_phone(small, open_page, page_phone):
    page = open_page("desktop", "zh-CN")
    enter_as(page, small.vice)
    visit(page, "/checks/reviews/")
    follow(page, page.get_by_role("link", name="a1", exact=True))
    assert_in_order_at_every_size(page)
    for _area in range(6):
        page.keyboard.press("1")
    page.keyboard.type("认真")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    review = SixEarnestsReview.objects.get()
    assert (review.state, set(review.values.values())) == ("final", {"excellent", "认真"})
    enter_as(page_phone, small.a1)
    visit(page_phone, "/checks/reviews/mine/")
    page_phone.fill("textarea[name=word]", "谢谢")
    follow(page_phone, page_phone.get_by_role("button", name="Save"))
    review.refresh_from_db()
    assert review.word == "谢谢"
