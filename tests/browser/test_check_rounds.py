"""Story 1: the office plans a round; the inspected teacher reads what came of it."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from rulebook.tests.factories import create_obligations, create_small
from schools.models import Term
from teaching_checks.models import Inspected, Round
from teaching_checks.tests.factories import FULL, create_round, fill
from tests.browser import steps


def around_today(small) -> None:
    today = timezone.localdate()
    span = {"starts_on": today - timedelta(days=60), "ends_on": today + timedelta(days=60)}
    Term.objects.filter(pk=small.term.pk).update(**span)


def test_the_office_plans_a_spot_check_opens_it_and_comes_to_the_grid(page_desktop):
    small, page, today = create_small(), page_desktop, timezone.localdate()
    around_today(small)
    steps.sign_in(page, small.clerk)
    steps.visit(page, reverse("teaching_checks:round_list"))
    steps.follow(page, page.locator(".empty").get_by_role("link", name="Plan a round"))
    steps.send(page)  # nothing chosen yet: the page says what is missing
    page.fill("[name=name]", "期中教案抽查")
    page.get_by_label("Lesson plans", exact=True).check()
    page.select_option("[name=mode]", "spot")
    page.fill("[name=sample]", "4")
    page.fill("[name=from_on]", today.isoformat())
    page.fill("[name=to_on]", (today + timedelta(days=4)).isoformat())
    steps.send(page)
    expect(page.locator("tbody tr")).to_have_count(4)
    steps.follow(page, page.get_by_role("button", name="Open the round"))
    steps.follow(page, page.get_by_role("link", name="Enter values"))
    expect(page.locator("#grid-progress")).to_have_text("0 of 4 done")
    assert Round.objects.get().rows.count() == 4


def test_a_head_starts_from_what_is_to_be_inspected_now_on_a_phone_and_at_a_desk(open_page, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 16, 4, tzinfo=UTC))
    small = create_small()
    create_obligations(small, "C3")
    page = open_page("phone", "zh-CN")
    steps.enter_as(page, small.h1)
    steps.visit(page, reverse("teaching_checks:inspection_due"))
    steps.assert_in_order_at_every_size(page)
    steps.follow(page, page.get_by_role("link", name="期中全面检查"))
    expect(page.locator(".round-for")).to_contain_text("期中全面检查")
    steps.send(page)
    steps.visit(page, reverse("teaching_checks:inspection_due"))
    assert set(Round.objects.values_list("requirement", "group")) == {("C3-K02", small.groups["语文"].pk)}


def test_a_teacher_reads_the_own_result_on_the_phone_once_it_was_talked_over(open_page):
    small, today = create_small(), timezone.localdate()
    round = create_round(small=small, days=(today, today))
    fill(round, small.a1, {**FULL, "remark": "板书工整，反思具体。"}, by=small.clerk)
    head, teacher = open_page("desktop"), open_page("phone")
    steps.sign_in(head, small.h1)
    steps.visit(head, reverse("teaching_checks:round_detail", args=[round.public_id]))
    steps.follow(head, head.get_by_role("link", name="Opinions exchanged"))
    steps.send(head)
    steps.sign_in(teacher, small.a1)
    steps.visit(teacher, reverse("teaching_checks:result_list"))
    steps.follow(teacher, teacher.get_by_role("link", name="期中教案检查"))
    expect(teacher.locator("main")).to_contain_text("板书工整，反思具体。")
    expect(teacher.locator("main")).to_contain_text("85 of 100")
    assert Inspected.objects.get(person=small.a1).feedback_at


def test_pages_of_rounds_are_in_order_at_every_size(page_desktop):
    small, page, today = create_small(), page_desktop, timezone.localdate()
    around_today(small)
    round = create_round(small=small, days=(today, today), values={"a1": FULL}, state="planned")
    row = Inspected.objects.get(round=round, person=small.a2)
    steps.enter_as(page, small.clerk)
    for name, public_id in (
        ("round_list", None),
        ("round_create", None),
        ("round_detail", round.public_id),
        ("round_edit", round.public_id),
        ("round_add", round.public_id),
        ("inspected_excuse", row.public_id),
        ("inspected_remove", row.public_id),
    ):
        steps.visit(page, reverse(f"teaching_checks:{name}", args=[public_id] if public_id else []))
        steps.assert_in_order_at_every_size(page)
