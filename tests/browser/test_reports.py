"""The office makes a report, gives it the school's own look, and schedules one; on a desk and on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from registry.tests.factories import create_teacher
from reports.models import Report, Schedule, Template
from reports.tests.factories import word_file
from schools.tests.factories import create_school, create_term
from tests.browser.steps import assert_in_order_at_every_size, enter_as, follow, send, visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    """Give the academic director of a school with a term and a teacher."""
    school = create_school(name="青山小学")
    create_term(school=school)
    create_teacher(school=school, name="李明")
    return user_with(Role.ACADEMIC_DIRECTOR, school=school, user=create_user(name="王芳", language="en"))


def upload(page, data: bytes) -> None:
    page.set_input_files("input[type=file]", {"name": "own.docx", "mimeType": "x/y", "buffer": data})
    send(page)


def test_a_report_is_made_watched_and_downloaded(open_page, office, celery_worker_process):
    page = open_page("desktop")
    enter_as(page, office)
    visit(page, reverse("reports:report_list"))
    follow(page, page.get_by_role("link", name="Make a report").first)
    follow(page, page.get_by_role("link", name="Staff and posts of the school"))
    assert_in_order_at_every_size(page)
    send(page)
    page.wait_for_url(lambda url: "/progress/" not in url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Staff and posts")
    assert_in_order_at_every_size(page)
    for name, ending in (("Word", ".docx"), ("Excel", ".xlsx")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename.startswith("青山小学 Staff and posts")
        assert download.value.suggested_filename.endswith(ending)
    visit(page, reverse("reports:report_list"))
    assert_in_order_at_every_size(page)
    follow(page, page.get_by_role("link", name="Staff and posts", exact=True))
    follow(page, page.get_by_role("link", name="Remove from the archive"))
    send(page, "Remove")
    assert not Report.objects.exists()


def test_a_template_is_mended_and_taken(page_desktop, office):
    page = page_desktop
    enter_as(page, office)
    visit(page, reverse("reports:template_list"))
    follow(page, page.get_by_role("link", name="Replace Staff and posts of the school"))
    upload(page, word_file("{{ schol }}"))
    expect(page.get_by_role("alert")).to_contain_text("Did you mean “school”?")
    assert_in_order_at_every_size(page)
    upload(page, word_file("{{ school }}"))
    expect(page.get_by_text("The school's own, version 1")).to_be_visible()
    assert_in_order_at_every_size(page)
    follow(page, page.get_by_role("link", name="Back to the portal's"))
    send(page, "Use the portal's")
    assert Template.objects.get().replaced_at


def test_a_report_is_scheduled_on_a_phone(page_phone, office):
    page = page_phone
    enter_as(page, office)
    visit(page, reverse("reports:schedule_list"))
    follow(page, page.get_by_role("link", name="Schedule a report").first)
    follow(page, page.get_by_role("link", name="Staff and posts of the school"))
    expect(page.get_by_label("Day of the month")).to_be_hidden()
    page.get_by_label("When").select_option("monthly")
    page.get_by_label("Day of the month").fill("31")
    page.get_by_label("王芳").check()
    assert_in_order_at_every_size(page)
    send(page)
    expect(page.get_by_text("Every month on day 31", exact=True)).to_be_visible()
    assert_in_order_at_every_size(page)
    assert Schedule.objects.get().scheduled_by == office
