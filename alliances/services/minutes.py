"""Write the minutes of a meeting; two may write at once and neither loses a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances.models import AllianceMeeting, MeetingItem
from alliances.rules.minutes import Piece, join, plain
from alliances.services.attendance import open_for_writing
from core.refusals import Refused


@dataclass(frozen=True)
class Written:
    """What somebody sends for an item: the text they began with, its revision, and what they made of it."""

    item: UUID
    revision: int
    before: str
    text: str


@dataclass(frozen=True)
class Conflict:
    """An item that somebody else changed meanwhile: nothing of mine was written, and here is what each did."""

    item: MeetingItem
    mine: str
    pieces: list[Piece]


@transaction.atomic
def write(
    *, meeting: AllianceMeeting, written: Iterable[Written], by: User, now: datetime | None = None
) -> list[Conflict]:
    """Keep the texts of items that nobody else changed since they were read; give the others, unwritten.

    Whoever changed nothing overwrites nothing. Raises Refused: "cancelled", "not-yet".
    """
    open_for_writing(meeting, now)
    items = {
        item.public_id: item for item in meeting.items.select_for_update(of=("self",)).select_related("written_by")
    }
    conflicts = []
    with pghistory.context(user=by.pk):
        for each in written:
            item, text = items.get(each.item), plain(each.text)
            if item is None or text == plain(each.before) or text == item.minutes:
                continue
            if item.revision != each.revision:
                conflicts.append(Conflict(item, text, join(plain(each.before), item.minutes, text)))
                continue
            item.minutes, item.revision = text, item.revision + 1
            item.written_by, item.written_at = by, now or timezone.now()
            item.save(update_fields=["minutes", "revision", "written_by", "written_at"])
    return conflicts


@transaction.atomic
def add_item(*, meeting: AllianceMeeting, title: str, by: User) -> MeetingItem:
    """Add what came up in the meeting to its agenda. Raises Refused: "cancelled", "item-twice"."""
    meeting = AllianceMeeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.cancelled_at:
        raise Refused("cancelled")
    titles = list(meeting.items.values_list("title", flat=True))
    if title in titles:
        raise Refused("item-twice")
    with pghistory.context(user=by.pk):
        return MeetingItem.objects.create(meeting=meeting, title=title, position=len(titles) + 1)
