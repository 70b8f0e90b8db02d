"""Plan a meeting of an alliance, call people, invite them, take their answers, cancel it (G5.3.2.2)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances.messages import meetings as messages
from alliances.models import Alliance, AllianceMeeting, Body, MeetingAttendee, MeetingItem
from alliances.selectors.people import Called, holders, seats_called
from core.refusals import Refused
from notices.services import send

Answer = MeetingAttendee.Answer


@transaction.atomic
def plan(
    *, alliance: Alliance, fields: Mapping, bodies: Sequence[Body], persons: Iterable[Called], agenda, by: User
) -> AllianceMeeting:
    """Plan a meeting; nobody is told yet. `agenda` are the titles of its items, `persons` who is called besides.

    Raises Refused("nobody-called").
    """
    with pghistory.context(user=by.pk):
        meeting = AllianceMeeting.objects.create(alliance=alliance, planned_by=by, **fields)
        meeting.bodies.set(bodies)
        _write_agenda(meeting, agenda)
        _call(meeting, bodies, persons)
    return meeting


@transaction.atomic
def change(
    *, meeting: AllianceMeeting, fields: Mapping, bodies: Sequence[Body], persons: Iterable[Called], agenda, by: User
) -> AllianceMeeting:
    """Change a meeting and who is called; those who are invited already are told of a new time or place.

    Raises Refused: "cancelled", "was-held" (and would lie in the future), "nobody-called", "item-has-minutes".
    """
    meeting = _locked(meeting)
    is_later = fields.get("on", meeting.on) > timezone.localdate()
    if is_later and AllianceMeeting.objects.held().filter(pk=meeting.pk).exists():
        raise Refused("was-held")
    moved = {
        name for name in ("on", "starts_at", "ends_at", "host", "place", "link") if _differs(meeting, fields, name)
    }
    with pghistory.context(user=by.pk):
        for name, value in fields.items():
            setattr(meeting, name, value)
        meeting.save(update_fields=list(fields))
        meeting.bodies.set(bodies)
        _write_agenda(meeting, agenda)
        new = _call(meeting, bodies, persons)
        if meeting.invited_at:
            _tell(meeting, messages.invitation, only=new)
        if meeting.invited_at and moved:
            _tell(meeting, messages.changed, but=new)
    return meeting


@transaction.atomic
def invite(*, meeting: AllianceMeeting, by: User, now: datetime | None = None) -> int:
    """Send the invitation to whoever was not invited yet; give how many were told. Raises Refused("cancelled")."""
    meeting = _locked(meeting)
    with pghistory.context(user=by.pk):
        if meeting.invited_at is None:
            meeting.invited_at = now or timezone.now()
            meeting.save(update_fields=["invited_at"])
        return _tell(meeting, messages.invitation)


@transaction.atomic
def cancel(*, meeting: AllianceMeeting, why: str, by: User, now: datetime | None = None) -> AllianceMeeting:
    """Cancel a meeting that was not held. Raises Refused: "cancelled", "held"."""
    meeting = _locked(meeting)
    if AllianceMeeting.objects.held().filter(pk=meeting.pk).exists():
        raise Refused("held")
    meeting.cancelled_at, meeting.cancelled_why = now or timezone.now(), why
    with pghistory.context(user=by.pk):
        meeting.save(update_fields=["cancelled_at", "cancelled_why"])
        if meeting.invited_at:
            _tell(meeting, messages.cancelled)
    return meeting


@transaction.atomic
def answer(
    *, meeting: AllianceMeeting, is_coming: bool, stood_in: str = "", by: User, now: datetime | None = None
) -> MeetingAttendee:
    """Say whether one comes, and if not who stands in. Raises Refused: "cancelled", "not-called", "taken"."""
    meeting = _locked(meeting)
    own = MeetingAttendee.objects.select_for_update().filter(meeting=meeting, person=by).first()
    if own is None or meeting.invited_at is None:
        raise Refused("not-called")
    if own.attendance:
        raise Refused("taken")
    own.answer = Answer.COMING if is_coming else Answer.EXCUSED
    own.stood_in = "" if is_coming else stood_in
    with pghistory.context(user=by.pk):
        own.save(update_fields=["answer", "stood_in"])
    return own


def _locked(meeting: AllianceMeeting) -> AllianceMeeting:
    meeting = AllianceMeeting.objects.select_for_update(of=("self",)).select_related("host").get(pk=meeting.pk)
    if meeting.cancelled_at:
        raise Refused("cancelled")
    return meeting


def _differs(meeting: AllianceMeeting, fields: Mapping, name: str) -> bool:
    return name in fields and getattr(meeting, name) != fields[name]


def _write_agenda(meeting: AllianceMeeting, titles: Sequence[str]) -> None:
    """Match the items to the titles: those that stay keep their minutes, those with minutes must stay."""
    items = {item.title: item for item in meeting.items.select_for_update()}
    for title, item in items.items():
        if title not in titles:
            if item.minutes:
                raise Refused("item-has-minutes")
            item.delete()
    for position, title in enumerate(dict.fromkeys(titles), start=1):
        item = items.get(title) or MeetingItem(meeting=meeting, title=title)
        if item.position != position:
            item.position = position
            item.save()


def _call(meeting: AllianceMeeting, bodies: Sequence[Body], persons: Iterable[Called]) -> set[int]:
    """Match who is called to who holds the seats on the day, and give who is new; whose attendance was taken stays."""
    seats = seats_called(meeting.alliance, bodies, meeting.on, liaisons=meeting.calls_liaisons)
    wanted = {each.person.pk: each for each in [*holders(seats, meeting.on), *persons]}
    if not wanted:
        raise Refused("nobody-called")
    there = {row.person_id for row in meeting.attendees.select_for_update(of=("self",))}
    meeting.attendees.exclude(person__in=wanted).filter(attendance="").delete()
    new = wanted.keys() - there
    for key in sorted(new):
        each = wanted[key]
        MeetingAttendee.objects.create(meeting=meeting, person=each.person, school=each.school, seat=each.seat)
    return set(new)


def _tell(meeting: AllianceMeeting, words, *, only: Iterable[int] | None = None, but: Iterable[int] = ()) -> int:
    people = User.objects.filter(pk__in=meeting.attendees.values("person")).exclude(pk__in=but).order_by("pk")
    if only is not None:
        people = people.filter(pk__in=only)
    return send(recipients=people, **words(meeting))
