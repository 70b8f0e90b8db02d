"""Guardians and how they belong to pupils: add, link, part, merge."""

from collections.abc import Iterable

import pghistory
from django.db import transaction

from core.refusals import Refused
from registry import merging
from registry.models import Guardian, Guardianship, Student
from registry.names import pinyin

COPIED = ("name", "name_pinyin", "name_initials", "phone", "other_phones", "workplace", "details")


@transaction.atomic
def add_guardian(*, student: Student, fields: dict, link: dict, by) -> Guardianship:
    """Add an adult to a pupil's family. A person of the same name and phone is linked, not doubled.

    Raises Refused("already-linked").
    """
    guardian = _known(student, fields) or Guardian(school_id=student.school_id, **fields)
    with pghistory.context(user=by.pk):
        if guardian.pk is None:
            guardian.name_pinyin, guardian.name_initials = pinyin(guardian.name)
            guardian.save()
        elif student.guardianships.filter(guardian=guardian).exists():
            raise Refused("already-linked")
        position = student.guardianships.count() + 1
        return Guardianship.objects.create(
            school_id=student.school_id, student=student, guardian=guardian, position=position, **link
        )


def _known(student, fields):
    if not fields.get("phone"):
        return None
    return Guardian.objects.filter(school=student.school_id, name=fields["name"], phone=fields["phone"]).first()


@transaction.atomic
def update_guardian(*, guardianship: Guardianship, fields: dict, link: dict, by) -> Guardianship:
    """Change an adult (for all of their children) and the link to this child.

    Barring from one child bars from none else: that is decided child by child.
    """
    guardian = guardianship.guardian
    for name, value in fields.items():
        setattr(guardian, name, value)
    guardian.name_pinyin, guardian.name_initials = pinyin(guardian.name)
    for name, value in link.items():
        setattr(guardianship, name, value)
    with pghistory.context(user=by.pk):
        guardian.save()
        guardianship.save()
    return guardianship


@transaction.atomic
def unlink_guardian(*, guardianship: Guardianship, by) -> None:
    """Take an adult out of a pupil's family; an adult without any child and used account goes too."""
    guardian = guardianship.guardian
    with pghistory.context(user=by.pk):
        guardianship.delete()
        if not _uses_account(guardian) and not guardian.guardianships.exists():
            guardian.delete()


@transaction.atomic
def split_guardian(*, guardian: Guardian, students: Iterable[Student], by) -> Guardian:
    """Part two people who were taken for one: these children go to a copy, the others stay.

    Account and ID number stay with the first. Raises Refused("split-all-or-none") unless some children
    move and some stay.
    """
    links = guardian.guardianships.select_for_update().filter(student__in=list(students))
    moving = len(links)
    if not 0 < moving < guardian.guardianships.count():
        raise Refused("split-all-or-none")
    copy = Guardian(school_id=guardian.school_id, **{name: getattr(guardian, name) for name in COPIED})
    with pghistory.context(user=by.pk):
        copy.save()
        links.update(guardian=copy)
    return copy


@transaction.atomic
def merge_guardians(*, keep: Guardian, drop: Guardian, by) -> Guardian:
    """Make one person of two: children, further phones and what is blank go over to the one who stays.

    Raises Refused: "same-person", "other-school", "two-accounts", "two-id-numbers".
    """
    _check_merge(keep, drop)
    with pghistory.context(user=by.pk):
        _take_over_links(keep, drop)
        _take_over_columns(keep, drop)
        merging.take_over(keep=keep, drop=drop)
        drop.delete()
        keep.save()
    return keep


def _check_merge(keep, drop):
    if keep.pk == drop.pk:
        raise Refused("same-person")
    if keep.school_id != drop.school_id:
        raise Refused("other-school")
    if keep.user_id != drop.user_id and _uses_account(keep) and _uses_account(drop):
        raise Refused("two-accounts")
    hashes = [bytes(each.id_number_hash) for each in (keep, drop) if each.id_number_hash]
    if len(set(hashes)) > 1:
        raise Refused("two-id-numbers")


def _uses_account(guardian):
    """Tell whether the guardian has an account that somebody can sign in to; one that waits for its slip is none."""
    return guardian.user_id is not None and not guardian.user.is_dormant


def _take_over_links(keep, drop):
    """Move the children over; who was barred from a child under either name stays barred."""
    mine = {link.student_id: link for link in keep.guardianships.all()}
    for link in drop.guardianships.all():
        known = mine.get(link.student_id)
        if known is None:
            link.guardian = keep
            link.save(update_fields=["guardian"])
        elif link.is_barred and not known.is_barred:
            known.is_barred = True
            known.save(update_fields=["is_barred"])


def _take_over_columns(keep, drop):
    phones = [drop.phone, *drop.other_phones] if keep.phone else drop.other_phones
    others = [*keep.other_phones, *phones]
    keep.phone = keep.phone or drop.phone
    keep.other_phones = [phone for phone in dict.fromkeys(others) if phone and phone != keep.phone]
    if keep.user_id is None or (_uses_account(drop) and not _uses_account(keep)):
        keep.user = drop.user
    for name in ("id_type", "id_number_sealed", "id_number_hash", "workplace"):
        if not getattr(keep, name):
            setattr(keep, name, getattr(drop, name))
    keep.details = drop.details | keep.details
