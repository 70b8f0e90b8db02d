"""Say, or only print, what the schedule says on a day: tomorrow's duties and gaps."""

import json
from datetime import date, datetime, time, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from communities import hours
from communities.services import reminders
from notices import services as notices
from notices.services import Letter

EVENING = time(17, 30)


class WrongUse(CommandError):
    """The command cannot be carried out as it was called; nobody was told anything."""

    def __init__(self, message):
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    help = (
        "Remind of the duties and gaps of the day after DATE, as on the evening of DATE. Exit code 0 ok, 2 wrong use."
    )

    def add_arguments(self, parser):
        parser.add_argument("--on", type=_day, default=None, metavar="DATE", help="Evening of this day; today.")
        parser.add_argument("--at", type=_hour, default=None, metavar="HH:MM", help="As if it were so late on DATE.")
        parser.add_argument("--dry-run", action="store_true", help="Print only; tell nobody.")
        parser.add_argument("--json", action="store_true", help="Print JSON on one line.")

    def handle(self, *args, on, at, dry_run, **options):
        on = on or timezone.localdate()
        now = _moment(on, at, dry_run)
        if not dry_run and on + timedelta(days=1) < timezone.localdate():
            raise WrongUse(f"The duties of the day after {on} are over; look at them with --dry-run.")
        is_sending = not dry_run and not hours.is_quiet(now)
        letters = (reminders.remind if is_sending else reminders.foretell)(on=on, now=now)
        self._print(_report(letters, on=on, now=now, is_sending=is_sending), options["json"])

    def _print(self, report: dict, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        for notice in report["notices"]:
            self.stdout.write(f"{notice['to']}  {notice['subject']}")
            self.stdout.write("".join(f"    {line}\n" for line in notice["body"].splitlines()))
        self.stdout.write(f"{len(report['notices'])} notices {'sent' if report['is_sent'] else 'to send'}.")
        if report["is_night"]:
            self.stdout.write("Nothing is sent between 21:00 and 07:00.")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _hour(text: str) -> time:
    return time.fromisoformat(text)


def _moment(on: date, at: time | None, dry_run: bool) -> datetime:
    """Give the hour that was asked for, that of the evening when only looking, or now."""
    if at is None and not dry_run:
        return timezone.now()
    return timezone.make_aware(datetime.combine(on, at or EVENING))


def _report(letters: list[Letter], *, on: date, now: datetime, is_sending: bool) -> dict:
    written = [notices.as_read(letter) for letter in letters]
    return {
        "on": str(on),
        "duties_on": str(on + timedelta(days=1)),
        "at": timezone.localtime(now).isoformat(timespec="minutes"),
        "is_night": hours.is_quiet(now),
        "is_sent": is_sending,
        "notices": [
            {"to": n.recipient.username, "matter": n.dedupe, "subject": n.subject, "body": n.body, "url": n.url}
            for n in written
        ],
    }
