"""Story 3 and the reading half of story 2: the quota board, reading what was observed, who observed whom."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from observations.models import Observation
from observations.tests.observed import observe, observe_often, scored
from rulebook.models import Obligation
from rulebook.tests.running import small_now
from tests.browser import steps

BOARD, MINE, MAP = (reverse(f"observations:{name}") for name in ("quota_board", "observed_mine", "observation_map"))
LANGUAGES = pytest.mark.parametrize("language", ["zh-CN", "en"])


def enter(page, user, language="en") -> None:
    """Let the person read the portal in this language, signed in."""
    user.language = {"zh-CN": "zh-hans", "en": "en"}[language]
    user.save()
    steps.enter_as(page, user)


@pytest.fixture
def yesterday():
    return timezone.localdate() - timedelta(days=1)


@LANGUAGES
def test_a_teacher_sees_on_the_phone_what_is_done_and_what_does_not_count_yet(
    open_page, transactional_db, language, yesterday
):
    small = small_now("C3")
    observe_often(small, small.a1, small.b1, 3, first=yesterday)
    observe(small, small.a1, small.b1, on=yesterday, period=6, talked_over=False)
    page = open_page("phone", language)
    enter(page, small.a1, language)
    steps.visit(page, BOARD)
    expect(page.locator("main .owed-big")).to_contain_text("3")
    steps.follow(page, page.get_by_role("link", name={"en": "Lessons behind it", "zh-CN": "查看所听的课"}[language]))
    expect(page.locator(".quota-fact")).to_have_count(4)
    expect(page.locator(".quota-fact .badge")).to_have_count(1)
    steps.assert_in_order(page)


@LANGUAGES
def test_a_weekly_quota_is_a_row_of_weeks(open_page, transactional_db, language, yesterday):
    small = small_now("C6")
    observe(small, small.a1, small.b1, on=yesterday - timedelta(days=7))
    page = open_page("phone", language)
    enter(page, small.a1, language)
    steps.visit(page, BOARD)
    expect(page.locator(".quota-week-met")).to_have_count(1)
    expect(page.locator(".quota-week-missed").first).to_be_visible()


@LANGUAGES
def test_the_observed_teacher_reads_and_answers_on_the_phone(open_page, transactional_db, language, yesterday):
    small = small_now("C3")
    lesson = scored(small, small.h1, small.a1, "88", on=yesterday)
    page = open_page("phone", language)
    enter(page, small.a1, language)
    steps.visit(page, MINE)
    steps.follow(page, page.locator("main table tbody a").first)
    steps.assert_in_order(page)
    expect(page.locator(".owed-big", has_text="88 / 100")).to_be_visible()
    page.locator("textarea[name=answer]").fill("谢谢，我会改。")
    steps.send(page, {"en": "Answer", "zh-CN": "回应"}[language])
    expect(page.locator("main")).to_contain_text("谢谢，我会改。")
    lesson.refresh_from_db()
    assert lesson.read_at
    assert lesson.answer == "谢谢，我会改。"


@LANGUAGES
def test_a_head_finds_who_is_behind_and_opens_the_lessons(open_page, transactional_db, language, yesterday):
    small = small_now("C3")
    observe_often(small, small.a2, small.b1, 10, first=yesterday - timedelta(days=3))
    page = open_page("desktop", language)
    enter(page, small.h1, language)
    steps.visit(page, BOARD)
    expect(page.locator("main table tbody a")).to_have_count(4)
    steps.follow(page, page.locator(".quota-tabs a").last)
    expect(page.locator("main table tbody")).not_to_contain_text("a2")
    owed = Obligation.objects.get(requirement="C3-Q04", bearers=[small.a2.pk])
    steps.visit(page, reverse("observations:quota_show", args=[owed.public_id]))
    expect(page.locator(".quota-fact")).to_have_count(10)


@LANGUAGES
def test_every_figure_of_the_map_opens_its_list(open_page, transactional_db, language, yesterday):
    small = small_now("C3")
    observe_often(small, small.a1, small.b1, 2, first=yesterday)
    page = open_page("desktop", language)
    enter(page, small.principal, language)
    steps.visit(page, MAP)
    steps.follow(page, page.locator("main table.table-bordered tbody td a").first)
    expect(page.locator("main table tbody tr")).to_have_count(Observation.objects.count())
    steps.assert_in_order(page)
