"""Sheets of a school: taken from those shipped, made, changed into a next version, retired."""

from collections.abc import Mapping
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Max
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from accounts.models import User
from core.refusals import Refused
from schools.models import School
from sheets.content import read
from sheets.models import ScoreSheet
from sheets.rules import faults
from sheets.shipped import shipped


@transaction.atomic
def sheets_of(*, school: School, purpose: str) -> list[ScoreSheet]:
    """Give what a school can choose for a purpose; shipped sheets that it does not have yet are taken over first."""
    take_shipped(school=school, purpose=purpose)
    return list(ScoreSheet.objects.filter(school=school, purpose=purpose).on_offer())


@transaction.atomic
def take_shipped(*, school: School, purpose: str = "") -> None:
    """Take over the shipped sheets, of one purpose or all, that the school does not have yet."""
    offered = [each for each in shipped().values() if purpose in ("", each.purpose)]
    have = _codes(school, offered)
    ScoreSheet.objects.bulk_create(
        (
            ScoreSheet(
                school=school, purpose=s.purpose, code=s.code, name=s.name["zh"], content=s.content, is_shipped=True
            )
            for s in offered
            if s.code not in have
        ),
        ignore_conflicts=True,  # another request may have done the same
    )


@transaction.atomic
def make(*, school: School, purpose: str, name: str, content: Mapping[str, Any], by: User) -> ScoreSheet:
    """Add a sheet of the school's own. Raises Refused("fault:…") by the first of its faults (sheets/rules.py)."""
    _check(content)
    with pghistory.context(user=by.pk):
        return ScoreSheet.objects.create(
            school=school, purpose=purpose, code=_new_code(), name=name, content=dict(content)
        )


@transaction.atomic
def change(*, sheet: ScoreSheet, name: str, content: Mapping[str, Any], by: User) -> ScoreSheet:
    """Change a sheet on offer; what is shipped or was filled in stays, and a next version takes its place.

    Raises Refused("fault:…") and, where somebody else has changed or retired it meanwhile, Refused("retired").
    """
    _check(content)
    sheet = ScoreSheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.is_retired:
        raise Refused("retired")
    with pghistory.context(user=by.pk):
        if sheet.is_shipped or is_used(sheet):
            return _next_version(sheet, name=name, content=dict(content))
        sheet.name, sheet.content = name, dict(content)
        sheet.save(update_fields=["name", "content"])
    return sheet


@transaction.atomic
def copy(*, sheet: ScoreSheet, by: User) -> ScoreSheet:
    """Add a sheet of the school's own that begins as this one."""
    name = _("%(name)s (copy)") % {"name": sheet}
    return make(
        school=sheet.school,
        purpose=sheet.purpose,
        name=name[: ScoreSheet._meta.get_field("name").max_length],
        content=sheet.content,
        by=by,
    )


@transaction.atomic
def retire(*, sheet: ScoreSheet, by: User) -> None:
    """Offer a sheet no more; what was filled in by it stays readable."""
    with pghistory.context(user=by.pk):
        ScoreSheet.objects.filter(pk=sheet.pk).update(is_retired=True)


@transaction.atomic
def offer(*, sheet: ScoreSheet, by: User) -> None:
    """Offer a retired sheet again. Raises Refused("newer-on-offer") while another of its versions is."""
    versions = ScoreSheet.objects.select_for_update().filter(school=sheet.school_id, code=sheet.code)
    if versions.on_offer().exclude(pk=sheet.pk).exists():
        raise Refused("newer-on-offer")
    with pghistory.context(user=by.pk):
        versions.filter(pk=sheet.pk).update(is_retired=False)


def is_used(sheet: ScoreSheet) -> bool:
    """Tell whether anything of the apps above was filled in by this version."""
    pointing = (related for related in ScoreSheet._meta.related_objects if not _is_history(related.related_model))
    return any(
        related.related_model._base_manager.filter(**{related.field.name: sheet.pk}).exists() for related in pointing
    )


def _is_history(model) -> bool:
    return issubclass(model, pghistory.models.Event)


def _next_version(sheet: ScoreSheet, *, name: str, content: dict) -> ScoreSheet:
    versions = ScoreSheet.objects.filter(school=sheet.school_id, code=sheet.code)
    newest = versions.aggregate(newest=Max("version"))["newest"]
    versions.filter(pk=sheet.pk).update(is_retired=True)
    return ScoreSheet.objects.create(
        school_id=sheet.school_id,
        purpose=sheet.purpose,
        code=sheet.code,
        version=newest + 1,
        name=name,
        content=content,
    )


def _check(content: Mapping[str, Any]) -> None:
    found = faults(read(content))
    if found:
        raise Refused(f"fault:{found[0]}")


def _new_code() -> str:
    return f"own-{get_random_string(12, 'abcdefghjkmnpqrstuvwxyz23456789')}"


def _codes(school: School, offered: list) -> set[str]:
    codes = [each.code for each in offered]
    return set(ScoreSheet.objects.filter(school=school, code__in=codes).values_list("code", flat=True))
