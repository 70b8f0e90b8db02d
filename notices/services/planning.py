"""Decide which new messages also go out, to whom and by which channel; nothing is sent here.

Each function takes what nobody has looked at, under a lock that another worker skips, and notes in the same
transaction that it was looked at: so each message is planned once, whatever runs twice.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time

from django.db import transaction

from notices import hours
from notices.messages import for_staff
from notices.models import Channel, Delivery, Notice, Preference
from notices.models.preferences import preference_of
from notices.phones import phones_of
from schools.hours import schools_in_session

AT_ONCE = 1000
POST_AT = time(8)  # when a group's bot says how many messages are new
Purpose = Delivery.Purpose


def plan(*, now: datetime) -> None:
    """Plan what is new, what is to be collected, and the groups' daily words."""
    while plan_notices(now=now):
        pass
    while plan_digests(now=now):
        pass
    plan_posts(now=now)


@transaction.atomic
def plan_notices(*, now: datetime) -> int:
    """Plan new messages for those who hear of each at once; give how many were looked at."""
    new = Notice.objects.unplanned().order_by("created_at").select_for_update(skip_locked=True, of=("self",))
    notices = list(new.select_related("recipient__preference")[:AT_ONCE])
    reach = Reach({(n.recipient, n.school_id) for n in notices if preference_of(n.recipient).is_at_once})
    rows = [
        _delivery(channel, notice.recipient, f"notice-{notice.pk}", now, purpose=Purpose.NOTICE, notice=notice)
        for notice in notices
        for channel in reach.channels(notice.recipient, notice.school_id)
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(planned_at=now)
    return len(notices)


@transaction.atomic
def plan_digests(*, now: datetime) -> int:
    """Plan the collections that are due, for those who have something unread; give how many were looked at."""
    due = Preference.objects.digest_due(now).select_for_update(skip_locked=True, of=("self",))
    preferences = list(due.select_related("user__preference")[:AT_ONCE])
    schools = _schools_with_news(preferences, now)
    reach = Reach({(p.user, school) for p in preferences for school in schools[p.user_id]})
    rows = [
        _delivery(
            channel,
            p.user,
            f"digest-{now:%Y%m%d%H%M%S}",
            now,
            purpose=Purpose.DIGEST,
            since=p.last_digest_at,
            until=now,
        )
        for p in preferences
        for school in schools[p.user_id]
        for channel in reach.channels(p.user, school)
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)
    for preference in preferences:
        preference.last_digest_at, preference.next_digest_at = now, preference.digest_after(now)
    Preference.objects.bulk_update(preferences, ["last_digest_at", "next_digest_at"], batch_size=AT_ONCE)
    return len(preferences)


def _schools_with_news(preferences: list[Preference], now: datetime) -> dict[int, set[int]]:
    """Give, by person, the schools of which something has come since the last collection and is unread."""
    since = {p.user_id: p.last_digest_at for p in preferences}
    if not since:
        return defaultdict(set)
    unread = Notice.objects.unread().filter(recipient__in=since, school__isnull=False)
    found = defaultdict(set)
    rows = unread.planned_within(min(since.values()), now).order_by()
    for person, school, moment in rows.values_list("recipient", "school", "planned_at"):
        if moment > since[person]:
            found[person].add(school)
    return found


@transaction.atomic
def plan_posts(*, now: datetime) -> None:
    """Plan the daily word to each group: how many messages are new, on school days, when there are any."""
    due = Channel.objects.posts_due(now).select_for_update(skip_locked=True, of=("self",)).select_related("school")
    channels = list(due[:AT_ONCE])
    in_session = schools_in_session((channel.school for channel in channels), now)
    for channel in channels:
        if channel.school_id in in_session:
            _plan_post(channel, now)
        channel.next_post_at = hours.next_at(now, POST_AT)
        channel.save(update_fields=["last_post_at", "next_post_at"])


def _plan_post(channel: Channel, now: datetime) -> None:
    span = {"since": channel.last_post_at or channel.added_at, "until": now}
    matter = f"group-{hours.localtime(now).date()}"
    row = _delivery(channel, None, matter, now, purpose=Purpose.GROUP, **span)
    channel.last_post_at = now
    if for_staff(row).exists():
        Delivery.objects.bulk_create([row], ignore_conflicts=True)


class Reach:
    """By which channels of a school a person can and wants to be reached; a constant number of statements."""

    def __init__(self, pairs: Iterable[tuple]):
        pairs = [(user, school) for user, school in pairs if school]
        self._channels = defaultdict(list)
        for channel in Channel.objects.to_persons().filter(school__in={school for _, school in pairs}):
            self._channels[channel.school_id].append(channel)
        asked = [(user.pk, school) for user, school in pairs if self._may_need_phone(user, school)]
        self._phones = phones_of(user_ids=[user for user, _ in asked], school_ids=[school for _, school in asked])

    def channels(self, user, school: int | None) -> list[Channel]:
        """Give the channels; none for an account with which nobody can sign in."""
        if not user.is_active or user.is_dormant:
            return []
        wanted = [c for c in self._channels.get(school, ()) if preference_of(user).wants(c.kind)]
        return [c for c in wanted if (user.email if c.kind == "email" else self._phones.get((user.pk, school)))]

    def _may_need_phone(self, user, school: int) -> bool:
        return preference_of(user).by_sms and any(c.kind == "sms" for c in self._channels.get(school, ()))


def _delivery(channel: Channel, recipient, matter: str, now: datetime, **fields) -> Delivery:
    """Give a delivery that waits for the end of its reader's quiet hours; it is not saved."""
    at = preference_of(recipient).first_loud(now) if recipient else now
    common = {"school_id": channel.school_id, "channel": channel, "recipient": recipient, "matter": matter}
    return Delivery(**common, due_at=at, next_try_at=at, **fields)
