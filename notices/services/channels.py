"""Set up the channels of a school, try them, and try again what failed."""

from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from notices import hours, tasks
from notices.models import Channel, Delivery
from notices.services.delivering import address_of
from notices.services.planning import POST_AT
from schools.models import School

KEPT_DAYS = 180
SECRETS = ("password", "key", "secret")


@transaction.atomic
def add(*, school: School, kind: str, name: str, settings: dict, by: User, now: datetime | None = None) -> Channel:
    """Add a channel, which is in use at once. Raises Refused("name-taken")."""
    _check_name(school, name)
    channel = Channel(school=school, kind=kind, name=name, added_by=by)
    channel.settings = settings
    if not channel.is_personal:
        channel.next_post_at = hours.next_at(now or timezone.now(), POST_AT)
    with pghistory.context(user=by.pk):
        channel.save()
    return channel


@transaction.atomic
def change(*, channel: Channel, name: str, settings: dict, is_on: bool, by: User) -> Channel:
    """Change a channel; secrets that are left empty stay as they are. Raises Refused("name-taken")."""
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    _check_name(channel.school, name, but=channel)
    before = channel.settings
    channel.name, channel.is_on = name, is_on
    channel.settings = {**settings, **{key: before[key] for key in SECRETS if not settings.get(key) and key in before}}
    with pghistory.context(user=by.pk):
        channel.save()
    return channel


@transaction.atomic
def remove(*, channel: Channel, by: User) -> None:
    """Remove a channel with its log; what waits for it is not sent by it any more."""
    with pghistory.context(user=by.pk):
        channel.delete()


@transaction.atomic
def send_test(*, channel: Channel, by: User, now: datetime | None = None) -> Delivery:
    """Send a test to oneself, or to the group: at once, also at night. Raises Refused("no-email"), …("no-phone")."""

    now = now or timezone.now()
    delivery = Delivery(school=channel.school, channel=channel, recipient=by, purpose=Delivery.Purpose.TEST)
    if channel.is_personal and not address_of(delivery):
        raise Refused("no-email" if channel.kind == Channel.Kind.EMAIL else "no-phone")
    delivery.matter, delivery.due_at, delivery.next_try_at = f"test-{uuid4()}", now, now
    delivery.save()
    _queue(channel.pk)
    return delivery


@transaction.atomic
def try_again(*, delivery: Delivery, by: User, now: datetime | None = None) -> Delivery:
    """Send once more what failed or is unknown, because a person says so. Raises Refused("not-in-trouble")."""
    now = now or timezone.now()
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if not delivery.is_trouble:
        raise Refused("not-in-trouble")
    delivery.state, delivery.attempts, delivery.error, delivery.error_detail = Delivery.State.WAITING, 0, "", ""
    delivery.due_at = delivery.next_try_at = now
    delivery.ended_at = delivery.claimed_at = None
    delivery.save()
    _queue(delivery.channel_id)
    return delivery


def forget_old_deliveries(*, now: datetime) -> int:
    """Delete what is half a year old and over, and give how many: the log is for finding faults."""
    waiting = [Delivery.State.WAITING, Delivery.State.CLAIMED]
    old = Delivery.objects.filter(created_at__lt=now - timedelta(days=KEPT_DAYS)).exclude(state__in=waiting)
    return old.delete()[0]


def _queue(channel_id: int) -> None:
    """Send soon; when the broker does not answer, the beat's next round does it."""
    transaction.on_commit(partial(tasks.deliver_channel.delay, channel_id=channel_id), robust=True)


def _check_name(school: School, name: str, *, but: Channel | None = None) -> None:
    same = Channel.objects.filter(school=school, name=name).exclude(pk=but.pk if but else None)
    if same.exists():
        raise Refused("name-taken")
