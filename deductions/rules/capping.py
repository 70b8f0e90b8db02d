"""How much of what was charged may stand: the most per month and per term, if the school sets them (L-12)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

ZERO = Decimal(0)


def standing(months: Mapping[int, Decimal], *, per_month: Decimal | None, per_term: Decimal | None) -> Decimal:
    """Give what may stand of a term's months: each month at most so much, all at most so much, never below zero."""
    allowed = sum((_at_most(max(ZERO, amount), per_month) for amount in months.values()), ZERO)
    return _at_most(allowed, per_term)


def balance(
    months: Mapping[int, Decimal], stated: Iterable[Decimal], *, per_month: Decimal | None, per_term: Decimal | None
) -> Decimal:
    """Give what a statement adds (or, mostly, takes off) so that the sum of all entries is what may stand.

    `months` are the charges with their reversals by the month of the charge; `stated` every amount of the term that
    is in a statement or comes into this one, earlier balances among them.
    """
    return standing(months, per_month=per_month, per_term=per_term) - sum(stated, ZERO)


def _at_most(amount: Decimal, cap: Decimal | None) -> Decimal:
    return amount if cap is None else min(amount, cap)
