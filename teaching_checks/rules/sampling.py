"""Spot samples that favour young and new teachers, drawn with a seed that is kept: the same seed, the same sample."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Career(StrEnum):
    NEW = "new"
    YOUNG = "young"
    OTHER = "other"


# How many times as likely as others.
WEIGHTS = {Career.NEW: 4, Career.YOUNG: 2, Career.OTHER: 1}


@dataclass(frozen=True)
class Candidate:
    """`key` is the teacher's id: the draw must not depend on the order in which teachers are given."""

    key: int
    career: Career


def career_stage(*, employed_from: date | None, on: date, new_years: int = 1, young_years: int = 5) -> Career:
    """Give what a teacher counts as in a spot sample, by the whole years of work at the school.

    The texts say "young and new teachers" without numbers (X-10). New are those up to `new_years`. Young by age
    cannot be told, for the register keeps no birth dates of teachers: those with up to `young_years` of work stand
    for them. Whoever has no date is long there. Source: C1.2, C6.2, C7.2.
    """
    if employed_from is None:
        return Career.OTHER
    years = on.year - employed_from.year - ((on.month, on.day) < (employed_from.month, employed_from.day))
    if years < new_years:
        return Career.NEW
    return Career.YOUNG if years < young_years else Career.OTHER


def draw(candidates: Iterable[Candidate], *, size: int, seed: int) -> list[int]:
    """Give the keys of `size` different candidates, or of all when there are fewer, in rising order.

    Weighted sampling without replacement (Efraimidis and Spirakis): each candidate draws u and is ranked by
    u ** (1 / weight).
    """
    chance = random.Random(seed)  # noqa: S311 - must be repeatable, not secret
    ranked = [
        (chance.random() ** (1 / WEIGHTS[each.career]), each.key)
        for each in sorted(candidates, key=lambda each: each.key)
    ]
    return sorted(key for _, key in sorted(ranked, reverse=True)[:size])
