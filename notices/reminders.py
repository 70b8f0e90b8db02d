"""One registry of reminders: each app says at its start what there is to say, and the portal says it once.

Two shapes:

- `register_reminder("duties", letters=letters)` – for everybody, families too. `letters(*, on, now)` gives the
  letters of all schools at once; `on` is the day of the run. They are said outside the night (21:00–07:00), by
  `remind` from the app's own beat entry.
- `register_reminder("due", letters=letters, schools=schools)` – for the staff, school by school.
  `schools()` gives the keys of the schools that have anything to be reminded of, in one cheap statement;
  `letters(*, school, days, now)` gives one school's letters about the `days` (a `core.dates.Span`), and says them
  only on its school days between 07:30 and 18:00. `days` is today together with the days without school just
  before it, so that what falls on a holiday is said on the next school day (F-20); `days.last_on` is today. The
  beat runs them hourly (`notices.tasks.remind_staff`), one task per school.

Either way a letter's `dedupe` names the person's matter (`due-<obligation>-7`): it is said once, however often and
at however many workers this runs. A letter that names no child says `may_leave=True`, or channels tell no more
of it than that something is new.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from notices import hours
from notices.services import Letter, not_yet_sent, send_each
from schools.hours import SchoolMoment, school_moments, schools_in_session
from schools.models import School

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reminder:
    """A kind of reminder as its app has registered it."""

    name: str
    letters: Callable[..., Iterable[Letter]]
    schools: Callable[[], Iterable[int]] | None = None

    @property
    def is_for_staff(self) -> bool:
        return self.schools is not None


@dataclass
class Round:
    """What one reminder said, or would say, in one run."""

    name: str
    is_said: bool
    letters: list[Letter] = field(default_factory=list)
    # Years without a holiday table, by the code of the school: days were judged by their weekday.
    years_without_holidays: dict[str, list[int]] = field(default_factory=dict)


_known: dict[str, Reminder] = {}


def register_reminder(
    name: str, *, letters: Callable[..., Iterable[Letter]], schools: Callable[[], Iterable[int]] | None = None
) -> None:
    """Make a reminder known; called once when the app that owns it starts."""
    _known[name] = Reminder(name, letters, schools)


def remind(
    *, on: date, now: datetime, only: Collection[str] | None = None, school: School | None = None
) -> list[Round]:
    """Say what there is to say on a day, where it is the hour for it; give what was new, by reminder.

    What it is not the hour for is given too, unsaid (`is_said` is False). Each reminder is a transaction of its own.
    """
    return [each for reminder in _chosen(only) for each in _run(reminder, on, now, school, may_say=True)]


def foretell(
    *, on: date, now: datetime, only: Collection[str] | None = None, school: School | None = None
) -> list[Round]:
    """Give what `remind` would say, at any hour, without saying it."""
    return [each for reminder in _chosen(only) for each in _run(reminder, on, now, school, may_say=False)]


def schools_to_remind(*, now: datetime) -> list[int]:
    """Give the schools that are at work now and have something for their staff; three statements and one per kind."""
    keys = {key for reminder in _staff() for key in reminder.schools()}
    return list(schools_in_session(School.objects.filter(pk__in=keys), now))


def remind_staff_of(*, school_id: int, now: datetime) -> list[Round]:
    """Say to one school's staff what is to be said now; a fault of one kind does not silence the others."""
    on = timezone.localdate(now)
    return [
        each
        for school in School.objects.filter(pk=school_id)  # none, where it went while the task waited
        for reminder in _staff()
        for each in _safely(reminder, on=on, now=now, school=school)
    ]


def _safely(reminder: Reminder, *, on: date, now: datetime, school: School) -> list[Round]:
    try:
        return list(_run(reminder, on, now, school, may_say=True))
    except Exception:
        log.exception("The reminder %s of school %s failed.", reminder.name, school.code)
        return []


def _chosen(only: Collection[str] | None) -> list[Reminder]:
    return [reminder for name, reminder in _known.items() if only is None or name in only]


def _staff() -> list[Reminder]:
    return [reminder for reminder in _known.values() if reminder.is_for_staff]


def _run(reminder: Reminder, on: date, now: datetime, school: School | None, *, may_say: bool) -> Iterator[Round]:
    if not reminder.is_for_staff:
        letters = [each for each in reminder.letters(on=on, now=now) if not school or each.school_id == school.pk]
        yield _said(reminder, letters, may_say=may_say and not hours.is_quiet(now))
        return
    keys = set(reminder.schools())
    schools = School.objects.filter(pk__in=keys & {school.pk} if school else keys).order_by("code")
    for moment in school_moments(schools, now).values():
        yield _of_school(reminder, moment, now, may_say=may_say)


@transaction.atomic
def _of_school(reminder: Reminder, moment: SchoolMoment, now: datetime, *, may_say: bool) -> Round:
    letters = reminder.letters(school=moment.school, days=moment.days, now=now)
    found = _said(reminder, letters, may_say=may_say and moment.is_open)
    if moment.years_without_holidays:
        found.years_without_holidays = {moment.school.code: moment.years_without_holidays}
        log.warning("School %s: no holidays are known for %s.", moment.school.code, moment.years_without_holidays)
    return found


@transaction.atomic
def _said(reminder: Reminder, letters: Iterable[Letter], *, may_say: bool) -> Round:
    return Round(reminder.name, may_say, (send_each if may_say else not_yet_sent)(letters))
