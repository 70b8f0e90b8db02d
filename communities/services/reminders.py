"""Tell parents of tomorrow's duties and leaders of tomorrow's gaps: once, and not at night (N-01, N-02)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from communities import addresses
from communities.messages import reminders as words
from communities.selectors import reminders as selectors
from notices import reminders as registry
from notices import services as notices
from notices.services import Letter

NAME = "duties"


def register() -> None:
    """Make the evening's reminders known to the portal's one registry of them."""
    registry.register_reminder(NAME, letters=letters)


def remind(*, on: date, now: datetime) -> list[Letter]:
    """Say on the evening of `on` what is due on the day after, and give what was new to its reader.

    Said once per parent, school and day. Between 21:00 and 07:00 nothing is said; what the night swallowed is
    said in the morning, for the duties that have not begun.
    """
    said = [each for each in registry.remind(on=on, now=now, only=[NAME]) if each.is_said]
    return [letter for each in said for letter in each.letters]


def letters(*, on: date, now: datetime) -> Iterator[Letter]:
    """Give what there is to say about the day after `on`: to parents of their duties, to leaders of gaps."""
    days = {"day": on + timedelta(days=1), "today": timezone.localdate(now)}
    yield from _to_parents(**days, now=now)
    yield from _to_leaders(**days, now=now)


def _to_parents(*, day: date, today: date, now: datetime) -> Iterator[Letter]:
    for user, schools in selectors.duties_by_parent(day, now=now).items():
        for duties in schools:
            yield Letter(
                recipient=user,
                subject=words.duty_subject(day=day, today=today),
                body=words.duty_body(duties),
                url=addresses.own_duties(),
                dedupe=f"duty-{duties[0].guardian.public_id}-{day}",
                school_id=duties[0].school_id,
                may_leave=True,
            )


def _to_leaders(*, day: date, today: date, now: datetime) -> Iterator[Letter]:
    found = selectors.gaps_by_community(day, now=now)
    leaders = selectors.who_leads(found)
    for community, gaps in found.items():
        for leader in leaders[community.pk]:
            yield Letter(
                recipient=leader,
                subject=words.gaps_subject(community, day=day, today=today),
                body=words.gaps_body(gaps),
                url=addresses.rotas_of(community),
                dedupe=f"gaps-{community.public_id}-{day}",
                school_id=community.school_id,
                may_leave=True,
            )


@transaction.atomic
def tell_missed(*, now: datetime) -> list[Letter]:
    """Tell the parent and the leader, once, that a duty began ten minutes ago and nobody has checked in (N-01)."""
    return notices.send_each(_about_missed(selectors.duties_without_check_in(now)))


def _about_missed(duties) -> Iterator[Letter]:
    leaders = selectors.who_leads({duty.slot.community for duty in duties})
    for duty in duties:
        common = {"dedupe": f"missed-{duty.public_id}", "school_id": duty.school_id, "may_leave": True}
        common["url"] = addresses.attendance_of(duty.slot)
        if parent := duty.guardian.user:
            yield Letter(recipient=parent, subject=words.missed_subject, body=words.missed_body(duty), **common)
        for leader in leaders[duty.slot.community_id]:
            subject, body = words.missed_leader_subject(duty), words.missed_leader_body(duty)
            yield Letter(recipient=leader, subject=subject, body=body, **common)
