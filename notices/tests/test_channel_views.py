"""The pages of channels: set up in plain fields, never shown again, tried, and looked after; for whoever may."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from core import sealing
from notices.models import Channel, Delivery
from notices.tests.factories import create_channel, create_delivery, create_notice
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db

LIST, LOG = reverse("notices:channel_list"), reverse("notices:delivery_list")
MAIL = {
    "name": "School mail",
    "host": "smtp.example.com",
    "port": "465",
    "security": "ssl",
    "user": "school",
    "password": "canary",
    "sender": "school@example.com",
}


@pytest.fixture
def admin(client):
    user = user_with(Role.SCHOOL_ADMIN, school=create_school())
    user.email, user.language = "admin@gongyu.example", "en"
    user.save()
    client.force_login(user)
    return user


@pytest.fixture
def school(admin):
    return admin.posts.get().school


def url_of(name, record):
    return reverse(f"notices:{name}", args=[record.public_id])


def errors_of(response) -> dict:
    return {field: [e.code for e in found.as_data()] for field, found in response.context["form"].errors.items()}


def add(client, kind, **fields):
    return client.post(f"{reverse('notices:channel_add')}?kind={kind}", fields)


def test_a_mail_server_is_added_sealed_and_the_way_leads_to_a_test(client, school):
    response = add(client, "email", **MAIL)
    channel = Channel.objects.get()
    assert response.url == url_of("channel_test", channel)
    assert (channel.school, channel.settings["password"], channel.settings["port"]) == (school, "canary", 465)
    assert b"canary" not in bytes(channel.settings_sealed)
    assert "canary" in sealing.unseal(channel.settings_sealed)


def test_a_secret_is_never_shown_and_stays_when_it_is_left_empty(client, school):
    channel = create_channel(school=school, settings={"password": "canary", "user": "school"})
    url = url_of("channel_edit", channel)
    assert b"canary" not in client.get(url).content
    client.post(url, {**MAIL, "host": "127.0.0.1", "password": "", "is_on": "on"})
    channel.refresh_from_db()
    assert (channel.settings["port"], channel.settings["password"]) == (465, "canary")
    client.post(url, {**MAIL, "password": "new"})
    channel.refresh_from_db()
    assert (channel.settings["password"], channel.is_on) == ("new", False)


def test_a_kept_password_does_not_go_to_another_server(client, school):
    mail = create_channel(school=school, settings={"password": "canary", "user": "school"})
    response = client.post(url_of("channel_edit", mail), {**MAIL, "host": "evil.example", "password": ""})
    assert errors_of(response) == {"password": ["password-again"]}
    sms = create_channel(school=school, kind="sms", settings={"password": "canary", "user": "school"})
    response = client.post(url_of("channel_edit", sms), {"name": "SMS", "url": "https://evil.example/", "user": "x"})
    assert errors_of(response) == {"password": ["password-again"]}


def test_the_history_of_a_channel_holds_no_secret(client, school):
    add(client, "email", **MAIL)
    event = Channel.pgh_event_model.objects.get()
    assert not hasattr(event, "settings_sealed")
    assert event.name == "School mail"


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"host": "https://smtp.example.com"}, {"host": ["not-a-host"]}),
        ({"host": "smtp example"}, {"host": ["not-a-host"]}),
        ({"host": ""}, {"host": ["required"]}),
        ({"port": "70000"}, {"port": ["max_value"]}),
        ({"sender": "school"}, {"sender": ["invalid"]}),
        ({"user": ""}, {"user": ["no-user"]}),
        ({"security": "magic"}, {"security": ["invalid_choice"]}),
    ],
)
def test_a_mail_server_that_cannot_be_is_refused_in_words(client, school, fields, errors):
    assert errors_of(add(client, "email", **MAIL | fields)) == errors
    assert not Channel.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["gateway", "ftp://sms.example.com", "https://", "https://a b", "https://u:p@sms.example.com", "http://x:port/"],
)
def test_a_gateway_needs_a_whole_address(client, school, url):
    assert errors_of(add(client, "sms", name="SMS", url=url)) == {"url": ["not-an-address"]}


@pytest.mark.parametrize(
    ("kind", "address", "key"),
    [
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=aaaa-bbbb-cccc", "aaaa-bbbb-cccc"),
        ("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=abcdef0123", "abcdef0123"),
        ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/aaaa-bbbb-cccc", "aaaa-bbbb-cccc"),
    ],
)
def test_a_bot_is_added_by_the_address_that_its_messenger_shows(client, school, kind, address, key):
    add(client, kind, name="Staff", key=address)
    channel = Channel.objects.get()
    assert (channel.kind, channel.settings["key"]) == (kind, key)
    assert channel.next_post_at is not None


@pytest.mark.parametrize("address", ["aaaa-bbbb", "https://evil.example/cgi-bin/webhook/send?key=aaaa-bbbb-cccc", ""])
def test_something_else_is_no_bot(client, school, address):
    assert "key" in errors_of(add(client, "wecom", name="Staff", key=address))


def test_an_inner_server_is_refused_unless_the_operator_opens_it(client, school, settings):
    settings.CHANNEL_HOSTS = [""]
    assert errors_of(add(client, "email", **MAIL | {"host": "127.0.0.1"})) == {"host": ["inner-host"]}
    assert errors_of(add(client, "sms", name="S", url="http://169.254.169.254/x")) == {"url": ["inner-host"]}
    assert errors_of(add(client, "email", **MAIL | {"host": "no-such-host.invalid"})) == {"host": ["unknown-host"]}


def test_a_name_is_given_once(client, school):
    create_channel(school=school, name="School mail")
    assert "name" in add(client, "email", **MAIL).context["form"].errors
    other = create_channel(school=school)
    assert "name" in client.post(url_of("channel_edit", other), MAIL).context["form"].errors


def test_an_invented_kind_is_not_found(client, school):
    assert client.get(f"{reverse('notices:channel_add')}?kind=pigeon").status_code == 404


def test_a_channel_is_removed_after_asking(client, school):
    delivery = create_delivery(school=school)
    url = url_of("channel_remove", delivery.channel)
    assert client.get(url).status_code == 200
    assert Channel.objects.exists()
    client.post(url)
    assert not Channel.objects.exists()
    assert not Delivery.objects.exists()


def test_a_test_is_sent_to_oneself_and_the_answer_is_in_words(client, admin, school):
    channel = create_channel(school=school)
    assert b"No test has been sent yet." in client.get(url_of("channel_test", channel)).content
    client.post(url_of("channel_test", channel))
    test = Delivery.objects.get()
    assert (test.recipient, test.purpose, test.state) == (admin, "test", "waiting")
    assert b"hx-get" in client.get(url_of("channel_test", channel)).content
    Delivery.objects.update(state="failed", error="unreachable")
    response = client.get(url_of("channel_test", channel), headers={"HX-Request": "true"})
    assert b"check the host name and the port" in response.content
    assert b"hx-get" not in response.content
    assert b"<html" not in response.content


def test_a_test_without_an_own_address_says_where_to_write_it(client, admin, school):
    admin.email = ""
    admin.save()
    response = client.post(url_of("channel_test", create_channel(school=school)), follow=True)
    assert b"has no e-mail address yet" in response.content
    assert not Delivery.objects.exists()


# --- the log ----------------------------------------------------------------------------------------------------


def test_the_log_shows_trouble_first_and_no_words_of_a_message(client, school):
    channel = create_channel(school=school)
    notice = create_notice(school=school, subject="canary")
    failed = create_delivery(channel=channel, notice=notice, recipient=notice.recipient)
    sent = create_delivery(channel=channel, state="sent", error="")
    create_delivery()
    response = client.get(LOG)
    assert list(response.context["page"]) == [failed, sent]
    assert b"canary" not in response.content
    assert list(client.get(LOG, {"state": "sent"}).context["page"]) == [sent]
    assert len(client.get(LOG, {"state": "gibberish"}).context["page"]) == 2


def test_the_log_costs_the_same_for_many(client, school, django_assert_max_num_queries):
    channel = create_channel(school=school)
    for _ in range(55):
        create_delivery(channel=channel)
    with django_assert_max_num_queries(12):
        assert len(client.get(LOG).context["page"]) == 50


def test_the_list_of_channels_costs_the_same_for_many(client, school, django_assert_max_num_queries):
    for _ in range(25):
        create_channel(school=school)
    with django_assert_max_num_queries(12):
        assert len(client.get(LIST).context["page"]) == 20


def test_the_list_tells_of_trouble(client, school):
    assert b"did not go out" not in client.get(LIST).content
    create_delivery(school=school)
    assert b"1 message did not go out" in client.get(LIST).content


def test_what_is_unknown_is_asked_about_before_it_is_sent_once_more(client, school):
    delivery = create_delivery(school=school, state="unknown", error="doubtful")
    assert b"would then come twice" in client.get(url_of("delivery_retry", delivery)).content
    client.post(url_of("delivery_retry", delivery))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("waiting", 0)
    assert b"is not in trouble" in client.post(url_of("delivery_retry", delivery), follow=True).content


# --- who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.TEACHER, Role.PARENT])
def test_other_roles_may_not(client, role):
    client.force_login(user_with(role, school=create_school()))
    assert {client.get(url).status_code for url in (LIST, LOG, reverse("notices:channel_add"))} == {403}


@pytest.mark.parametrize("name", ["channel_edit", "channel_remove", "channel_test"])
def test_the_channel_of_another_school_is_not_found(client, school, name):
    other = create_channel()
    assert client.get(url_of(name, other)).status_code == client.post(url_of(name, other)).status_code == 404


def test_the_log_of_another_school_is_not_found(client, school):
    assert client.post(url_of("delivery_retry", create_delivery())).status_code == 404


@pytest.mark.parametrize("url", [LIST, LOG, reverse("notices:preference")])
def test_who_is_signed_out_is_asked_to_sign_in(client, url):
    assert client.get(url).status_code == 302


def test_a_family_may_not_look_at_channels(client):
    client.force_login(create_user())
    assert client.get(LIST).status_code == 403
