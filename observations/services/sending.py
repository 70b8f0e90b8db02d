"""Hand in an observation, once, whatever the network does to it on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pghistory
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from core.photos import Picture
from core.refusals import Refused
from notices.services import send as send_notice
from observations import messages
from observations.models import Observation, Photo
from observations.models.photos import MOST_PHOTOS
from observations.rules.open_days import first_open_day
from observations.selectors.lessons import Found, find, overlapping
from registry.models import SchoolClass, Subject, Teacher
from schools.models import School
from sheets.models import Purpose, ScoreSheet
from sheets.rules import grade_of, total


@dataclass(frozen=True)
class Draft:
    """What the observer has written, each field in itself cleaned; `texts` are columns of Observation by name."""

    draft_id: UUID
    teacher: Teacher
    school_class: SchoolClass
    subject: Subject
    on: date
    period: int
    kind: str = Observation.Kind.ORDINARY
    is_announced: bool = False
    off_timetable_why: str = ""
    sheet: ScoreSheet | None = None
    scores: Mapping[str, str] = field(default_factory=dict)
    pupils: int | None = None
    timed_notes: Sequence[Mapping[str, object]] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftPhoto:
    """A photo of a draft, written anew already."""

    draft_id: UUID
    picture: Picture
    minute: int | None = None


@dataclass(frozen=True)
class Sent:
    """The observation as it is kept; `is_new` tells whether this call has brought it."""

    observation: Observation
    is_new: bool


def send(*, school: School, draft: Draft, by: User, photos: Sequence[DraftPhoto] = (), now=None) -> Sent:
    """Keep an observation and tell the teacher; give `Sent`. The same draft again gives the one that is kept.

    Raises Refused with the field after the colon: "oneself:teacher", "not-employed:teacher", "elsewhere:teacher",
    "elsewhere:school_class", "elsewhere:subject", "elsewhere:sheet", "no-term:on", "no-lessons:on", "too-long-ago:on",
    "not-begun:period", "off-timetable:off_timetable_why", "unannounced:is_announced", "assessment:kind",
    "overlap:period", "photos:photos".
    """
    now = now or timezone.now()
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            # One at a time for each observer: a draft sent by two tabs meets itself here, not in a constraint.
            User.objects.select_for_update(no_key=True).get(pk=by.pk)
            return _already_kept(draft, by) or Sent(_keep(school, draft, by, photos, now), is_new=True)
    except IntegrityError as error:
        if "observer_is_in_one_lesson_at_a_time" in str(error):
            raise Refused("overlap:period") from error
        raise


def _already_kept(draft: Draft, by: User) -> Sent | None:
    kept = Observation.objects.made_by(by).filter(draft_id=draft.draft_id).first()
    return Sent(kept, is_new=False) if kept else None


def _keep(school, draft, by, photos, now) -> Observation:
    found = find(school, draft.on, draft.period)
    _check_people(school, draft, by)
    _check_time(found, draft, now)
    _check_rank(school, draft, by)
    slot = found.slot_of(draft.school_class, draft.teacher)
    # The day has a timetable, and the lesson does not stand there: swapped, a contest, or the wrong line chosen.
    if found.lessons and slot is None and not draft.off_timetable_why.strip():
        raise Refused("off-timetable:off_timetable_why")
    if overlapping(observer=by, starts_at=found.starts_at, ends_at=found.ends_at):
        raise Refused("overlap:period")
    if len(photos) > MOST_PHOTOS:
        raise Refused("photos:photos")
    observation = _written(school, draft, by, found, slot)
    send_notice(recipients=observation.person, **messages.sent(observation))
    _keep_photos(observation, photos)
    return observation


def _check_people(school, draft, by) -> None:
    for name in ("teacher", "school_class", "subject", "sheet"):
        thing = getattr(draft, name)
        if thing is not None and thing.school_id != school.pk:
            raise Refused(f"elsewhere:{name}")
    if draft.sheet and draft.sheet.purpose != Purpose.OBSERVATION:
        raise Refused("elsewhere:sheet")
    if draft.teacher.user_id == by.pk:
        raise Refused("oneself:teacher")
    if not Teacher.objects.employed_on(draft.on).filter(pk=draft.teacher.pk).exists():
        raise Refused("not-employed:teacher")


def _check_time(found: Found, draft, now) -> None:
    """No lesson of a holiday, of tomorrow, or of a day that nobody remembers well; make-up days are school days."""
    if found.starts_at > now:
        raise Refused("not-begun:period" if draft.on == timezone.localdate(now) else "not-begun:on")
    if draft.on < first_open_day(timezone.localdate(now), settings.OBSERVATION_DAYS_BACK):
        raise Refused("too-long-ago:on")
    if found.term is None:
        raise Refused("no-term:on")
    if not found.day.is_school_day:
        raise Refused("no-lessons:on")


def _check_rank(school, draft, by) -> None:
    """C2.2.4: unannounced by group heads and above. C7.4b: the school sends people to assess; not any colleague."""
    if by.has_permission(Permission.OBSERVE_UNANNOUNCED, school=school):
        return
    if draft.kind == Observation.Kind.ASSESSMENT:
        raise Refused("assessment:kind")
    if not draft.is_announced:
        raise Refused("unannounced:is_announced")


def _written(school, draft, by, found: Found, slot) -> Observation:
    points = total(draft.sheet.sheet, draft.scores) if draft.sheet else None
    grade = grade_of(draft.sheet.sheet, points) if draft.sheet else None
    return Observation.objects.create(
        school=school,
        term=found.term,
        draft_id=draft.draft_id,
        observer=by,
        teacher=draft.teacher,
        person_id=draft.teacher.user_id,
        school_class=draft.school_class,
        subject=draft.subject,
        slot=slot,
        off_timetable_why="" if slot else draft.off_timetable_why.strip(),
        on=draft.on,
        period=draft.period,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        kind=draft.kind,
        is_announced=draft.is_announced,
        sheet=draft.sheet,
        scores=dict(draft.scores) if draft.sheet else {},
        points=points,
        grade=grade.code if grade else "",
        pupils=draft.pupils,
        timed_notes=list(draft.timed_notes),
        **draft.texts,
    )


def _keep_photos(observation, photos) -> None:
    """Keep all of them or none: what cannot be kept whole leaves no file behind."""
    kept = []
    try:
        for photo in photos:
            kept.append(_photo(observation, photo))
            kept[-1].save()
    except Exception:
        for each in kept:
            each.file.delete(save=False)  # also of the one whose row could not be written
        raise


def _photo(observation, photo: DraftPhoto) -> Photo:
    return Photo(
        school_id=observation.school_id,
        observation=observation,
        draft_id=photo.draft_id,
        minute=photo.minute,
        file=photo.picture.file,
        width=photo.picture.width,
        height=photo.picture.height,
    )
