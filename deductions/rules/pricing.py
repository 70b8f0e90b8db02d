"""What one fact costs, step by step, in exact decimals (F-10, F-11). No rounding but the one the text asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from deductions.kinds import Fact
from deductions.rules.prices import CENT, ROUNDINGS, How, Price
from rulebook.rules.deadlines import days_late
from schools.calendar import SchoolCalendar

ZERO = Decimal(0)


@dataclass(frozen=True)
class Sum:
    """The amount (None: a person decides it), conduct points beside, and the steps as people write them."""

    amount: Decimal | None
    steps: tuple[str, ...] = ()
    conduct: Decimal | None = None


def cost(
    price: Price, figures: Mapping[str, Decimal], *, days: Decimal | None = None, uncounted: Decimal = ZERO
) -> Sum:
    """Price figures as `kinds.Event` describes them.

    `days` are those that count (F-11), `uncounted` the lessons that are charged elsewhere already: what was taught
    without a plan (C4-D07) is not charged again as a plan too few (C4-D08). Source: C4, F-10.
    """
    if price.amount is None:
        return Sum(None)
    if price.how is How.SHARE and price.reading == "B":
        return _capped(price, *_share_of_the_short(price, figures, uncounted))
    count, steps = _count(price, figures, days, uncounted)
    amount = _to_the_cent(count * price.amount)
    return _capped(price, count, amount, [*steps, f"{said(count)} × {said(price.amount)} = {money(amount)}"])


def _count(price: Price, figures, days, uncounted) -> tuple[Decimal, list[str]]:
    if price.how is How.DAYS:
        return max(ZERO, figures.get("days", ZERO) if days is None else days), []
    if price.how is How.TIMES:
        return max(ZERO, figures.get("times", Decimal(1))), []
    required, prepared = figures.get("required", ZERO), figures.get("prepared", ZERO)
    if price.how is How.SHORT:
        return _short(required, prepared)
    exact = required * price.share
    whole = exact.quantize(Decimal(1), ROUNDINGS[price.rounding])
    short, steps = _short(whole, prepared, uncounted)
    arrow = "" if whole == exact else f" → {said(whole)}"
    return short, [f"{said(required)} × {said(price.share)} = {said(exact)}{arrow}", *steps]


def _share_of_the_short(price: Price, figures, uncounted) -> tuple[Decimal, Decimal, list[str]]:
    """Reading B of C4-D08 (X-13): the lessons short, times the share."""
    short, steps = _short(figures.get("required", ZERO), figures.get("prepared", ZERO), uncounted)
    amount = _to_the_cent(short * price.share * price.amount)
    step = f"{said(short)} × {said(price.share)} × {said(price.amount)} = {money(amount)}"
    return short, amount, [*steps, step]


def _short(required: Decimal, prepared: Decimal, uncounted: Decimal = ZERO) -> tuple[Decimal, list[str]]:
    rest = required - prepared - uncounted
    minus = f" − {said(uncounted)}" if uncounted else ""
    arrow = " → 0" if rest < 0 else ""
    return max(ZERO, rest), [f"{said(required)} − {said(prepared)}{minus} = {said(rest)}{arrow}"]


def _capped(price: Price, count: Decimal, amount: Decimal, steps: list[str]) -> Sum:
    if price.most is not None and amount > price.most:
        steps, amount = [*steps, f"{money(amount)} → {money(price.most)}"], _to_the_cent(price.most)
    conduct = None if price.conduct is None else _to_the_cent(count * price.conduct)
    return Sum(amount, tuple(steps), conduct)


def days_counted(price: Price, fact: Fact, calendar: SchoolCalendar | None) -> Decimal | None:
    """Give the days that count for a fact of lateness; its own calendar days unless the school counts school days.

    A fact is of the day on which the thing came (or was looked for), so many calendar days after it was due (F-11).
    """
    if price.how is not How.DAYS or not price.in_school_days:
        return None
    if "school_days" in fact.figures:
        return fact.figures["school_days"]
    due_on = fact.on - timedelta(days=int(fact.figures.get("days", 0)))
    return Decimal(days_late(due_on=due_on, handed_in_on=fact.on, calendar=calendar))


def _to_the_cent(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def said(number: Decimal) -> str:
    """Write a number as people do: 34.4, 34, −2."""
    return f"{number.normalize():f}".replace("-", "−")


def money(amount: Decimal) -> str:
    """Write an amount: whole ones without cents, others with both: 4, 10.40."""
    return said(amount) if amount == amount.to_integral_value() else f"{amount:.2f}".replace("-", "−")
