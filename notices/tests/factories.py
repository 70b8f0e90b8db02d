"""Rows for tests: messages in an inbox, channels, what was handed to them."""

from itertools import count

from django.utils import timezone

from accounts.tests.factories import create_user
from notices.models import Channel, Delivery, Notice, Preference
from schools.tests.factories import create_school

_numbers = count(1)

SETTINGS = {
    "email": {
        "host": "127.0.0.1",
        "port": 9,
        "security": "insecure",
        "user": "",
        "password": "",
        "sender": "school@gongyu.example",
    },
    "sms": {"url": "http://127.0.0.1:9/send", "user": "", "password": ""},
    "wecom": {"key": "aaaa-bbbb-cccc"},
    "dingtalk": {"key": "abcdef0123456789", "secret": ""},
    "feishu": {"key": "aaaa-bbbb-cccc"},
}


def create_notice(*, recipient=None, **fields) -> Notice:
    number = next(_numbers)
    defaults = {"subject": f"Matter {number}", "dedupe": f"matter-{number}"}
    return Notice.objects.create(recipient=recipient or create_user(), **{**defaults, **fields})


def create_channel(*, school=None, kind="email", settings=None, **fields) -> Channel:
    """A channel whose server nobody runs: port 9 of this machine."""
    channel = Channel(school=school or create_school(), kind=kind, **{"name": f"{kind} {next(_numbers)}", **fields})
    channel.settings = SETTINGS[kind] | (settings or {})
    if not channel.is_personal and not channel.next_post_at:
        channel.next_post_at = timezone.now()
    channel.save()
    return channel


def create_delivery(*, channel=None, school=None, recipient=None, **fields) -> Delivery:
    """A message that failed."""
    channel = channel or create_channel(school=school)
    recipient = recipient or create_user()
    now = timezone.now()
    defaults = {"state": Delivery.State.FAILED, "error": "unreachable", "due_at": now, "next_try_at": now}
    notice = fields.pop("notice", None) or create_notice(recipient=recipient, school=channel.school)
    defaults |= {"purpose": "notice", "notice": notice, "matter": f"notice-{notice.pk}"}
    return Delivery.objects.create(
        school=channel.school, channel=channel, recipient=recipient, **{**defaults, **fields}
    )


def create_preference(*, user=None, **fields) -> Preference:
    preference = Preference(user=user or create_user(), **fields)
    if not preference.is_at_once:
        preference.last_digest_at = preference.last_digest_at or timezone.now()
        preference.next_digest_at = preference.next_digest_at or preference.digest_after(preference.last_digest_at)
    preference.save()
    return preference
