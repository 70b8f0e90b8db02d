"""Let a chronicle happen in the portal: every event through the service that people use, by the person, on its day."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from demo.alliance_years.chronicle import Chronicle, Event
from demo.alliance_years.clock import travelling
from demo.alliance_years.living import activities, assessing, exchange, growing, meetings, needs, organising, reports
from demo.alliance_years.living.opening import open_schools
from demo.alliance_years.living.stage import Stage
from demo.alliance_years.telling.story import DAY, SETTLED
from rulebook.tasks import expand_school
from schools.models import School

AREAS = (organising, meetings, exchange, activities, needs, growing, reports, assessing)
HANDLERS: dict[str, Callable[[Stage, Event], None]] = {
    what: handler for area in AREAS for what, handler in area.HANDLERS.items()
}
BEFORE = timedelta(days=400)  # the schools were there before the alliance


class AlreadyLived(Exception):
    """The schools of the chronicle are in the portal."""


@transaction.atomic
def live(chronicle: Chronicle, *, password: str, say: Callable[[str], None] = lambda _line: None) -> Stage:
    """Open the schools and let everything happen, all or nothing; `say` hears of every month. Raises AlreadyLived."""
    if School.objects.filter(code__in=[school["code"] for school in chronicle.schools]).exists():
        raise AlreadyLived
    with travelling(chronicle.founded_on - BEFORE) as clock:
        stage = Stage(chronicle, open_schools(chronicle, password=password))
        say(f"{len(stage.people)} people in {len(stage.schools)} schools")
        nights = _nights(chronicle)
        for month, events in _by_month(chronicle):
            for event in events:
                while nights and nights[0] < event["on"]:
                    clock.set(nights.pop(0))
                    _renew(stage)
                clock.set(event["on"])
                HANDLERS[event["what"]](stage, event)
            say(f"{month}: {len(events)} events")
        clock.set(chronicle.until)
        _renew(stage)
    # Passwords of staff grow old: these are as new as the schools in the portal.
    User.objects.filter(pk__in=[user.pk for user in stage.people.values()]).update(password_changed_at=timezone.now())
    return stage


def _nights(chronicle: Chronicle) -> list[date]:
    """Give the nights on which what is owed is brought up to date: every night would come to the same."""
    joined = chronicle.founded_on + SETTLED - DAY * 4
    days = [day for term in chronicle.terms for day in (term["first_on"] + SETTLED, term["last_on"])]
    return [joined, *(day for day in days if day > joined)]


def _renew(stage: Stage) -> None:
    """Do what a task does every night."""
    for school in stage.schools.values():
        expand_school(school_id=school.pk)


def _by_month(chronicle: Chronicle) -> list[tuple[str, list[Event]]]:
    months: dict[str, list[Event]] = {}
    for event in chronicle.events:
        months.setdefault(f"{event['on']:%Y-%m}", []).append(event)
    return list(months.items())
