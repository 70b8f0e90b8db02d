"""Adopt a document, change its numbers from a day on, end it, and say which of two counts on a topic."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pghistory
from django.db import transaction

from core.refusals import Refused
from rulebook.documents import loading
from rulebook.documents.schema import Document, Value
from rulebook.models import Adoption, TopicChoice, Version
from rulebook.rules import numbers, phases
from schools.models import School


@transaction.atomic
def adopt(
    *,
    school: School,
    document: Document,
    from_on: date,
    values: Mapping[str, Value] | None = None,
    reasons: Mapping[str, str] | None = None,
    by,
) -> Adoption:
    """Put a document in force from a day on. `values` are the school's own; None means "no number".

    What the text leaves open and nobody answered takes our proposal, and is stored, so that it is never silently
    zero. Raises Refused: "adopted" (it is in force already), "not_adoptable", "wrong_stage", and for a value
    "not_a_number", "too_low", "too_high", "not_a_choice", "no_reason", "unknown_key", each as "code:key"; for the
    days of a phase ("phase:ID" → [first, last]) "ends_first" and "not_days".
    """
    School.objects.select_for_update().get(pk=school.pk)
    if document.id in loading.SHOWN_ONLY:
        raise Refused("not_adoptable")
    if document.stage and school.stages and document.stage not in school.stages:
        raise Refused("wrong_stage")
    if Adoption.objects.filter(school=school, document=document.id).touching(from_on, date.max).exists():
        raise Refused("adopted")
    stored = _answered(document, _stored(document, values or {}, reasons or {}))
    with pghistory.context(user=by.pk if by else None):
        adoption = Adoption.objects.create(school=school, document=document.id, from_on=from_on, adopted_by=by)
        Version.objects.create(school=school, adoption=adoption, number=1, from_on=from_on, values=stored, made_by=by)
    return adoption


@transaction.atomic
def change(
    *,
    adoption: Adoption,
    from_on: date,
    values: Mapping[str, Value],
    reasons: Mapping[str, str],
    from_now: bool = False,
    for_all: bool = False,
    by,
) -> Version:
    """Make a new version of an adopted document from a day on; the old one stays as it was.

    `values` are those that change; the rest is taken over. Only `for_all` changes what several schools share.
    Raises Refused: "shared", "ended", "before_it_began" (earlier than the present version), "nothing_changed", and
    for values as `adopt` does.
    """
    adoption = _locked(adoption, for_all=for_all)
    last = adoption.versions.order_by("number").last()
    if adoption.to_on and adoption.to_on <= from_on:
        raise Refused("ended")
    if from_on < last.from_on:
        raise Refused("before_it_began")
    merged = {**last.values, **_stored(adoption.text, values, reasons)}
    if all(merged[key]["value"] == last.values.get(key, {}).get("value", ...) for key in values):
        raise Refused("nothing_changed")
    with pghistory.context(user=by.pk if by else None):
        return Version.objects.create(
            school_id=adoption.school_id,
            adoption=adoption,
            number=last.number + 1,
            from_on=from_on,
            values=merged,
            from_now=from_now,
            made_by=by,
        )


@transaction.atomic
def end(*, adoption: Adoption, on: date, for_all: bool = False, by) -> Adoption:
    """Take a document out of force from a day on; what was owed before stays.

    Raises Refused: "shared" (the schools of an alliance end it by leaving), "ended", "before_it_began".
    """
    adoption = _locked(adoption, for_all=for_all)
    if adoption.to_on:
        raise Refused("ended")
    if on < adoption.from_on:
        raise Refused("before_it_began")
    adoption.to_on = on
    with pghistory.context(user=by.pk):
        adoption.save(update_fields=["to_on"])
    return adoption


@transaction.atomic
def share(*, adoption: Adoption, by) -> Adoption:
    """Let the numbers be kept for several schools together from now on."""
    adoption = Adoption.objects.select_for_update().get(pk=adoption.pk)
    adoption.is_shared = True
    with pghistory.context(user=by.pk):
        adoption.save(update_fields=["is_shared"])
    return adoption


def _locked(adoption: Adoption, *, for_all: bool) -> Adoption:
    adoption = Adoption.objects.select_for_update().get(pk=adoption.pk)
    if adoption.is_shared and not for_all:
        raise Refused("shared")
    return adoption


@transaction.atomic
def choose(*, school: School, topic: str, document: str, from_on: date, reason: str = "", by) -> TopicChoice:
    """Say which document counts on a topic from a day on; "" means that all do. Raises Refused: "unknown_document"."""
    if document and not Adoption.objects.filter(school=school, document=document).exists():
        raise Refused("unknown_document")
    with pghistory.context(user=by.pk if by else None):
        return TopicChoice.objects.create(
            school=school, topic=topic, document=document, from_on=from_on, reason=reason, made_by=by
        )


def _stored(document: Document, values: Mapping[str, Value], reasons: Mapping[str, str]) -> dict[str, Any]:
    """Check the values and give them as they are stored. A value other than the text's needs a reason."""
    stored = {}
    for key, value in values.items():
        if phases.is_phase(key):
            stored[key] = _stored_phase(document, key, value, reasons)
            continue
        parameter = document.parameters.get(key)
        if parameter is None:
            raise Refused(f"unknown_key:{key}")
        if fault := numbers.faults(parameter, value):
            raise Refused(f"{fault}:{key}")
        reason = reasons.get(key, "").strip()
        is_answer = parameter.default is None
        if value != parameter.default and not is_answer and not reason:
            raise Refused(f"no_reason:{key}")
        stored[key] = {"value": numbers.store(value), "reason": reason}
    return stored


def _stored_phase(document: Document, key: str, value, reasons: Mapping[str, str]) -> dict[str, Any]:
    """Check the school's own days of a phase: the misprint of G3.3.2, which ends before it begins, is refused."""
    if fault := phases.fault(document, key, value):
        raise Refused(f"{fault}:{key}")
    return {"value": value, "reason": reasons.get(key, "").strip()}


def _answered(document: Document, stored: dict[str, Any]) -> dict[str, Any]:
    """Add our proposal for each question that nobody answered."""
    proposed = {
        parameter.key: {"value": numbers.store(parameter.suggested), "reason": ""}
        for parameter in document.questions
        if parameter.default is None and parameter.key not in stored
    }
    return {**proposed, **stored}
