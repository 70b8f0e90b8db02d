"""The inbox shows one's own messages and marks them as read."""

import pytest
from django.urls import reverse

from accounts.tests.factories import create_user
from notices.models import Notice
from notices.tests.factories import create_notice

pytestmark = pytest.mark.django_db
INBOX = "/inbox/"


@pytest.fixture
def me(client):
    user = create_user()
    client.force_login(user)
    return user


def url_of(name, notice):
    return reverse(f"notices:{name}", args=[notice.public_id])


def test_the_inbox_shows_ones_own_messages_newest_first(client, me):
    first, second = create_notice(recipient=me), create_notice(recipient=me)
    create_notice()
    response = client.get(INBOX)
    assert list(response.context["page"]) == [second, first]
    assert response.context["unread"] == 2


def test_the_inbox_can_show_the_unread_ones_only(client, me):
    read, unread = create_notice(recipient=me), create_notice(recipient=me)
    client.post(url_of("notice_read", read))
    assert list(client.get(INBOX, {"unread": "1"}).context["page"]) == [unread]


def test_opening_a_message_marks_it_and_goes_where_it_points(client, me):
    notice = create_notice(recipient=me, url="/jobs/")
    assert client.post(url_of("notice_open", notice)).url == "/jobs/"
    notice.refresh_from_db()
    first_read = notice.read_at
    client.post(url_of("notice_open", notice))
    notice.refresh_from_db()
    assert first_read is not None
    assert notice.read_at == first_read


@pytest.mark.parametrize("url", ["", "//elsewhere.example/", "https://elsewhere.example/"])
def test_a_message_without_a_safe_link_opens_the_inbox(client, me, url):
    notice = create_notice(recipient=me, url=url)
    assert client.post(url_of("notice_open", notice)).url == INBOX


def test_all_messages_are_marked_at_once_and_nobody_elses(client, me):
    create_notice(recipient=me)
    other = create_notice()
    client.post(reverse("notices:notice_read_all"))
    assert list(Notice.objects.unread()) == [other]


@pytest.mark.parametrize("name", ["notice_open", "notice_read"])
def test_the_message_of_somebody_else_is_not_found(client, me, name):
    notice = create_notice()
    assert client.post(url_of(name, notice)).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_reading_changes_nothing_by_get(client, me):
    notice = create_notice(recipient=me)
    assert client.get(url_of("notice_open", notice)).status_code == 405


def test_the_inbox_costs_the_same_for_many(client, me, django_assert_max_num_queries):
    for _ in range(25):
        create_notice(recipient=me)
    with django_assert_max_num_queries(10):
        assert len(client.get(INBOX).context["page"]) == 20


def test_who_is_signed_out_is_asked_to_sign_in(client):
    assert client.get(INBOX).status_code == 302
