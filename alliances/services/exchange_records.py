"""What is written down about a stint: the host's notes and assessments, trainings outside, and staff counts."""

from datetime import date

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from alliances.models import (
    Alliance,
    LessonVisit,
    ManagerVisit,
    Membership,
    OutsideTraining,
    StaffCount,
    Stint,
    StintAssessment,
    StintNote,
)
from alliances.rules.exchange import months_touched
from core.dates import Span
from core.refusals import Refused
from registry.models import Teacher
from schools.models import School, Term


@transaction.atomic
def note(*, stint: Stint, month: date, text: str, by: User) -> StintNote:
    """Write, or write anew, the host school's note of a month.

    Raises Refused: "own-application", "not-the-host", "not-begun", "not-a-month".
    """
    _for_host(stint, by)
    if month not in months_touched(Span(stint.from_on, stint.to_on)) or month > timezone.localdate():
        raise Refused("not-a-month")
    with pghistory.context(user=by.pk):
        found, _ = StintNote.objects.update_or_create(stint=stint, month=month, defaults={"text": text, "by": by})
    return found


@transaction.atomic
def assess(
    *, stint: Stint, term: Term, on: date, result: str, words: str = "", raw_rank: int | None = None, by: User
) -> StintAssessment:
    """Write, or write anew, the assessment of a term.

    Raises Refused: "own-application", "not-the-host", "not-begun", "not-in-the-term", "in-the-future".
    """
    _for_host(stint, by)
    if term.school_id != stint.host_id or term.starts_on >= stint.to_on or term.ends_on < stint.from_on:
        raise Refused("not-in-the-term")
    if on > timezone.localdate():
        raise Refused("in-the-future")
    fields = {"on": on, "result": result, "words": words, "raw_rank": raw_rank, "by": by}
    with pghistory.context(user=by.pk):
        found, _ = StintAssessment.objects.update_or_create(stint=stint, term=term, defaults=fields)
    return found


@transaction.atomic
def add_training(*, stint: Stint, on: date, title: str, place: str, by: User) -> OutsideTraining:
    """Enter a training outside; either school does. Raises Refused: "not-your-school", "not-begun", "in-the-future"."""
    if not {stint.home_id, stint.host_id} & set(by.schools_with(Permission.ALLIANCE_SCHOOL)):
        raise Refused("not-your-school")
    if not stint.has_begun:
        raise Refused("not-begun")
    if on > timezone.localdate():
        raise Refused("in-the-future")
    with pghistory.context(user=by.pk):
        return OutsideTraining.objects.create(stint=stint, on=on, title=title, place=place, by=by)


@transaction.atomic
def count_staff(*, alliance: Alliance, school: School, year: int, full_time: int, by: User) -> StaffCount:
    """Enter how many work full time at one's school on 1 September. Raises Refused: "not-your-school"."""
    _speaks_for(alliance, {school.pk}, by)
    fields = {"full_time": full_time, "by": by}
    with pghistory.context(user=by.pk):
        found, _ = StaffCount.objects.update_or_create(
            alliance=alliance, school=school, school_year=year, defaults=fields
        )
    return found


@transaction.atomic
def visit(
    *, model: type[ManagerVisit] | type[LessonVisit], alliance: Alliance, person: User, home: School, host: School,
    by: User, **fields,
) -> ManagerVisit | LessonVisit:  # fmt: skip
    """Enter a leader's days or a lesson at another school; either school does.

    Raises Refused: "same-school", "not-your-school", "in-the-future", "not-a-member", "not-on-staff",
    "entered-already".
    """
    if home == host:
        raise Refused("same-school")
    _speaks_for(alliance, {home.pk, host.pk}, by)
    first_on = fields.get("on") or fields["from_on"]
    if first_on > timezone.localdate():
        raise Refused("in-the-future")
    if Membership.objects.current(first_on).filter(alliance=alliance, school__in=[home, host]).count() < 2:
        raise Refused("not-a-member")
    if not Teacher.objects.filter(school=home, user=person).employed_on(first_on).exists():
        raise Refused("not-on-staff")
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            return model.objects.create(alliance=alliance, person=person, home=home, host=host, by=by, **fields)
    except IntegrityError as error:
        raise Refused("entered-already") from error


def _for_host(stint: Stint, by: User) -> None:
    if stint.person_id == by.pk:
        raise Refused("own-application")
    if stint.host_id not in by.schools_with(Permission.ALLIANCE_SCHOOL):
        raise Refused("not-the-host")
    if not stint.has_begun:
        raise Refused("not-begun")


def _speaks_for(alliance: Alliance, schools: set[int], by: User) -> None:
    if not Membership.objects.spoken_for_by(by).filter(alliance=alliance, school__in=schools).exists():
        raise Refused("not-your-school")
