"""Send what waits: taken under a lock and marked as taken before anything leaves, so that nothing goes out twice."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from notices import faults, messages, outside
from notices.models import Channel, Delivery
from notices.models.deliveries import WAITS
from notices.models.preferences import preference_of
from notices.outside import Outcome
from notices.phones import phones_of

State = Delivery.State
Purpose = Delivery.Purpose


def channels_due(*, now: datetime) -> list[int]:
    """Give the channels for which something waits that may be sent now."""
    return list(Delivery.objects.due(now).order_by("channel").values_list("channel", flat=True).distinct())


def send_next(*, channel_id: int, now: datetime | None = None) -> Outcome | None:
    """Send the next message of a channel; None when nothing is left to send now.

    Between the two transactions stands the world: a worker that is killed there leaves a row that says "being
    sent", and nobody takes it a second time.
    """
    delivery = claim(channel_id=channel_id, now=now or timezone.now())
    if delivery is None:
        return None
    outcome = _send(delivery)
    mark(delivery=delivery, outcome=outcome, now=now or timezone.now())
    return outcome


@transaction.atomic
def claim(*, channel_id: int, now: datetime) -> Delivery | None:
    """Take the next message that is to go out now; what must wait or need not go any more is set aside."""
    while delivery := _next(channel_id, now):
        if set_aside := _why_not_now(delivery, now):
            _write(delivery, **set_aside)
            continue
        _write(delivery, state=State.CLAIMED, claimed_at=now, attempts=delivery.attempts + 1)
        return delivery
    return None


def _next(channel_id: int, now: datetime) -> Delivery | None:
    due = Delivery.objects.due(now).filter(channel=channel_id).order_by("next_try_at", "pk")
    free = due.select_for_update(skip_locked=True, of=("self",))
    return free.select_related("channel", "school", "notice", "recipient__preference").first()


def _why_not_now(delivery: Delivery, now: datetime) -> dict | None:
    """Give what becomes of a message that does not go out now; None for one that does."""
    if delivery.purpose == Purpose.TEST:
        return None
    if delivery.is_too_late(now):
        return {"state": State.FAILED, "error": "too-late", "ended_at": now}
    if _is_read(delivery):
        return {"state": State.DROPPED, "ended_at": now}
    if delivery.recipient and preference_of(delivery.recipient).is_quiet(now):
        return {"next_try_at": preference_of(delivery.recipient).first_loud(now)}
    return None


def _is_read(delivery: Delivery) -> bool:
    if delivery.purpose == Purpose.DIGEST:
        return not messages.contents(delivery).exists()
    return bool(delivery.notice and delivery.notice.read_at)


def _send(delivery: Delivery) -> Outcome:
    to = ""
    if delivery.channel.is_personal:
        to = address_of(delivery)
        if not to:
            return Outcome("no-reach")
    title, body = messages.written(delivery)
    return outside.send(channel=delivery.channel, to=to, title=title, body=body)


def address_of(delivery: Delivery) -> str:
    """Give where a personal channel reaches the recipient; empty when it cannot."""
    person, school = delivery.recipient, delivery.school_id
    if delivery.channel.kind == Channel.Kind.EMAIL:
        return person.email
    return phones_of(user_ids=[person.pk], school_ids=[school]).get((person.pk, school), "")


def mark(*, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
    """Write what became of a message: sent, unknown, to be tried again, or failed for good."""
    fields = {"error": outcome.fault, "error_detail": outcome.detail}
    if outcome.is_sent:
        fields |= {"state": State.SENT, "ended_at": now}
    elif outcome.is_doubtful:
        fields |= {"state": State.UNKNOWN, "ended_at": now}
    elif delivery.purpose != Purpose.TEST and delivery.attempts <= len(WAITS):
        fields |= {"state": State.WAITING, "next_try_at": now + WAITS[delivery.attempts - 1]}
    else:
        fields |= {"state": State.FAILED, "ended_at": now}
    # A slow worker may have been taken for a dead one; what it knows for certain is better than "unknown".
    mine = Delivery.objects.filter(pk=delivery.pk, claimed_at=delivery.claimed_at)
    mine.filter(state__in=[State.CLAIMED, State.UNKNOWN]).update(**fields)


def give_up_left_behind(*, now: datetime) -> int:
    """Say "unknown" of what a worker took and never spoke of again; it is not sent a second time."""
    lost = Delivery.objects.left_behind(now)
    return lost.update(state=State.UNKNOWN, error="worker-gone", error_detail="", ended_at=now)


def stops_the_rest(outcome: Outcome) -> bool:
    """Tell whether the fault is the channel's, so that the other messages had better wait for the next minute."""
    return outcome.is_doubtful or outcome.fault in faults.OF_CHANNEL


def _write(delivery: Delivery, **fields) -> None:
    for name, value in fields.items():
        setattr(delivery, name, value)
    delivery.save(update_fields=fields)
