"""Name persons to seats, bind seats to posts of schools, and end them (G4.2.2, G5.2.1)."""

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from alliances.models import Alliance, Body, Seat
from alliances.selectors.bodies import posts_for, staff_for
from alliances.services import officers
from core.refusals import Refused
from registry.models import Teacher
from schools.models import School


@transaction.atomic
def name(*, body: Body, post: str, teacher: Teacher, by: User) -> Seat:
    """Name somebody of a member school's staff to a post; who runs the alliance by it gets the permissions.

    Raises Refused: "ended", "unknown_post", "not_of_the_schools", "seated", "own_post".
    """
    body = _locked(body, post)
    if not staff_for(body).filter(pk=teacher.pk).exists():
        raise Refused("not_of_the_schools")
    if teacher.user_id == by.pk and officers.would_gain(user=by, body=body, post=post):
        raise Refused("own_post")
    seat = _create(body, by, post=post, person=teacher.user, school=teacher.school)
    officers.settle(alliance=body.alliance, on=timezone.localdate(), by=by)
    return seat


@transaction.atomic
def bind(*, body: Body, post: str, school: School, role: str, by: User) -> Seat:
    """Let whoever holds a post of a member school hold the seat.

    Raises Refused: "ended", "unknown_post", "not_of_the_schools", "seated".
    """
    body = _locked(body, post)
    members = body.alliance.memberships.current().filter(school=school)
    if not members.exists() or body.school_id not in (None, school.pk):
        raise Refused("not_of_the_schools")
    if body.seats.filter(post=post, school=school, bound_role=role, to_on=None).exists():
        raise Refused("seated")
    return _create(body, by, post=post, bound_role=role, school=school)


@transaction.atomic
def end(*, seat: Seat, by: User) -> Seat:
    """End a seat today; who ran the alliance only by it does so no longer. Raises Refused: "ended"."""
    alliance = Alliance.objects.select_for_update().get(bodies=seat.body_id)
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    if seat.to_on:
        raise Refused("ended")
    seat.to_on = max(timezone.localdate(), seat.from_on)
    with pghistory.context(user=by.pk):
        seat.save(update_fields=["to_on"])
    officers.settle(alliance=alliance, on=timezone.localdate(), by=by)
    return seat


def _locked(body: Body, post: str) -> Body:
    """Lock the alliance: two who name at once see each other."""
    Alliance.objects.select_for_update().get(pk=body.alliance_id)
    body = Body.objects.select_related("alliance", "school").get(pk=body.pk)
    if body.to_on or body.alliance.to_on:
        raise Refused("ended")
    if post not in {each.post for each in posts_for(body)}:
        raise Refused("unknown_post")
    return body


def _create(body: Body, by: User, **fields) -> Seat:
    from_on = max(body.from_on, timezone.localdate())
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            return Seat.objects.create(body=body, from_on=from_on, **fields)
    except IntegrityError as error:
        raise Refused("seated") from error
