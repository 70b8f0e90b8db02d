"""Societies of the villages: founded, led by a president whom the members chose, dissolved (G1.3.2)."""

from datetime import date

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import access_log
from accounts.models import Post, User
from accounts.roles import Role
from communities.messages import societies as words
from communities.models import Society, SocietyPost
from communities.selectors.societies import electable
from core.refusals import Refused
from notices.services import send
from registry.models import Guardian
from schools.models import School, Village


@transaction.atomic
def found(*, school: School, village: Village, founded_on: date, by: User) -> Society:
    """Found the society of a village.

    Raises Refused: "village-elsewhere", "in-future", "society-exists" (there is one of the village at this school).
    """
    if not school.villages.filter(pk=village.pk).exists():
        raise Refused("village-elsewhere")
    if founded_on > timezone.localdate():
        raise Refused("in-future")
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            return Society.objects.create(school=school, village=village, founded_on=founded_on)
    except IntegrityError as error:
        raise Refused("society-exists") from error


@transaction.atomic
def name_president(
    *, society: Society, guardian: Guardian, chosen_on: date, method: str, votes: int | None = None, by: User
) -> SocietyPost:
    """Record whom the members have chosen, and give that person the post from today; a predecessor's ends.

    Raises Refused: "society-dissolved", "not-a-member", "in-future", "same-president", "own-post".
    Source: G1.3.2.3.
    """
    society = Society.objects.select_for_update(of=("self",)).select_related("school", "village").get(pk=society.pk)
    today = timezone.localdate()
    _check_choice(society, guardian, chosen_on, today, by)
    with pghistory.context(user=by.pk):
        _end_presidency(society, today, by)
        post = SocietyPost.objects.create(
            school=society.school,
            society=society,
            guardian=guardian,
            chosen_on=chosen_on,
            method=method,
            votes=votes if method == SocietyPost.Method.VOTE else None,
            from_on=today,
            recorded_by=by,
        )
        Post.objects.create(
            user=guardian.user,
            role=Role.SOCIETY_PRESIDENT,
            school=society.school,
            scope_id=society.pk,
            from_on=today,
        )
        _note("post_given", guardian.user, society, by)
    send(recipients=guardian.user, **words.chosen(society), dedupe=f"president-{post.public_id}")
    return post


@transaction.atomic
def dissolve(*, society: Society, by: User) -> None:
    """End a society and its president's post. Raises Refused: "society-dissolved", "communities-exist"."""
    society = Society.objects.select_for_update(of=("self",)).select_related("school").get(pk=society.pk)
    if society.dissolved_on:
        raise Refused("society-dissolved")
    if society.communities.existing().exists():
        raise Refused("communities-exist")
    with pghistory.context(user=by.pk):
        _end_presidency(society, timezone.localdate(), by)
        society.dissolved_on = timezone.localdate()
        society.save(update_fields=["dissolved_on"])


def _check_choice(society, guardian, chosen_on, today, by):
    if society.dissolved_on:
        raise Refused("society-dissolved")
    if not electable(society).filter(pk=guardian.pk).exists():
        raise Refused("not-a-member")
    if chosen_on > today:
        raise Refused("in-future")
    if guardian.user_id == by.pk:
        raise Refused("own-post")
    if society.posts.filter(guardian=guardian, to_on=None).exists():
        raise Refused("same-president")


def _end_presidency(society, today, by):
    society.posts.filter(to_on=None).update(to_on=today)
    posts = Post.objects.not_ended(today).filter(role=Role.SOCIETY_PRESIDENT, school=society.school)
    for post in posts.filter(scope_id=society.pk).select_related("user"):
        post.to_on = max(today, post.from_on)
        post.save(update_fields=["to_on"])
        _note("post_ended", post.user, society, by)


def _note(what, user, society, by):
    access_log.record_account(by=by, what=what, user=user, school=society.school, note=Role.SOCIETY_PRESIDENT)
