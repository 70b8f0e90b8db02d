"""Posts whose scope is a row of the registers: accounts stands below and cannot check it."""

from datetime import date

import pghistory
from django.db import transaction
from django.db.models import Q

from accounts import access_log
from accounts.models import Post
from accounts.roles import Role
from core.refusals import Refused
from registry.models import SchoolClass, Teacher


def class_teacher_posts(school_class: SchoolClass):
    """Give the posts of class teacher that this class has or had."""
    return Post.objects.filter(school=school_class.school_id, role=Role.CLASS_TEACHER, scope_id=school_class.pk)


@transaction.atomic
def appoint_class_teacher(*, school_class: SchoolClass, teacher: Teacher | None, from_on: date, by) -> Post | None:
    """Give the class a class teacher from that day on; the predecessor's post ends. None leaves the class without.

    Raises Refused: "other-school", "closed", "later-post" (someone is already appointed for later).
    """
    SchoolClass.objects.select_for_update().get(pk=school_class.pk)
    if teacher and teacher.school_id != school_class.school_id:
        raise Refused("other-school")
    if school_class.closed_on:
        raise Refused("closed")
    posts = class_teacher_posts(school_class).filter(Q(to_on=None) | Q(to_on__gt=from_on))
    if posts.filter(from_on__gt=from_on).exists():
        raise Refused("later-post")
    with pghistory.context(user=by.pk):
        return _succeed(school_class, teacher, from_on, posts, by)


def _succeed(school_class, teacher, from_on, posts, by):
    held = posts.filter(user=teacher.user_id, to_on=None).first() if teacher else None
    for post in posts.exclude(pk=held.pk if held else None).select_related("user", "school"):
        post.to_on = from_on
        post.save(update_fields=["to_on"])
        _note("post_ended", post, by)
    if held or teacher is None:
        return held
    post = Post.objects.create(
        user_id=teacher.user_id,
        role=Role.CLASS_TEACHER,
        school_id=school_class.school_id,
        scope_id=school_class.pk,
        from_on=from_on,
    )
    _note("post_given", post, by)
    return post


def _note(what, post, by):
    access_log.record_account(by=by, what=what, user=post.user, school=post.school, note=post.role)
