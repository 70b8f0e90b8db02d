"""Which alliance and days a page is about: ?alliance=… and ?term=… (a term, "year-2026" or "all"), else today's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils import timezone

from accounts.permissions import Permission
from alliances.models import Alliance, Membership
from alliances.selectors.alliances import shared_until
from alliances.selectors.own_measures import year_span
from alliances.selectors.terms import Terms, terms_of
from core.dates import Span


@dataclass(frozen=True)
class Chosen:
    """The alliances that the user sees, and the one that the page is about; None where there is none."""

    alliances: list[Alliance]
    alliance: Alliance | None
    terms: Terms

    @property
    def until(self) -> date | None:
        """The first day of which the user's school learns nothing new, if it has left."""
        return self.terms.until


def chosen(request) -> Chosen:
    """Give what the address asks for, else an alliance in which the user's school is today before one that it left.

    Raises Http404 for an alliance that is not the user's.
    """
    here = Membership.objects.current().filter(school__in=request.user.schools_where(Permission.ALLIANCE_VIEW))
    rows = Alliance.objects.visible_to(request.user).select_related("seat")
    rows = list(rows.order_by(Exists(here.filter(alliance=OuterRef("pk"))).desc(), "name", "pk"))
    asked = request.GET.get("alliance", "")
    alliance = next((row for row in rows if str(row.public_id) == asked), None)
    if asked and alliance is None:
        raise Http404
    alliance = alliance or next(iter(rows), None)
    if alliance is None:
        return Chosen([], None, Terms([], None))
    until, today = shared_until(request.user, alliance), timezone.localdate()
    return Chosen(rows, alliance, terms_of(alliance, request.GET.get("term", ""), today, until))


@dataclass(frozen=True)
class Days:
    """What ?term=… asks for: `code` names it in an address, `span` is None for all days; `years` can be asked for."""

    code: str
    span: Span | None
    years: list[int]


def days_asked(request, here: Chosen) -> Days:
    """Give the days asked for: a school year of the terms there are, all, else a term."""
    years = sorted({term.school_year for term in here.terms.rows}, reverse=True)
    asked = request.GET.get("term", "")
    if asked == "all":
        return Days(asked, None, years)
    year = next((each for each in years if asked == f"year-{each}"), None)
    if year is not None:
        return Days(asked, year_span(year), years)
    return Days(str(here.terms.chosen.public_id) if here.terms.chosen else "", here.terms.span, years)
