"""Counts of a term: the matrix of five commons and five links, five ones, large events, visits, levels.

What counts was held, and the school has confirmed that it took part. Each costs a constant number of statements.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Q

from alliances.evidence.things import members_in
from alliances.models import Activity, Alliance, Attendee, Level, Membership, Participation
from alliances.rules.five_ones import FiveOnes, five_ones
from alliances.selectors.activities import categories
from core.dates import Span


@dataclass
class MatrixRow:
    """One school: counts by category, and of all its activities."""

    membership: Membership
    counts: Counter = field(default_factory=Counter)
    all: int = 0

    @property
    def cells(self) -> list[tuple[str, int]]:
        return [(code, self.counts[code]) for code in categories()]


def members(alliance: Alliance, span: Span) -> list[Membership]:
    """Give who was a member on any day of the span, the core school first."""
    rows = members_in(span).filter(alliance=alliance).select_related("school", "alliance")
    return list(rows.order_by("part", "pk"))


def _parts(alliance: Alliance, span: Span):
    days = {"activity__on__gte": span.from_on, "activity__on__lt": span.to_on}
    return Participation.objects.counting().filter(activity__alliance=alliance, **days)


def matrix(alliance: Alliance, span: Span) -> list[MatrixRow]:
    """Give for each school how many activities it took part in, by category (G4.3.1–G4.3.2); two statements.

    An activity with two tags counts in both columns and once in the sum.
    """
    rows = {each.pk: MatrixRow(each) for each in members(alliance, span)}
    tags = _parts(alliance, span).values_list("membership", "activity__commons", "activity__links")
    for pk, commons, links in tags:
        if row := rows.get(pk):
            row.all += 1
            row.counts.update([f"commons:{code}" for code in commons] + [f"links:{code}" for code in links])
    return list(rows.values())


def five_ones_sheet(
    alliance: Alliance, span: Span, *, least: Decimal | None = None
) -> list[tuple[Membership, FiveOnes]]:
    """Give the five ones of every school (F-15); two statements."""
    kinds: dict[int, list[str]] = {}
    for pk, kind in _parts(alliance, span).exclude(five_one="").values_list("membership", "five_one"):
        kinds.setdefault(pk, []).append(kind)
    return [(each, five_ones(kinds.get(each.pk, ()), least=least)) for each in members(alliance, span)]


def large_events(alliance: Alliance, span: Span) -> list[Activity]:
    """Give the large events that were held (G5.3.3.1; X-20: the number wanted is the school's); one statement."""
    days = {"on__gte": span.from_on, "on__lt": span.to_on}
    rows = Activity.objects.counting().filter(alliance=alliance, kind=Activity.Kind.LARGE_EVENT, **days)
    return list(rows.select_related("host__school").order_by("on", "pk"))


def visits(alliance: Alliance, span: Span) -> Mapping[int, int]:
    """Give by member school how often the core school came to explain the alliance (G5.3.1.2); one statement."""
    rows = _parts(alliance, span).filter(
        activity__kind=Activity.Kind.OUTREACH,
        activity__host__part=Membership.Part.CORE,
        membership__part=Membership.Part.MEMBER,
    )
    return dict(rows.values("membership").annotate(number=Count("pk")).values_list("membership", "number"))


@dataclass(frozen=True)
class LevelLine:
    """One of the three levels: activities, and how many different staff were named."""

    name: str
    activities: int
    staff: int


def levels(alliance: Alliance, span: Span) -> Sequence[LevelLine]:
    """Give participation by level (G4.4.4d); two statements."""
    days = {"on__gte": span.from_on, "on__lt": span.to_on}
    held = Activity.objects.counting().filter(alliance=alliance, **days)
    activities = dict(held.order_by().values("level").annotate(n=Count("pk")).values_list("level", "n"))
    named = Attendee.objects.filter(participation__in=_parts(alliance, span)).order_by()
    by_level = named.values("participation__activity__level").annotate(n=Count("person", distinct=True))
    staff = dict(by_level.values_list("participation__activity__level", "n"))
    return [LevelLine(level.label, activities.get(level, 0), staff.get(level, 0)) for level in Level]


def by_school(alliance: Alliance, span: Span) -> list[tuple[Membership, int, int, int, int]]:
    """Give for each school: activities hosted, activities in which it took part, staff and pupils counted."""
    days = {"hosted__on__gte": span.from_on, "hosted__on__lt": span.to_on}
    held = Q(hosted__state__in=(Activity.State.HELD, Activity.State.WRITTEN_UP), **days)
    hosted = dict(
        Membership.objects.filter(alliance=alliance)
        .order_by()
        .annotate(number=Count("hosted", filter=held))
        .values_list("pk", "number")
    )
    sums: dict[int, list[int]] = {}
    for pk, staff, pupils in _parts(alliance, span).values_list("membership", "staff_count", "pupil_count"):
        row = sums.setdefault(pk, [0, 0, 0])
        sums[pk] = [row[0] + 1, row[1] + staff, row[2] + pupils]
    return [(each, hosted.get(each.pk, 0), *sums.get(each.pk, [0, 0, 0])) for each in members(alliance, span)]
