"""What teachers hand in to a contest, and what judges give it; nobody judges the own entry."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from registry.models import Teacher
from sheets import rules
from teaching_checks.models import Contest, Entry, EntryFile, Judgement

MOST_FILES = 5
MOST_POINTS = Decimal(100)  # where a contest has no sheet


@transaction.atomic
def enter(
    *, contest: Contest, teacher: Teacher, title: str, may_show: bool, file, by: User, now: datetime | None = None
) -> Entry:
    """Hand something in, with its first file. Raises Refused: "closed", "not_yours"."""
    contest = _open(contest, now)
    if teacher.user_id != by.pk or teacher.school_id != contest.school_id:
        raise Refused("not_yours")
    fields = {"title": title, "may_show": may_show, "person": by}
    with pghistory.context(user=by.pk):
        entry = Entry.objects.create(school_id=contest.school_id, contest=contest, teacher=teacher, **fields)
        _keep(entry, file)
    return entry


@transaction.atomic
def add_file(*, entry: Entry, file, by: User, now: datetime | None = None) -> EntryFile:
    """Add a file to the own entry while entries are open. Raises Refused: "closed", "not_yours", "too_many"."""
    entry = _own(entry, by, now)
    if entry.files.count() >= MOST_FILES:
        raise Refused("too_many")
    with pghistory.context(user=by.pk):
        return _keep(entry, file)


def _keep(entry: Entry, file) -> EntryFile:
    number = entry.files.count() + 1
    return EntryFile.objects.create(
        school_id=entry.school_id, entry=entry, file=file, name=f"{entry.title[:60]}-{number}"
    )


@transaction.atomic
def take_back(*, entry: Entry, by: User, now: datetime | None = None) -> Entry:
    """Take the own entry back while entries are open. Raises Refused: "closed", "not_yours"."""
    entry = _own(entry, by, now)
    entry.withdrawn_at = now or timezone.now()
    with pghistory.context(user=by.pk):
        entry.save(update_fields=["withdrawn_at"])
    return entry


@transaction.atomic
def show(*, entry: Entry, may_show: bool, by: User) -> Entry:
    """Agree that the school shows it, or take that back, at any time. Raises Refused("not_yours")."""
    if entry.person_id != by.pk:
        raise Refused("not_yours")
    entry.may_show = may_show
    with pghistory.context(user=by.pk):
        entry.save(update_fields=["may_show"])
    return entry


@transaction.atomic
def judge(
    *,
    entry: Entry,
    values: Mapping[str, str],
    points: Decimal | None = None,
    remark: str = "",
    by: User,
    now: datetime | None = None,
) -> Judgement:
    """Give points, by the contest's sheet or, without one, 0 to 100; a second time changes the first.

    Raises Refused: "not_judging", "not_a_judge", "own_entry", "incomplete", "out_of_bounds".
    """
    contest = Contest.objects.select_for_update(of=("self",)).get(pk=entry.contest_id)
    if contest.state != Contest.State.JUDGING or entry.withdrawn_at:
        raise Refused("not_judging")
    if entry.person_id == by.pk:
        raise Refused("own_entry")
    if not contest.judges.filter(user=by).exists():
        raise Refused("not_a_judge")
    if contest.sheet:
        sheet = contest.sheet.sheet
        if not rules.is_complete(sheet, values):
            raise Refused("incomplete")
        points = rules.total(sheet, values)
    if points is None or not 0 <= points <= (contest.sheet.sheet.full_marks if contest.sheet else MOST_POINTS):
        raise Refused("out_of_bounds")
    given = {"values": dict(values), "points": points, "remark": remark, "judged_at": now or timezone.now()}
    with pghistory.context(user=by.pk):
        judgement, _made = Judgement.objects.update_or_create(
            entry=entry, judge=by, defaults={"school_id": entry.school_id, "entrant_id": entry.person_id, **given}
        )
    return judgement


def _own(entry: Entry, by: User, now: datetime | None) -> Entry:
    entry = Entry.objects.select_for_update(of=("self",)).select_related("contest").get(pk=entry.pk)
    if entry.person_id != by.pk or entry.withdrawn_at:
        raise Refused("not_yours")
    _open(entry.contest, now)
    return entry


def _open(contest: Contest, now: datetime | None) -> Contest:
    contest = Contest.objects.select_for_update(of=("self",)).get(pk=contest.pk)
    today = timezone.localdate(now)
    if not contest.is_open or not contest.entries_from_on <= today <= contest.entries_to_on:
        raise Refused("closed")
    return contest
