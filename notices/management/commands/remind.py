"""Say, or only print, what the schedule says on a day: all reminders that any app has registered."""

import json
from datetime import date, datetime, time, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notices import hours, reminders
from notices import services as notices
from notices.reminders import Round
from schools.models import School

EVENING = time(17, 30)


class WrongUse(CommandError):
    """The command cannot be carried out as it was called; nobody was told anything."""

    def __init__(self, message):
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    help = "Remind people as the schedule does on DATE. Exit code 0 ok, 2 wrong use."

    def add_arguments(self, parser):
        parser.add_argument("--on", type=_day, default=None, metavar="DATE", help="As on this day; today.")
        parser.add_argument("--at", type=_hour, default=None, metavar="HH:MM", help="As if it were so late on DATE.")
        parser.add_argument("--school", metavar="CODE", help="This school only.")
        parser.add_argument("--dry-run", action="store_true", help="Print only; tell nobody.")
        parser.add_argument("--json", action="store_true", help="Print JSON on one line.")

    def handle(self, *args, on, at, dry_run, **options):
        on = on or timezone.localdate()
        now = _moment(on, at, dry_run)
        if not dry_run and on + timedelta(days=1) < timezone.localdate():
            raise WrongUse(f"{on} and the day after it are over; look at them with --dry-run.")
        say = reminders.foretell if dry_run else reminders.remind
        rounds = say(on=on, now=now, school=_school(options["school"]))
        self._print(_report(rounds, on=on, now=now, dry_run=dry_run), options["json"])

    def _print(self, report: dict, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        for notice in report["notices"]:
            self.stdout.write(f"{notice['to']}  {notice['subject']}")
            self.stdout.write("".join(f"    {line}\n" for line in notice["body"].splitlines()))
        for code, years in report["years_without_holidays"].items():
            self.stdout.write(f"School {code}: no holidays are known for {', '.join(map(str, years))}.")
        said = sum(notice["is_sent"] for notice in report["notices"])
        if said:
            self.stdout.write(f"{said} notices sent.")
        if said < len(report["notices"]) or not said:
            self.stdout.write(f"{len(report['notices']) - said} notices to send.")
        if report["is_night"]:
            self.stdout.write("Nothing is sent between 21:00 and 07:00.")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _hour(text: str) -> time:
    return time.fromisoformat(text)


def _school(code: str | None) -> School | None:
    if code is None:
        return None
    found = School.objects.filter(code=code).first()
    if found is None:
        raise WrongUse(f"No school has the code {code}.")
    return found


def _moment(on: date, at: time | None, dry_run: bool) -> datetime:
    """Give the hour that was asked for, that of the evening when only looking, or now."""
    if at is None and not dry_run:
        return timezone.now()
    return timezone.make_aware(datetime.combine(on, at or EVENING))


def _report(rounds: list[Round], *, on: date, now: datetime, dry_run: bool) -> dict:
    return {
        "on": str(on),
        "duties_on": str(on + timedelta(days=1)),
        "at": timezone.localtime(now).isoformat(timespec="minutes"),
        "is_night": hours.is_quiet(now),
        "is_sent": not dry_run and not hours.is_quiet(now),
        "reminders": _by_name(rounds),
        "years_without_holidays": {code: y for each in rounds for code, y in each.years_without_holidays.items()},
        "notices": [_line(each, letter) for each in rounds for letter in each.letters],
    }


def _by_name(rounds: list[Round]) -> list[dict]:
    """Give one line per reminder: how many notices were said, and how many would be at another hour."""
    found: dict[str, dict] = {}
    for each in rounds:
        line = found.setdefault(each.name, {"name": each.name, "sent": 0, "to_send": 0})
        line["sent" if each.is_said else "to_send"] += len(each.letters)
    return list(found.values())


def _line(each: Round, letter: notices.Letter) -> dict:
    written = notices.as_read(letter)
    return {
        "reminder": each.name,
        "is_sent": each.is_said,
        "to": written.recipient.username,
        "matter": written.dedupe,
        "subject": written.subject,
        "body": written.body,
        "url": written.url,
    }
