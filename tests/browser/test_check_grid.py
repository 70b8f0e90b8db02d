"""Story 1: the office fills the grid of a round by keyboard, from a spreadsheet, and beside a colleague."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from rulebook.tests.factories import create_small
from teaching_checks.models import Inspected, Round, RoundCell
from teaching_checks.tests.factories import FULL, create_round
from tests.browser import steps
from tests.browser.faults import expect_fault

TEACHERS = ["a1", "a2", "a3", "b1", "b2"]


@pytest.fixture
def small():
    return create_small()


@pytest.fixture
def round(small):
    today = timezone.localdate()
    return create_round(small=small, who=TEACHERS, days=(today - timedelta(days=2), today + timedelta(days=5)))


def address(round) -> str:
    return reverse("teaching_checks:round_grid", args=[round.public_id])


def opened(page, user, round):
    steps.enter_as(page, user)
    steps.visit(page, address(round))
    return page


def box(page, teacher, criterion):
    return page.get_by_role("textbox", name=f"{teacher}, {criterion}", exact=True)


def focused(page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def kept(round, person) -> dict:
    row = Inspected.objects.get(round=round, person=person)
    return {cell.criterion: cell.value for cell in row.cells.all() if cell.value}


def paste(page, text):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def all_saved(page):
    expect(page.locator("#grid-status")).to_contain_text("All saved.")


def test_a_clerk_fills_the_grid_by_keyboard_alone(page_desktop, small, round):
    page = opened(page_desktop, small.clerk, round)
    keys = page.keyboard
    box(page, "a1", "Lessons due").focus()
    for value in ("40", "38", "１8", "25.5"):
        keys.type(value)
        keys.press("Tab")
    keys.press("Home")
    assert focused(page) == "a1, Lessons due"
    keys.press("Enter")
    keys.type("40")
    keys.press("ArrowRight")
    assert focused(page) == "a2, Lessons prepared"
    all_saved(page)
    expect(box(page, "a1", "Goals and key points")).to_have_value("18")
    assert kept(round, small.a1) == {"due": "40", "prepared": "38", "goals": "18", "process": "25.5"}
    assert kept(round, small.a2) == {"due": "40"}
    expect(page.locator("tbody tr").first.locator(".col-result").first).to_have_text("43.5")


def test_editing_cancelling_emptying_and_undoing_keep_the_habits_of_a_spreadsheet(page_desktop, small, round):
    page = opened(page_desktop, small.clerk, round)
    keys, goals = page.keyboard, box(page, "a1", "Goals and key points")
    goals.focus()
    keys.type("1")
    keys.press("Enter")
    keys.press("ArrowUp")
    keys.press("F2")
    keys.type("5")
    keys.press("Enter")
    expect(goals).to_have_value("15")
    keys.press("ArrowUp")
    keys.type("99")
    keys.press("Escape")
    expect(goals).to_have_value("15")
    keys.press("Delete")
    expect(goals).to_have_value("")
    keys.press("Control+z")
    expect(goals).to_have_value("15")
    keys.press("Control+z")
    expect(goals).to_have_value("1")
    keys.press("Control+y")
    expect(goals).to_have_value("15")
    all_saved(page)
    assert kept(round, small.a1) == {"goals": "15"}


def test_nothing_is_called_saved_while_another_value_is_on_its_way(page_desktop, small, round):
    page = opened(page_desktop, small.clerk, round)
    keys, goals = page.keyboard, box(page, "a1", "Goals and key points")
    held = []
    page.route("**/cells/", lambda route: held.append(route), times=1)
    goals.focus()
    with page.expect_request("**/cells/"):
        keys.type("1")
        keys.press("Enter")
    keys.press("Control+z")
    expect(goals).to_have_value("")
    expect(page.locator("#grid-status")).to_contain_text("Saving")
    held[0].continue_()
    all_saved(page)
    assert kept(round, small.a1) == {}


def test_a_block_from_a_spreadsheet_is_pasted_filled_down_and_stands_after_a_reload(page_desktop, small, round):
    page = opened(page_desktop, small.clerk, round)
    box(page, "a1", "Lessons due").focus()
    paste(page, "40\t40\t18\t25\t16\r\n40\t39\t十五\t20\t31\r\n")
    expect(page.locator("#grid-status")).to_contain_text("To be corrected: 2.")
    expect(box(page, "a2", "Goals and key points")).to_have_accessible_description("Write a number.")
    expect(box(page, "a2", "Checks, summary, homework")).to_have_accessible_description("At most 20.")
    steps.assert_in_order(page)
    assert kept(round, small.a2) == {"due": "40", "prepared": "39", "process": "20"}
    box(page, "a2", "Goals and key points").focus()
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    box(page, "a2", "Checks, summary, homework").focus()
    page.keyboard.press("Escape")
    all_saved(page)

    box(page, "a1", "Writing and blackboard").focus()
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    all_saved(page)
    assert [kept(round, small.people[name]).get("writing") for name in TEACHERS] == ["8"] * 5
    page.reload()
    expect(box(page, "a2", "Goals and key points")).to_have_value("15")
    expect(box(page, "b2", "Writing and blackboard")).to_have_value("8")


def test_more_rows_than_teachers_are_refused_until_one_says_so(page_desktop, small, round):
    page = opened(page_desktop, small.clerk, round)
    box(page, "b1", "Lessons due").focus()
    paste(page, "1\n2\n3\n")
    expect(page.locator("#grid-notice")).to_contain_text("3 rows were copied, but there are only 2 teachers")
    assert RoundCell.objects.filter(round=round).count() == 0
    page.get_by_role("button", name="Enter what fits all the same").click()
    expect(page.locator("#grid-notice")).to_be_hidden()
    expect(box(page, "b2", "Lessons due")).to_have_value("2")
    all_saved(page)


def test_a_selection_is_copied_for_a_spreadsheet(page_desktop, small, round):
    page = opened(page_desktop, small.clerk, round)
    box(page, "a1", "Lessons due").focus()
    paste(page, "40\t38\n41\t39")
    box(page, "a1", "Lessons due").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "40\t38\n41\t39"


def test_two_clerks_see_each_other_and_decide_where_both_have_typed(open_page, small, round):
    mine, theirs = open_page(), open_page()
    opened(mine, small.clerk, round)
    opened(theirs, small.director, round)
    box(theirs, "a1", "Lessons due").focus()
    theirs.keyboard.type("40")
    theirs.keyboard.press("Enter")
    expect(box(mine, "a1", "Lessons due")).to_have_value("40")

    goals = box(mine, "a1", "Goals and key points")
    goals.focus()
    mine.keyboard.type("12")
    box(theirs, "a1", "Goals and key points").focus()
    theirs.keyboard.type("18")
    theirs.keyboard.press("Enter")
    all_saved(theirs)
    mine.keyboard.press("Enter")
    expect(goals).to_have_accessible_description(f"{small.director} entered 18. Keep 18 Enter 12")
    steps.assert_in_order(mine)
    assert kept(round, small.a1) == {"due": "40", "goals": "18"}
    mine.get_by_role("button", name="Enter 12").click()
    all_saved(mine)
    expect(box(theirs, "a1", "Goals and key points")).to_have_value("12")


def test_without_a_connection_values_wait_and_are_sent_when_it_returns(page_desktop, small, round):
    page = opened(page_desktop, small.clerk, round)
    expect_fault(page, "ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    box(page, "a1", "Lessons due").focus()
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-status")).to_contain_text("No connection. Values not saved yet: 1.")
    assert page.evaluate("!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    page.context.set_offline(False)
    all_saved(page)
    assert kept(round, small.a1) == {"due": "40"}


def test_a_round_closed_while_one_types_keeps_the_typed_values_on_the_page(page_desktop, small, round):
    page = opened(page_desktop, small.clerk, round)
    box(page, "a1", "Lessons due").focus()
    page.keyboard.type("40")
    Round.objects.filter(pk=round.pk).update(state="closed", closed_at=timezone.now(), closed_by=small.director)
    expect_fault(page, "409")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-notice")).to_contain_text("This round has been closed.")
    expect(box(page, "a1", "Lessons due")).to_have_value("40")
    steps.assert_in_order(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy what is not saved").click()
    expect(page.locator("#grid-status")).to_contain_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == "a1\tLessons due\t40"
    assert kept(round, small.a1) == {}


def test_lines_that_are_done_can_be_hidden(page_desktop, small):
    today = timezone.localdate()
    round = create_round(small=small, who=TEACHERS, days=(today, today), values={"a1": FULL, "a3": FULL})
    page = opened(page_desktop, small.clerk, round)
    expect(page.locator("#grid-progress")).to_have_text("2 of 5 done")
    expect(page.locator("tbody tr").first.locator(".col-result")).to_have_text(["85", "Good"])
    page.get_by_label("Only open ones").check()
    expect(page.locator("tbody tr:visible th span")).to_have_text(["a2", "b1", "b2"])


def test_on_a_phone_one_teacher_at_a_time_is_a_form(page_phone, small, round):
    page = opened(page_phone, small.h1, create_round(small=small, days=(round.from_on, round.to_on)))
    for name, value in {"Lessons due": "40", "Lessons prepared": "39", "Goals and key points": "21"}.items():
        page.get_by_label(name).fill(value)
    page.get_by_label("Copied").check()
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".grid-phone h2")).to_have_text("a2")
    expect(page.locator("#grid-status")).to_contain_text("To be corrected: 1.")
    page.get_by_role("button", name="Previous").click()
    expect(page.get_by_label("Goals and key points")).to_have_accessible_description("At most 20.")
    page.get_by_label("Goals and key points").fill("20")
    page.get_by_label("Remark").fill("板书工整")
    page.get_by_label("Remark").blur()
    all_saved(page)
    steps.assert_in_order(page)
    other = Inspected.objects.exclude(round=round).get(person=small.a1).round
    assert kept(other, small.a1) == {
        "due": "40",
        "prepared": "39",
        "goals": "20",
        "copied": "1",
        "remark": "板书工整",
    }
