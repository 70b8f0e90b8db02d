"""An administrator sets up a mail server, sends a test and reads what is wrong; a teacher chooses how to be told."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import user_with
from notices.models import Channel, Delivery, Preference
from notices.tests.factories import create_channel, create_delivery
from notices.tests.servers import mail_server
from schools.tests.factories import create_school
from tests.browser import steps


@pytest.fixture
def admin():
    user = user_with(Role.SCHOOL_ADMIN, school=create_school())
    user.email = "admin@gongyu.example"
    user.save()
    return user


def set_up(page, port: int) -> None:
    """Add a mail server on this machine, as the administrator does."""
    steps.visit(page, "/inbox/channels/")
    steps.follow(page, page.get_by_role("link", name="E-mail", exact=True))
    page.fill("input[name=name]", "School mail")
    page.fill("input[name=host]", "127.0.0.1")
    page.fill("input[name=port]", str(port))
    page.select_option("select[name=security]", "insecure")
    page.fill("input[name=sender]", "school@gongyu.example")
    steps.send(page)


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_mail_server_is_set_up_and_tried(open_page, admin, celery_worker_process, size):
    page = open_page(size)
    steps.enter_as(page, admin)
    with mail_server() as (port, world):
        set_up(page, port)
        steps.send(page)
        expect(page.locator("#test")).to_contain_text("The server has taken it.")
    assert len(world.received) == 1
    steps.send(page)
    expect(page.locator("#test")).to_contain_text("check the host name and the port")


def test_a_wrong_form_says_what_to_do_and_every_kind_has_its_page(page_phone, admin):
    steps.enter_as(page_phone, admin)
    for kind in Channel.Kind:
        steps.visit(page_phone, f"/inbox/channels/add/?kind={kind}")
    page_phone.fill("input[name=name]", "Staff")
    page_phone.fill("input[name=key]", "https://evil.example/")
    steps.send(page_phone)
    expect(page_phone.locator("main")).to_contain_text("This is not the address of such a bot.")


def test_trouble_is_found_in_the_log_and_sent_once_more(page_desktop, admin):
    channel = create_channel(school=admin.posts.get().school, name="School mail")
    create_delivery(channel=channel, state="unknown", error="doubtful")
    create_delivery(channel=channel, state="sent", error="")
    steps.enter_as(page_desktop, admin)
    steps.visit(page_desktop, "/inbox/channels/")
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="1 message did not go out"))
    steps.assert_in_order_at_every_size(page_desktop)
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="Try again"))
    steps.follow(page_desktop, page_desktop.get_by_role("button", name="Send once more"))
    assert not Delivery.objects.in_trouble().exists()


def test_a_teacher_chooses_how_to_be_told(page_phone):
    steps.enter_as(page_phone, user_with(Role.TEACHER))
    steps.visit(page_phone, "/inbox/")
    steps.follow(page_phone, page_phone.get_by_role("link", name="How I am told"))
    page_phone.get_by_label("Once a day, all together").check()
    page_phone.fill("input[name=email]", "li@gongyu.example")
    steps.send(page_phone)
    found = Preference.objects.get()
    assert (found.how, found.user.email) == ("daily", "li@gongyu.example")
