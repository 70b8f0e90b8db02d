"""Make a school's own price list, put it in force from a day, and settle the window and the unit (L-12, X-33)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from core.dates import Span
from deductions.models import LedgerSettings, PriceItem, PriceList
from deductions.rules.documents import table_of
from deductions.rules.prices import Price, PriceTable, Unit
from deductions.selectors.prices import prices
from deductions.services.ledger import acting, hold, refuse_unless
from rulebook.documents import loading
from rulebook.rules.numbers import Numbers
from schools.models import School


@transaction.atomic
def draft(*, school: School, today: date, by) -> PriceList:
    """Copy the list that counts today, or rule set 4 where none does, into a draft in points. One draft at a time."""
    hold(school)
    if found := PriceList.objects.filter(school=school, confirmed_at=None).first():
        return found
    table = prices(school, Span(today, today + timedelta(days=1))).on(today)
    table = table or table_of(Numbers(loading.document("C4")))
    with acting(by):
        made = PriceList.objects.create(
            school=school,
            from_on=today,
            unit=Unit.POINTS if table.unit is Unit.NONE else table.unit,
            cap_per_month=table.cap_per_month,
            cap_per_term=table.cap_per_term,
            made_by=by,
        )
        for position, price in enumerate(table.prices.values()):
            PriceItem.objects.create(school=school, list=made, position=position, **_line(price, table))
    return made


def _line(price: Price, table: PriceTable) -> dict:
    return {
        "code": price.code,
        "text": str(price.name),
        "article": " ".join(price.articles),
        "event": price.event,
        "each": str(price.each),
        "amount": price.amount,
        "most": price.most,
        "needs_proof": price.needs_proof,
        "verifier": str(price.verifier),
        "how": _how(price),
    }


def _how(price: Price) -> dict:
    plain = Price("", "", "", None)
    names = ("share", "reading", "rounding", "in_school_days", "conduct")
    found = {name: getattr(price, name) for name in names if getattr(price, name) != getattr(plain, name)}
    return {name: value if isinstance(value, bool | str) else str(value) for name, value in found.items()}


@transaction.atomic
def edit(*, price_list: PriceList, head: Mapping, lines: Sequence[Mapping], by) -> PriceList:
    """Write a draft anew. `lines` are the columns of a line, with "pk" for one that was there.

    Raises Refused: "confirmed", "no_lines", "code_twice".
    """
    found = _held(price_list)
    codes = [line["code"] for line in lines]
    refuse_unless(bool(codes), "no_lines")
    refuse_unless(len(set(codes)) == len(codes), "code_twice")
    kept = {item.pk: item.how for item in found.items.all()}
    with acting(by):
        for name, value in head.items():
            setattr(found, name, value)
        found.save()
        found.items.all().delete()
        for position, line in enumerate(lines):
            columns = {name: value for name, value in line.items() if name != "pk"}
            how = kept.get(line.get("pk"), {})
            PriceItem.objects.create(school_id=found.school_id, list=found, position=position, how=how, **columns)
    return found


@transaction.atomic
def confirm(*, price_list: PriceList, today: date, by, now: datetime | None = None) -> PriceList:
    """Put a draft in force from its day; from then on it is never edited.

    Raises Refused: "confirmed", "in_the_past", "yuan_off" (money without the principal's switch), "no_lines".
    """
    hold(price_list.school)
    found = _held(price_list)
    refuse_unless(found.from_on >= today, "in_the_past")
    refuse_unless(found.follows_document or found.items.exists(), "no_lines")
    settings = LedgerSettings.objects.get(school=found.school)
    refuse_unless(found.unit != Unit.YUAN or settings.yuan_from is not None, "yuan_off")
    found.confirmed_by, found.confirmed_at = by, now or timezone.now()
    with acting(by):
        found.save()
    return found


@transaction.atomic
def drop(*, price_list: PriceList, by) -> None:
    """Throw a draft away. Raises Refused: "confirmed"."""
    found = _held(price_list)
    with acting(by):
        found.delete()


@transaction.atomic
def follow_document(*, school: School, today: date, by, now: datetime | None = None) -> PriceList:
    """Let rule set 4 count again from today on, instead of the own list."""
    hold(school)
    with acting(by):
        return PriceList.objects.create(
            school=school,
            from_on=today,
            follows_document=True,
            made_by=by,
            confirmed_by=by,
            confirmed_at=now or timezone.now(),
        )


@transaction.atomic
def set_window(*, school: School, days: int, by) -> LedgerSettings:
    """Say how many days a teacher has to object; windows that are open stay as they are. Raises Refused: "days"."""
    settings = hold(school)
    refuse_unless(1 <= days <= 60, "days")
    settings.appeal_days = days
    with acting(by):
        settings.save()
    return settings


@transaction.atomic
def switch_unit(*, school: School, to_yuan: bool, reason: str = "", today: date, by) -> LedgerSettings:
    """Let lists in yuan count in yuan from today on, or in points again (L-12). Raises Refused: "no_reason"."""
    settings = hold(school)
    refuse_unless(bool(reason.strip()) or not to_yuan, "no_reason")
    settings.yuan_from = today if to_yuan else None
    settings.yuan_reason, settings.yuan_by = (reason.strip(), by) if to_yuan else ("", None)
    with acting(by):
        settings.save()
    return settings


def _held(price_list: PriceList) -> PriceList:
    found = PriceList.objects.select_for_update().select_related("school").get(pk=price_list.pk)
    refuse_unless(found.confirmed_at is None, "confirmed")
    return found
