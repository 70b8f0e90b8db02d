"""Say whom and what the documents mean where no post and no register says it."""

from datetime import date

import pghistory
from django.db import transaction

from accounts.models import Post, User
from core.refusals import Refused
from registry.models import Teacher
from rulebook import kinds
from rulebook.documents import loading
from rulebook.models import CountedThing, RoleHolder
from schools.models import School


@transaction.atomic
def name_holder(*, school: School, role: str, user: User, from_on: date, subject: str = "", by) -> RoleHolder:
    """Name a person for a role from a day on; from then on the named ones are meant, not those of the posts.

    `subject` is the group or site over which it is held. Raises Refused: "unknown_role", "not_of_the_school",
    "held_already".
    """
    if role not in loading.words("roles"):
        raise Refused("unknown_role")
    School.objects.select_for_update().get(pk=school.pk)
    if not _belongs(user, school):
        raise Refused("not_of_the_school")
    same = RoleHolder.objects.filter(school=school, role=role, user=user, subject=subject)
    if same.touching(from_on, date.max).exists():
        raise Refused("held_already")
    with pghistory.context(user=by.pk):
        return RoleHolder.objects.create(school=school, role=role, user=user, subject=subject, from_on=from_on)


@transaction.atomic
def end_holder(*, holder: RoleHolder, on: date, by) -> RoleHolder:
    """End a naming from a day on; what was owed before stays. Raises Refused: "ended", "ends_first"."""
    holder = RoleHolder.objects.select_for_update().get(pk=holder.pk)
    return _end(holder, on, by)


@transaction.atomic
def add_thing(*, school: School, kind: str, name: str, from_on: date, by) -> CountedThing:
    """Enter something that a document counts and no register keeps.

    Raises Refused: "unknown_kind", "kept_by_a_register", "no_name", "named_already".
    """
    if kind not in loading.words("subjects"):
        raise Refused("unknown_kind")
    if kinds.has_subjects(kind):
        raise Refused("kept_by_a_register")
    if not (name := name.strip()):
        raise Refused("no_name")
    School.objects.select_for_update().get(pk=school.pk)
    if CountedThing.objects.filter(school=school, kind=kind, name=name).touching(from_on, date.max).exists():
        raise Refused("named_already")
    with pghistory.context(user=by.pk):
        return CountedThing.objects.create(school=school, kind=kind, name=name, from_on=from_on)


@transaction.atomic
def end_thing(*, thing: CountedThing, on: date, by) -> CountedThing:
    """Say that a thing is no more from a day on. Raises Refused: "ended", "ends_first"."""
    thing = CountedThing.objects.select_for_update().get(pk=thing.pk)
    return _end(thing, on, by)


def _end(row, on: date, by):
    if row.to_on:
        raise Refused("ended")
    if on < row.from_on:
        raise Refused("ends_first")
    row.to_on = on
    with pghistory.context(user=by.pk):
        row.save(update_fields=["to_on"])
    return row


def _belongs(user: User, school: School) -> bool:
    has_post = Post.objects.filter(user=user, school=school).exists()
    return has_post or Teacher.objects.filter(user=user, school=school).exists()
