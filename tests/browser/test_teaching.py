"""Story 7: the principal reads teaching at a glance, each figure opening its list; a teacher the own file on a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from observations.tests.observed import observe
from rulebook.tests.running import small_now
from teaching_checks.tests.factories import FULL, create_round
from tests.browser import steps


@pytest.mark.parametrize("language", ["zh-CN"])
def test_figures_open_their_lists_and_the_teacher_has_everything_on_one_page(
    open_page, transactional_db, tmp_path, language
):
    small, yesterday = small_now("C3"), timezone.localdate() - timedelta(days=1)
    create_round(small=small, values={"a1": FULL, "a2": FULL}, days=(yesterday, yesterday), state="closed")
    observe(small, small.h1, small.a1, on=yesterday)
    page = open_page("desktop", language)
    steps.enter_as(page, small.principal)
    steps.visit(page, reverse("dashboards:teaching"))
    steps.assert_in_order_at_every_size(page)
    for chart in page.locator("main figure, main .chart").all():
        expect(chart).to_be_visible()
    links = page.locator("main table tbody td a")
    assert links.count()
    steps.follow(page, links.first)
    expect(page.locator("main table tbody tr").first).to_be_visible()

    phone = open_page("phone", language)
    steps.enter_as(phone, small.a1)
    steps.visit(phone, reverse("dashboards:teacher_file_mine"))
    expect(phone.locator("main")).to_contain_text("期中教案检查")
    expect(phone.locator("main")).to_contain_text(str(small.h1))
    with phone.expect_download() as kept:
        phone.locator("main a[href$='.xlsx'], a[href*='file.xlsx']").first.click()
    assert kept.value.suggested_filename.endswith(".xlsx")
