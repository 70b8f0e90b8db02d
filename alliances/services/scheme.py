"""The scheme of an alliance at its schools: adopted with the common numbers, changed for all at once, ended."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from alliances.models import Alliance, Membership
from core.refusals import Refused
from rulebook.documents import loading
from rulebook.models import Adoption
from rulebook.rules import phases
from rulebook.rules.numbers import Numbers
from rulebook.services import adopting, starting

START_YEAR = "programme.start_year"


def open_adoption(school_id: int, document: str) -> Adoption | None:
    """Give the adoption of the scheme that is in force at a school, or will be."""
    return Adoption.objects.filter(school=school_id, document=document, to_on=None).select_related("school").first()


def common_numbers(alliance: Alliance) -> Numbers | None:
    """Give the numbers that the schools share; None while no school has adopted the scheme."""
    shared = Adoption.objects.filter(document=alliance.document, to_on=None, is_shared=True)
    mine = Membership.objects.current().filter(alliance=alliance).values("school")
    adoption = shared.filter(school__in=mine).order_by("pk").first()
    return Numbers(adoption.text, adoption.versions.order_by("number").last().values) if adoption else None


@transaction.atomic
def adopt_for(*, membership: Membership, by) -> Adoption:
    """Put the scheme in force at a school that joins, with the numbers of the others.

    What the school had adopted by itself takes the common numbers. Raises Refused as rulebook's `adopt` does.
    """
    document, today = loading.document(membership.document), timezone.localdate()
    values, reasons = _values(membership.alliance)
    adoption = open_adoption(membership.school_id, document.id)
    if adoption is None:
        adoption = starting.start(
            school=membership.school,
            document=document,
            from_on=membership.from_on,
            values=values,
            reasons=reasons,
            today=today,
            by=by,
        )
    else:
        _change(adoption, membership.from_on, values, reasons, from_now=False, by=by)
    return adopting.share(adoption=adoption, by=by)


@transaction.atomic
def change_for_all(
    *, alliance: Alliance, from_on: date, values: Mapping, reasons: Mapping, from_now: bool = False, by
) -> int:
    """Change numbers of the scheme at every member school from a day on; give at how many it was new.

    Raises Refused: "nothing_changed", "not_adopted", and for values as rulebook's `change` does.
    """
    Alliance.objects.select_for_update().get(pk=alliance.pk)
    schools = Membership.objects.current().filter(alliance=alliance).order_by("school").values_list("school", flat=True)
    adoptions = list(filter(None, (open_adoption(school, alliance.document) for school in schools)))
    if not adoptions:
        raise Refused("not_adopted")
    changed = sum(_change(each, from_on, values, reasons, from_now=from_now, by=by) for each in adoptions)
    if not changed:
        raise Refused("nothing_changed")
    return changed


@transaction.atomic
def end_for(*, membership: Membership, on: date, by) -> None:
    """Take the scheme out of force at a school that leaves."""
    adoption = open_adoption(membership.school_id, membership.document)
    if adoption is not None:
        adopting.end(adoption=adoption, on=max(on, adoption.from_on), for_all=True, by=by)
        starting.renew(school=membership.school, from_on=on, today=timezone.localdate())


def _change(adoption: Adoption, from_on: date, values: Mapping, reasons: Mapping, *, from_now: bool, by) -> bool:
    """Make a new version where something differs; a school that joined later takes it from its own first day."""
    last = adoption.versions.order_by("number").last()
    on = max(from_on, last.from_on)
    try:
        adopting.change(
            adoption=adoption, from_on=on, values=values, reasons=reasons, from_now=from_now, for_all=True, by=by
        )
    except Refused as refused:
        if refused.reason != "nothing_changed":
            raise
        return False
    starting.renew(school=adoption.school, from_on=on, today=timezone.localdate())
    return True


def _values(alliance: Alliance) -> tuple[dict, dict]:
    """Give the common numbers as a school adopts them; the first school begins with the text's and the year."""
    numbers = common_numbers(alliance)
    if numbers is None:
        parameters = loading.document(alliance.document).parameters
        return ({START_YEAR: Decimal(alliance.from_on.year)} if START_YEAR in parameters else {}), {}
    values = {
        key: stored["value"] if phases.is_phase(key) else numbers.get(key) for key, stored in numbers.values.items()
    }
    return values, {key: stored["reason"] for key, stored in numbers.values.items()}
