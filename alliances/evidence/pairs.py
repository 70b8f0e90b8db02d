"""One-to-one pairs of core-school teachers with teachers of the members (G5.3.3.3): the pair is growth's, counted here.

A mentor is counted from the day on which the pair was to begin, asked or running, so that an unanswered one is seen.
"""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.urls import reverse

from alliances.evidence.things import members_in
from alliances.models import Membership
from alliances.settings import key_of
from core.dates import Span
from growth.models import Pair
from rulebook.rules.judging import Evidence
from rulebook.rules.people import Subject
from schools.models import School

PREFIX = "growth:"


def page(ref: str) -> str:
    return reverse("growth:pair_detail", args=[ref.removeprefix(PREFIX)])


def list_page() -> str:
    return reverse("growth:pair_list")


def rows(school: School, span: Span) -> Iterator[Evidence]:
    """Give the pairs under way of the mentors of this core school; two statements."""
    for pair in _pairs(school, span).exclude(state=Pair.State.PROPOSED):
        yield Evidence(
            "cross_school_pair", pair.from_on, subject=_key(pair), until=pair.to_on, ref=f"{PREFIX}{pair.public_id}"
        )


def mentors(school: School, span: Span) -> Iterable[Subject]:
    """Give each mentor once, from the first to the last day of the own pairs."""
    found: dict[str, Subject] = {}
    for pair in _pairs(school, span).select_related("mentor"):
        key, before = _key(pair), found.get(_key(pair))
        first = min(pair.from_on, before.from_on) if before else pair.from_on
        last = None if pair.to_on is None or (before and before.to_on is None) else pair.to_on
        if last and before:
            last = max(last, before.to_on)
        found[key] = Subject(key, pair.mentor.name, from_on=first, to_on=last, document="G5")
    return found.values()


def _pairs(school: School, span: Span):
    core = members_in(span).filter(school=school, part=Membership.Part.CORE, document="G5")
    settings = [key_of(alliance) for alliance in core.values_list("alliance", flat=True)]
    states = (Pair.State.PROPOSED, Pair.State.ACCEPTED, Pair.State.UNDER_WAY, Pair.State.ENDED)
    pairs = Pair.objects.filter(setting__in=settings, kind=Pair.Kind.ONE_TO_ONE, mentor_school=school, state__in=states)
    pairs = pairs.filter(Q(to_on=None) | Q(to_on__gt=span.from_on), from_on__lt=span.to_on)
    return pairs.order_by("from_on", "pk")


def _key(pair: Pair) -> str:
    return f"mentor:{pair.mentor_id}"
