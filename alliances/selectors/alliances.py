"""The alliances of a person, and what stands on the page of one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.permissions import Permission
from accounts.roles import Scope
from alliances.models import Alliance, Membership
from core.dates import Span
from rulebook.documents.schema import Item, Words
from rulebook.models import Adoption
from rulebook.rules import phases
from rulebook.rules.periods import NoDate, phase_span
from rulebook.selectors.in_force import latest_numbers


@dataclass(frozen=True)
class Phase:
    """A phase of the scheme on the alliance's days; several may run at once (X-21)."""

    name: Words
    span: Span
    is_now: bool


def alliances_of(user) -> QuerySet[Alliance]:
    """Give the alliances that the user may see, each with how many schools are members today."""
    day = timezone.localdate()
    members = Q(memberships__accepted_at__isnull=False, memberships__from_on__lte=day)
    members &= Q(memberships__to_on=None) | Q(memberships__to_on__gt=day)
    return Alliance.objects.visible_to(user).annotate(schools=Count("memberships", filter=members))


def shared_until(user, alliance: Alliance) -> date | None:
    """Give the first day of which the user's schools learn nothing new; None while they share, and for its officers.

    Figures of a whole alliance have no day of their own: pages end them there. One statement for who is a member.
    """
    if alliance.pk in user.scopes_with(Permission.ALLIANCE_VIEW, Scope.ALLIANCE):
        return None
    mine = alliance.memberships.accepted().filter(school__in=user.schools_where(Permission.ALLIANCE_VIEW))
    ends = list(mine.values_list("to_on", flat=True))
    if None in ends or (not ends and Alliance.objects.run_by(user).filter(pk=alliance.pk).exists()):
        return None
    last = max(ends, default=alliance.from_on)
    stays = last > timezone.localdate() or (alliance.to_on and last >= alliance.to_on)
    return None if stays else last


def members_of(alliance: Alliance) -> list[Membership]:
    """Give the schools: core school first, then in the order in which they joined; those asked and gone too."""
    return list(alliance.memberships.select_related("school").order_by("part", "from_on", "pk"))


def asked_of(user) -> list[Membership]:
    """Give what the user's own school, as its principal, still has to answer."""
    rows = Membership.objects.decided_by(user).filter(accepted_at=None, to_on=None)
    return list(rows.select_related("alliance").order_by("asked_at", "pk"))


def acted_for(user, alliance: Alliance) -> dict[str, set[int]]:
    """Give the members (ids) for whose school the user acts, and those about which the user decides."""
    rows = Membership.objects.filter(alliance=alliance)
    return {
        "own": set(rows.spoken_for_by(user).values_list("pk", flat=True)),
        "decided": set(rows.decided_by(user).values_list("pk", flat=True)),
    }


def adoption_of(alliance: Alliance) -> Adoption | None:
    """Give the adoption whose numbers count for all: that of the school of the office, the newest one."""
    adoptions = Adoption.objects.filter(school=alliance.seat_id, document=alliance.document)
    return adoptions.order_by("-from_on", "-pk").first()


def phases_of(alliance: Alliance) -> list[Phase]:
    """Give the dated phases of the scheme in their order; none before the scheme is adopted or its year is known."""
    today = timezone.localdate()
    found = [Phase(item.name, span, today in span) for item, span in spans_of(alliance)]
    return sorted(found, key=lambda phase: (phase.span.from_on, phase.span.to_on))


def spans_of(alliance: Alliance) -> list[tuple[Item, Span]]:
    """Give the phases of the scheme that have days, with these; two statements."""
    adoption = adoption_of(alliance)
    if adoption is None:
        return []
    numbers = latest_numbers(adoption)
    own = phases.spans(numbers.values)
    found = [(item, _span(item, own, numbers)) for item in numbers.document.items_of("phase")]
    return [(item, span) for item, span in found if span]


def _span(item: Item, own, numbers) -> Span | None:
    if item.id not in own and "start" not in item.data:
        return None
    try:
        return phase_span(item.id, numbers.document, numbers, own)
    except NoDate:
        return None
