"""Score sheets, as the office makes one: rows are added, moved and taken out, and the marks add up as one types."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import user_with
from schools.tests.factories import create_school
from sheets.services import take_shipped
from tests.browser import steps

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school():
    school = create_school()
    take_shipped(school=school)
    return school


@pytest.fixture
def office(school):
    user = user_with(Role.ACADEMIC_DIRECTOR, school=school)
    user.language = "en"
    user.save()
    return user


def test_the_office_makes_a_sheet_without_writing_a_line_of_data(page_desktop, school, office):
    page = page_desktop
    steps.enter_as(page, office)
    steps.visit(page, reverse("sheets:sheet_list"))
    steps.follow(page, page.get_by_role("link", name="New sheet"))
    page.get_by_label("Name", exact=False).first.fill("本校听课表")
    names, marks = page.get_by_label("Criterion"), page.get_by_label("Full marks", exact=True)
    for number, (words, most) in enumerate((("目标", "40"), ("过程", "60"), ("特色", "5"))):
        names.nth(number).fill(words)
        marks.nth(number).fill(most)
    expect(page.locator("[data-sheet-sum]")).to_have_text("105")
    page.get_by_role("button", name="Remove").nth(2).click()
    expect(page.locator("[data-sheet-sum]")).to_have_text("100")
    page.get_by_role("button", name="Move down").first.click()
    page.get_by_role("button", name="Add a criterion").click()
    page.keyboard.type("意见")
    page.get_by_label("Judged by").last.select_option("text")
    steps.send(page)
    expect(page.get_by_text("Saved. The sheet can be chosen now.")).to_be_visible()
    sheet = school.score_sheets.get(name="本校听课表")
    assert [item.name for item in sheet.sheet.items] == ["过程", "目标", "意见"]


def test_what_is_wrong_is_said_and_what_was_typed_stays(page_desktop, school, office):
    page = page_desktop
    steps.enter_as(page, office)
    steps.visit(page, reverse("sheets:sheet_new"))
    page.get_by_label("Name", exact=False).first.fill("x")
    page.get_by_label("Criterion").first.fill("目标")
    steps.send(page)
    expect(page.get_by_text("Say how many marks each criterion")).to_be_visible()
    expect(page.get_by_label("Criterion").first).to_have_value("目标")


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_sheet_is_read_at_every_size(open_page, school, office, size, language):
    page = open_page(size, language)
    office.language = {"zh-CN": "zh-hans", "en": "en"}[language]
    office.save()
    steps.enter_as(page, office)
    steps.visit(page, reverse("sheets:sheet_list"))
    for code in ("lesson_four_dimensions", "lesson_plan_look"):
        steps.visit(page, reverse("sheets:sheet_show", args=[school.score_sheets.get(code=code).public_id]))
    steps.visit(page, reverse("sheets:sheet_edit", args=[school.score_sheets.get(code="homework_points").public_id]))
