"""Which alliance and term a page is about: ?alliance=… and ?term=…, else the first and today's."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from alliances.models import Alliance
from alliances.selectors.terms import Terms, terms_of


@dataclass(frozen=True)
class Chosen:
    """The alliances that the user sees, and the one that the page is about; None where there is none."""

    alliances: list[Alliance]
    alliance: Alliance | None
    terms: Terms


def chosen(request) -> Chosen:
    """Give what the address asks for. Raises Http404 for an alliance that is not the user's."""
    rows = list(Alliance.objects.visible_to(request.user).select_related("seat"))
    asked = request.GET.get("alliance", "")
    alliance = next((row for row in rows if str(row.public_id) == asked), None)
    if asked and alliance is None:
        raise Http404
    alliance = alliance or next(iter(rows), None)
    if alliance is None:
        return Chosen([], None, Terms([], None))
    return Chosen(rows, alliance, terms_of(alliance, request.GET.get("term", ""), timezone.localdate()))
