"""What every step of the ledger begins with: one writer at a time, the row read again, the acting person in history."""

from contextlib import contextmanager
from datetime import date, datetime

import pghistory
from django.utils import timezone

from core.refusals import Refused
from deductions.models import Entry, LedgerSettings
from schools.models import School


def hold(school: School) -> LedgerSettings:
    """Let nobody else write into the school's ledger until the transaction ends."""
    LedgerSettings.objects.get_or_create(school=school)
    return LedgerSettings.objects.select_for_update().get(school=school)


def again(entry: Entry) -> Entry:
    """Read the entry again and hold it. One page may be minutes old."""
    return Entry.objects.select_for_update(of=("self",)).select_related("teacher", "person", "school").get(pk=entry.pk)


def refuse_unless(holds: bool, reason: str) -> None:
    if not holds:
        raise Refused(reason)


@contextmanager
def acting(by):
    with pghistory.context(user=by.pk):
        yield


def day_of(now: datetime | None) -> date:
    return timezone.localdate(now or timezone.now())
