"""Who is named to a seat that runs an alliance holds the post of an alliance officer, as long as the seat lasts."""

from datetime import date

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import access_log
from accounts.models import Post, User
from accounts.roles import Role
from alliances.models import Alliance, Body, Seat
from alliances.models.bodies import HEADED, HEADS


def runs(body: Body, post: str) -> bool:
    """Tell whether the holder of this seat runs the alliance; the same as SeatQuerySet.running."""
    return body.kind == Body.Kind.OFFICE or (post in HEADS and body.kind in HEADED)


def would_gain(*, user: User, body: Body, post: str) -> bool:
    """Tell whether the seat would give the user permissions not held by a seat before: nobody gives them to himself."""
    held = Post.objects.not_ended(timezone.localdate()).filter(
        user=user, role=Role.ALLIANCE_OFFICER, scope_id=body.alliance_id
    )
    return runs(body, post) and not held.exists()


@transaction.atomic
def settle(*, alliance: Alliance, on: date, by) -> None:
    """Give the post to whoever is named to a running seat, and end it for whoever has none from that day on."""
    seats = Seat.objects.running().filter(Q(to_on=None) | Q(to_on__gt=on), body__alliance=alliance)
    wanted = {seat.person_id: seat for seat in seats.exclude(person=None).select_related("person", "school")}
    posts = Post.objects.filter(role=Role.ALLIANCE_OFFICER, scope_id=alliance.pk).not_ended(on)
    held = {post.user_id: post for post in posts.select_related("user", "school")}
    with pghistory.context(user=by.pk):
        for user, seat in wanted.items():
            if user not in held:
                _give(alliance, seat, by)
        for user, post in held.items():
            if user not in wanted:
                _end(post, on, by)


def _give(alliance: Alliance, seat: Seat, by) -> None:
    Post.objects.create(
        user=seat.person, role=Role.ALLIANCE_OFFICER, school=seat.school, scope_id=alliance.pk, from_on=seat.from_on
    )
    access_log.record_account(
        by=by, what="post_given", user=seat.person, school=seat.school, note=Role.ALLIANCE_OFFICER
    )


def _end(post: Post, on: date, by) -> None:
    post.to_on = max(on, post.from_on)
    post.save(update_fields=["to_on"])
    access_log.record_account(by=by, what="post_ended", user=post.user, school=post.school, note=post.role)
