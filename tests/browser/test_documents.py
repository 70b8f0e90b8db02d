"""Stories 1 and 2 of documents: the principal reads one, changes a number with a reason, adopts it, and tries another."""

import pytest
from playwright.sync_api import expect

from rulebook.models import Adoption, Obligation
from rulebook.tests.factories import create_attestation, create_small
from tests.browser import steps

SIZES = ("phone", "desktop")


@pytest.fixture
def small():
    return create_small()


@pytest.mark.parametrize("size", SIZES)
def test_the_principal_reads_a_document_in_chinese_with_the_numbers_of_this_school(open_page, small, size):
    page = open_page(size, "zh-CN")
    steps.enter_as(page, small.principal)
    steps.visit(page, "/rules/documents/")
    steps.follow(page, page.get_by_role("link", name="C3 ·"))

    article = page.locator("[id='C3.8']")
    expect(article).to_contain_text("听课")
    expect(article).to_contain_text("教师：6 人 × 10 节")
    expect(article).to_contain_text("教研组长：3 人，对 7 人各 2 次")


@pytest.mark.parametrize("size", SIZES)
def test_the_principal_changes_a_number_with_a_reason_and_adopts_from_a_day(open_page, small, size):
    page = open_page(size, "zh-CN")
    steps.enter_as(page, small.principal)
    steps.visit(page, "/rules/documents/C3/")
    steps.follow(page, page.get_by_role("link", name="采用", exact=True))
    page.get_by_label("生效日期").fill("2026-09-01")
    page.locator("details", has_text="C3.8").locator("summary").click()
    page.get_by_label("教师互听：每学期至少", exact=True).fill("8")
    steps.send(page)
    expect(page.get_by_text("原文是 10 节。请写明学校改动的理由。").first).to_be_visible()

    page.get_by_label("改动时请写理由：教师互听：每学期至少").fill("学校小")
    steps.send(page)
    expect(page.locator("main")).to_contain_text("10 节 → 8 节")
    assert not Adoption.objects.exists()
    steps.follow(page, page.get_by_role("button", name="采用", exact=True))
    expect(page.locator("main")).to_contain_text("学校小")
    assert Obligation.objects.filter(requirement="C3-Q04", least=8).exists()
    steps.visit(page, page.get_by_role("link", name="改数字").get_attribute("href"))
    page.go_back()
    steps.visit(page, page.get_by_role("link", name="停用", exact=True).get_attribute("href"))


@pytest.mark.parametrize("size", SIZES)
def test_the_principal_tries_a_document_on_a_term_and_nothing_is_stored(open_page, small, size):
    create_attestation(school=small.school, actor=small.a1, kind="unit_test")
    page = open_page(size, "en")
    steps.enter_as(page, small.principal)
    steps.visit(page, "/rules/documents/C4/")
    steps.follow(page, page.get_by_role("link", name="Try it on a term"))
    expect(page.get_by_text("Trial: nothing is stored or sent.")).to_be_visible()
    assert page.locator("main table tbody tr").count() > 5

    page.get_by_text("Try other numbers").click()
    steps.send(page)
    assert page.locator("main table tbody tr").count() > 5
    assert not Adoption.objects.exists()


@pytest.mark.parametrize("size", SIZES)
def test_rule_sets_stand_side_by_side_and_people_are_named_for_a_role(open_page, small, size):
    page = open_page(size, "en")
    steps.enter_as(page, small.principal)
    steps.visit(page, "/rules/documents/compare/")
    expect(page.get_by_role("row", name="observation quotas")).to_contain_text("20 lessons a term")
    steps.visit(page, "/rules/people/?document=C3")
    steps.follow(page, page.locator("#central_group_head").get_by_role("link", name="Name somebody"))
    page.get_by_role("radio", name=small.h1.name, exact=True).check()
    steps.send(page)
    steps.visit(page, "/rules/people/?document=C3")
    expect(page.locator("#central_group_head")).to_contain_text("Named by the school: h1")
    steps.visit(page, "/rules/things/?document=G3")
