"""What a parent leader, a president or a grade committee looks after: the communities and what each needs."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.permissions import Permission
from accounts.roles import Scope
from communities import findings
from communities.models import Assignment, Community, Leave, Membership, Rota, Slot, Society
from communities.rules import Finding, Level
from core.dates import monday_of

NEAR = timedelta(days=7)


@dataclass(frozen=True)
class CaredFor:
    """A community that one leads: what it needs in the next seven days."""

    community: Community
    rota: Rota | None
    next_rota: Rota | None
    unanswered: int
    lacking: int
    on_leave: int
    outside: int

    @property
    def needs_rota(self) -> bool:
        """Tell whether next week has no filed rota (G1.3.4.V2)."""
        return self.community.is_active and (self.next_rota is None or not self.next_rota.is_filed)

    @property
    def needs_nothing(self) -> bool:
        return not (self.needs_rota or self.unanswered or self.lacking or self.outside)


def cared_for(user, today: date) -> list[CaredFor]:
    """Give the communities whose rota the user files, by name; a constant number of statements."""
    led = Community.objects.rota_edited_by(user).existing().select_related("school", "society__village")
    led = list(led.order_by("society__village__name", "name"))
    if not led:
        return []
    unanswered = _counted(Membership.objects.filter(community__in=led, state=Membership.State.PROPOSED))
    lacking = _counted(_lacking(led, today))
    on_leave = _on_leave(led, today)
    rotas = list(Rota.objects.filter(community__in=led, to_on__gte=today))
    next_monday = monday_of(today) + NEAR
    found = findings.findings_of(led)
    return [
        CaredFor(
            community=each,
            rota=_rota_on(rotas, each, today),
            next_rota=_rota_on(rotas, each, next_monday),
            unanswered=unanswered[each.pk],
            lacking=lacking[each.pk],
            on_leave=on_leave[each.pk],
            outside=_violations(found[each.pk]),
        )
        for each in led
    ]


def _violations(found: list[Finding]) -> int:
    """Count what breaks a limit; a warning, such as an adviser's second group, is no matter of today."""
    return sum(finding.level == Level.VIOLATION for finding in found)


def _lacking(communities, today):
    """Give the filed duties of the next seven days with a seat that nobody has."""
    live = Assignment.objects.live().filter(slot=OuterRef("pk")).order_by()
    filled = Coalesce(Subquery(live.values("slot").annotate(n=Count("*")).values("n")), 0)
    slots = Slot.objects.held().filed().filter(community__in=communities, on__gte=today, on__lt=today + NEAR)
    return Slot.objects.filter(pk__in=slots.annotate(filled=filled).filter(filled__lt=F("needed")).values("pk"))


def _on_leave(communities, today) -> Counter:
    """Count the members on leave today or tomorrow, by community."""
    leaves = Leave.objects.filter(taken_back_at=None, from_on__lte=today + timedelta(days=1), to_on__gte=today)
    members = Membership.objects.agreed().pupils().filter(community__in=communities)
    return _counted(members.filter(student__in=leaves.values("student")))


def _counted(rows) -> Counter:
    return Counter(dict(rows.order_by().values_list("community").annotate(count=Count("pk", distinct=True))))


def _rota_on(rotas, community, day) -> Rota | None:
    return next((r for r in rotas if r.community_id == community.pk and r.from_on <= day <= r.to_on), None)


def societies_led(user) -> list[Society]:
    """Give the societies over which the user presides, with the number of their communities and waiting pupils."""
    return list(
        Society.objects.led_by(user)
        .active()
        .select_related("village", "school")
        .annotate(community_count=Count("communities", filter=~Q(communities__state=Community.State.DISSOLVED)))
    )


@dataclass(frozen=True)
class GradeCommunity:
    """A community with pupils of a grade whose parents' committee one belongs to."""

    community: Community
    outside: int


def grade_communities(user) -> list[GradeCommunity]:
    """Give the communities of the grades whose committee the user is on, by village and name."""
    if not user.scopes_with(Permission.COMMUNITY_VIEW, Scope.GRADE):
        return []
    communities = Community.objects.visible_to(user).existing().select_related("school", "society__village")
    communities = list(communities.order_by("society__village__name", "name"))
    found = findings.findings_of(communities)
    return [GradeCommunity(c, _violations(found[c.pk])) for c in communities]
