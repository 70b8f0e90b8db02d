"""What becomes of a message at servers that take it, refuse it, are dead, or fall silent at the wrong moment."""

import email
from email import policy

import pytest

from notices import addresses, outside
from notices.models import Channel
from notices.outside import Outcome, fault_in
from notices.tests.factories import SETTINGS
from notices.tests.servers import gateway, mail_server


def channel(kind: str, **settings) -> Channel:
    found = Channel(kind=kind)
    found.settings = SETTINGS[kind] | settings
    return found


def mail(port: int, **settings) -> Outcome:
    to = settings.pop("to", "li@gongyu.example")
    return outside.send(channel=channel("email", port=port, **settings), to=to, title="Duty", body="17:00")


def text(url: str, **settings) -> Outcome:
    found = channel("sms", url=url, **settings)
    return outside.send(channel=found, to="13800000001", title="", body="明天您值日")


def test_a_mail_arrives_with_subject_and_text():
    with mail_server() as (port, world):
        assert mail(port, to="li+a@gongyu.example") == outside.SENT
    found = email.message_from_bytes(world.received[0], policy=policy.default)
    assert (found["To"], found["Subject"]) == ("li+a@gongyu.example", "Duty")
    assert found["From"].addresses[0].addr_spec == "school@gongyu.example"
    assert found.get_content().strip() == "17:00"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("reader", Outcome("refused", "550")),
        ("text", Outcome("refused", "554")),
        ("hang-up", Outcome("doubtful", is_doubtful=True)),
    ],
)
def test_a_mail_server_that_does_not_take_it(answer, outcome, monkeypatch):
    monkeypatch.setattr(addresses, "CONNECT_SECONDS", 1)
    with mail_server(answer=answer) as (port, world):
        world.gate.set() if answer != "hang-up" else world.gate.clear()
        assert mail(port) == outcome


def test_a_silent_mail_server_has_taken_nothing(monkeypatch):
    monkeypatch.setattr(addresses, "CONNECT_SECONDS", 1)
    with mail_server(answer="silent") as (port, world):
        world.gate.clear()
        assert mail(port) == Outcome("unreachable")


def test_a_wrong_password_is_told_from_other_faults():
    with mail_server() as (port, world):
        assert mail(port, user="school", password="no") == Outcome("sign-in")
        assert world.received == []


def test_a_mail_server_without_tls_is_told_from_a_dead_one():
    with mail_server() as (port, _):
        assert mail(port, security="starttls") == Outcome("certificate")
        assert mail(port, security="ssl") == Outcome("certificate")


def test_a_dead_mail_server_is_unreachable():
    with mail_server() as (port, _):
        pass
    assert mail(port) == Outcome("unreachable")


def test_a_text_message_arrives_at_the_gateway():
    with gateway() as (url, world):
        assert text(url, user="school", password="p:a@s/s") == outside.SENT
    (payload,) = world.received
    assert (payload["phone"], payload["message"]) == ("13800000001", "明天您值日")


@pytest.mark.parametrize(
    ("status", "fault"), [(500, "answered"), (404, "not-found"), (401, "sign-in"), (403, "sign-in"), (302, "answered")]
)
def test_a_gateway_that_answers_with_an_error_has_not_sent_it(status, fault):
    with gateway(answer=status) as (url, world):
        assert text(url) == Outcome(fault, str(status))
    assert len(world.received) == 1


@pytest.mark.parametrize("status", [502, 504])
def test_a_proxy_that_gave_up_waiting_leaves_it_in_doubt(status):
    with gateway(answer=status) as (url, _):
        assert text(url) == Outcome("answered", str(status), is_doubtful=True)


def test_a_secure_connection_that_breaks_while_reading_leaves_it_in_doubt():
    log = "Socket Exception: SSLError(SSLEOFError(8, '[SSL: UNEXPECTED_EOF_WHILE_READING]'))"
    assert fault_in(log) == outside.DOUBTFUL


