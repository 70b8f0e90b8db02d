"""A correction: ordered by the head, answered by the teacher on the phone, settled by the head; a round by Excel."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from rulebook.tests.running import small_now
from teaching_checks.models import RoundCell
from teaching_checks.tests.factories import SHORT, create_round, create_sheet, fill
from tests.browser import steps

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def small(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    small = small_now()
    for user in small.people.values():
        user.language = "en"
        user.save()
    return small


@pytest.fixture
def round(small):
    today = timezone.localdate()
    sheet = create_sheet(school=small.school, content=SHORT)
    values = {"a1": {"order": "50", "care": "30", "copied": "1"}}
    return create_round(small=small, sheet=sheet, days=(today, today), values=values)


def test_from_the_order_to_the_look(open_page, small, round):
    head, teacher = open_page("desktop"), open_page("phone")
    steps.enter_as(head, small.h1)
    steps.visit(head, reverse("teaching_checks:round_detail", args=[round.public_id]))
    steps.follow(head, head.get_by_role("link", name="To put right a1"))
    expect(head.get_by_label("What to put right")).to_have_value("照搬")
    steps.send(head)

    steps.enter_as(teacher, small.a1)
    steps.visit(teacher, reverse("teaching_checks:correction_mine"))
    steps.follow(teacher, teacher.get_by_role("link", name="照搬"))
    teacher.get_by_label("What I did").fill("重写了两课")
    steps.send(teacher)
    expect(teacher.get_by_text("Thank you.")).to_be_visible()

    steps.visit(head, reverse("teaching_checks:correction_list") + "?show=corrected")
    steps.follow(head, head.get_by_role("link", name="照搬"))
    steps.send(head, "Yes, it is put right")
    expect(head.locator(".correction-state")).to_have_text("put right")


def test_the_office_fills_a_round_in_excel_and_decides_what_both_have_changed(page_desktop, small, round):
    page = page_desktop
    steps.enter_as(page, small.clerk)
    steps.visit(page, reverse("teaching_checks:round_import", args=[round.public_id]))
    with page.expect_download() as download:
        page.get_by_role("link", name="Export the template").click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    book.worksheets[0]["D4"], book.worksheets[0]["D5"], book.worksheets[0]["E6"] = 55, 40, "很好"
    fill(round, small.a1, {"order": "20"}, by=small.h1)
    stream = BytesIO()
    book.save(stream)
    file = {"name": "filled.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": stream.getvalue()}
    page.set_input_files("input[type=file]", file)
    steps.send(page)

    expect(page.get_by_text("This cannot be entered here. It takes: 0 to 40, one decimal at most.")).to_be_visible()
    page.get_by_label("55 – from the file").check()
    page.get_by_label("Take the good cells").check()
    steps.send(page)
    expect(page.get_by_text("2 cells written.")).to_be_visible()
    values = dict(RoundCell.objects.filter(round=round, criterion="order").values_list("row__teacher__name", "value"))
    assert values == {"a1": "55", "a2": "40"}
