"""What repeats in a community: patterns of duties, by hand or from a set of usual ones."""

from datetime import time

import pghistory
from django.db import transaction

from communities.models import Community, SlotPattern
from communities.rules_days import Repeat, is_double
from core.refusals import Refused

FIVE, SEVEN = [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7]
ESCORTS = (
    Repeat("morning", FIVE, time(7, 10), time(7, 40)),
    Repeat("evening", FIVE, time(16, 20), time(16, 50)),
)
HOMEWORK = (Repeat("homework", FIVE, time(17), time(18, 30)),)
FREE_DAYS = (Repeat("weekend", [6], time(9), time(11)), Repeat("holiday", SEVEN, time(9), time(11)))
PRESETS = {"escorts": ESCORTS, "school_days": ESCORTS + HOMEWORK, "all": ESCORTS + HOMEWORK + FREE_DAYS}


@transaction.atomic
def add(*, community: Community, fields: dict, by) -> SlotPattern:
    """Add a pattern. Raises Refused("pattern-double") when the same duty is there at that time already."""
    _lock(community)
    pattern = SlotPattern(school_id=community.school_id, community=community, **fields)
    _refuse_double(pattern)
    with pghistory.context(user=by.pk):
        pattern.save()
    return pattern


@transaction.atomic
def change(*, pattern: SlotPattern, fields: dict, by) -> SlotPattern:
    """Change a pattern; rotas made from it stay as they are. Raises Refused("pattern-double")."""
    _lock(pattern.community)
    for name, value in fields.items():
        setattr(pattern, name, value)
    _refuse_double(pattern)
    with pghistory.context(user=by.pk):
        pattern.save()
    return pattern


@transaction.atomic
def remove(*, pattern: SlotPattern, by) -> None:
    """Remove a pattern; rotas made from it stay as they are."""
    with pghistory.context(user=by.pk):
        pattern.delete()


@transaction.atomic
def take_preset(*, community: Community, preset: str, by) -> int:
    """Add the usual duties of a set that are not there yet, and give how many."""
    _lock(community)
    present = [repeat_of(p) for p in SlotPattern.objects.filter(community=community)]
    missing = [r for r in PRESETS[preset] if not any(is_double(r, other) for other in present)]
    with pghistory.context(user=by.pk):
        for r in missing:
            SlotPattern.objects.create(
                school_id=community.school_id,
                community=community,
                kind=r.kind,
                weekdays=list(r.weekdays),
                starts_at=r.starts_at,
                ends_at=r.ends_at,
            )
    return len(missing)


def repeat_of(pattern: SlotPattern) -> Repeat:
    """Give a pattern as the rules know it."""
    return Repeat(pattern.kind, pattern.weekdays, pattern.starts_at, pattern.ends_at, pattern.needed, pattern.venue_id)


def _lock(community: Community) -> None:
    Community.objects.select_for_update().get(pk=community.pk)


def _refuse_double(pattern: SlotPattern) -> None:
    others = SlotPattern.objects.filter(community=pattern.community).exclude(pk=pattern.pk)
    if any(is_double(repeat_of(pattern), repeat_of(other)) for other in others):
        raise Refused("pattern-double")