def test_a_gateway_that_falls_silent_leaves_it_in_doubt(monkeypatch):
    monkeypatch.setattr(addresses, "READ_SECONDS", 1)
    with gateway() as (url, world):
        world.gate.clear()
        assert text(url) == Outcome("doubtful", is_doubtful=True)


def test_a_gateway_that_hangs_up_leaves_it_in_doubt():
    with gateway(answer="none") as (url, _):
        assert text(url) == Outcome("doubtful", is_doubtful=True)


def test_a_dead_gateway_is_unreachable_and_an_invented_one_has_no_name():
    with gateway() as (url, _):
        pass
    assert text(url) == Outcome("unreachable")
    assert text("http://no-such-host.invalid/") == Outcome("unknown-host")
    assert mail(25, host="no-such-host.invalid") == Outcome("unknown-host")
    assert text(url.replace("http:", "https:")) == Outcome("unreachable")


def test_a_gateway_without_tls_is_told_from_a_dead_one():
    with gateway() as (url, _):
        assert text(url.replace("http:", "https:")) == Outcome("certificate")


@pytest.mark.parametrize("settings", [{"host": ""}, {"sender": "nobody"}, {"security": "magic"}])
def test_settings_that_make_no_address_are_said(settings):
    assert mail(25, **settings).fault in ("bad-address", "unknown-host")


def test_an_address_that_is_none_is_said_and_nobody_else_is_written_to():
    with mail_server() as (port, world):
        assert mail(port, to="no address") == Outcome("no-reach")
    assert world.received == []


def test_a_channel_whose_settings_lost_a_field_is_said():
    found = Channel(kind="sms")
    found.settings = {}
    assert outside.send(channel=found, to="1", title="", body="x") == Outcome("bad-address")


# --- bots -------------------------------------------------------------------------------------------------------

PLUGINS = {"wecom": "wecombot", "dingtalk": "dingtalk", "feishu": "feishu"}


@pytest.fixture(params=PLUGINS)
def bot(request, monkeypatch):
    """A channel whose messenger stands on this machine: only its address is another one."""
    from apprise import Apprise

    plugin = type(Apprise.instantiate(addresses.apprise_url(request.param, SETTINGS[request.param])))

    def at(url):
        monkeypatch.setattr(plugin, "notify_url", url)
        return channel(request.param)

    return at


def test_a_bot_posts_into_its_group(bot):
    with gateway() as (url, world):
        assert outside.send(channel=bot(url), to="", title="", body="3 new messages") == outside.SENT
    assert "3 new messages" in str(world.received[0])


def test_a_bot_whose_address_answers_500_has_not_posted(bot):
    with gateway(answer=500) as (url, _):
        assert outside.send(channel=bot(url), to="", title="", body="x") == Outcome("answered", "500")


def test_feishu_tells_a_wrong_bot_in_its_answer():
    assert fault_in("Feishu rejected our notification: code=19001 msg=bad") == Outcome("refused", "19001")


# --- inner networks and secrets ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "may"),
    [
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("8.8.8.8", True),
    ],
)
def test_channels_do_not_knock_at_inner_doors(settings, host, may):
    settings.CHANNEL_HOSTS = [""]
    assert addresses.may_reach(host) == may


def test_the_operator_opens_inner_hosts_by_name(settings):
    settings.CHANNEL_HOSTS = ["mail.school.lan", "127.0.0.1"]
    assert addresses.may_reach("Mail.school.lan")
    assert addresses.may_reach("127.0.0.1")
    settings.CHANNEL_HOSTS = ["mail.school.lan"]
    with mail_server() as (port, world):
        assert mail(port) == Outcome("inner-host")
    assert world.received == []


def test_what_goes_wrong_writes_no_secret_to_the_log(caplog, capfd):
    with gateway(answer=500) as (url, _):
        text(url, user="school", password="canary")
    with mail_server() as (port, _):
        mail(port, user="school", password="canary")
    printed = capfd.readouterr()
    assert "canary" not in caplog.text + printed.out + printed.err
