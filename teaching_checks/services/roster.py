"""Draw the homework roster of a term, move somebody to another week, note leave (C2.1.2, F-19)."""

import secrets
from collections import defaultdict
from datetime import date, datetime, timedelta

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from registry.models import Teacher
from rulebook.selectors.in_force import frame
from schools.models import Term
from teaching_checks.models import Roster, RosterAway, RosterPlace
from teaching_checks.rules.roster import spread, weeks_of_second_half
from teaching_checks.selectors.staff import teachers_inspected

WEEK = timedelta(days=7)
SEEDS = 2**53  # stays exact wherever it is read


@transaction.atomic
def draw(*, term: Term, by: User, seed: int | None = None, now: datetime | None = None) -> Roster:
    """Draw who is inspected in which week; again as long as nobody has seen a list.

    Raises Refused: "no_weeks" (the second half has none), "nobody", "begun" (a list is visible: move by hand),
    "over" (every week has begun).
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    Term.objects.select_for_update().get(pk=term.pk)  # two people may press the button
    known = Roster.objects.filter(term=term).first()
    if known and RosterPlace.objects.filter(roster=known, week_on__lte=today).exists():
        raise Refused("begun")
    weeks = _weeks_left(term, today)
    teachers = list(teachers_inspected(term.school, weeks[0]))
    if not teachers:
        raise Refused("nobody")
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    lists = spread([each.pk for each in teachers], len(weeks), seed=seed, away=_away(term, weeks))
    fields = {"weeks": [str(on) for on in weeks], "seed": seed, "drawn_at": now, "drawn_by": by}
    with pghistory.context(user=by.pk):
        roster, _made = Roster.objects.update_or_create(term=term, defaults={"school": term.school, **fields})
        roster.places.all().delete()
        people = {each.pk: each.user_id for each in teachers}
        RosterPlace.objects.bulk_create(
            RosterPlace(school=term.school, roster=roster, teacher_id=pk, person_id=people[pk], week_on=on)
            for on, week in zip(weeks, lists, strict=True)
            for pk in week
        )
    return roster


def _weeks_left(term: Term, today: date) -> list[date]:
    """Give the weeks whose Monday has not come: nobody is told of a list that already counts."""
    weeks = weeks_of_second_half(frame(term.school, term))
    if not weeks:
        raise Refused("no_weeks")
    left = [on for on in weeks if on >= today]
    if not left:
        raise Refused("over")
    return left


def _away(term: Term, weeks: list[date]) -> dict[int, set[int]]:
    """Give for everybody on leave the weeks that the leave touches from Monday to Friday."""
    found = defaultdict(set)
    for teacher, first, last in RosterAway.objects.filter(term=term).values_list("teacher", "from_on", "to_on"):
        found[teacher] |= {n for n, on in enumerate(weeks) if first <= on + timedelta(days=4) and on <= last}
    return found


@transaction.atomic
def move(*, place: RosterPlace, week_on: date, why: str, by: User, now: datetime | None = None) -> RosterPlace:
    """Give somebody another week. Raises Refused: "no_reason", "not_a_week", "week_over", "own"."""
    place = RosterPlace.objects.select_for_update(of=("self",)).select_related("roster").get(pk=place.pk)
    _check(place.roster, week_on, why, now)
    if place.person_id == by.pk:
        raise Refused("own")
    place.week_on, place.moved_why = week_on, why.strip()
    with pghistory.context(user=by.pk):
        place.save(update_fields=["week_on", "moved_why"])
    return place


@transaction.atomic
def add(
    *, roster: Roster, teacher: Teacher, week_on: date, why: str, by: User, now: datetime | None = None
) -> RosterPlace:
    """Put somebody in who came after the drawing. Raises Refused as `move`, and "known"."""
    roster = Roster.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    _check(roster, week_on, why, now)
    if teacher.user_id == by.pk:
        raise Refused("own")
    if roster.places.filter(teacher=teacher).exists():
        raise Refused("known")
    fields = {"school_id": roster.school_id, "person_id": teacher.user_id}
    with pghistory.context(user=by.pk):
        return RosterPlace.objects.create(
            roster=roster, teacher=teacher, week_on=week_on, moved_why=why.strip(), **fields
        )


def _check(roster: Roster, week_on: date, why: str, now: datetime | None) -> None:
    if not why.strip():
        raise Refused("no_reason")
    if str(week_on) not in roster.weeks:
        raise Refused("not_a_week")
    if week_on + WEEK <= timezone.localdate(now):
        raise Refused("week_over")


@transaction.atomic
def note_leave(*, term: Term, teacher: Teacher, from_on: date, to_on: date, by: User) -> RosterAway:
    """Note a leave before drawing. Raises Refused("order")."""
    if to_on < from_on:
        raise Refused("order")
    with pghistory.context(user=by.pk):
        return RosterAway.objects.create(
            school_id=term.school_id, term=term, teacher=teacher, from_on=from_on, to_on=to_on
        )


@transaction.atomic
def forget_leave(*, away: RosterAway, by: User) -> None:
    """Take a noted leave out again; who was drawn stays where he is."""
    with pghistory.context(user=by.pk):
        away.delete()
