"""A family's first page: children, next duties, own groups, what waits for an answer, what is new."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from communities.models import Assignment, Membership, Swap, VenueConsent
from families.models import Consent
from families.selectors import children_of
from notices.models import Notice
from registry.models import Guardianship

NEWS = 3


@dataclass(frozen=True)
class Waiting:
    """How much waits for the user's answer, by kind."""

    invitations: int = 0
    consents: int = 0
    duties: int = 0
    hosts: int = 0
    swaps: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.invitations or self.consents or self.duties or self.hosts or self.swaps)


def own_links(user: User) -> list[Guardianship]:
    """Give how the user belongs to children, barred or not, each with child and school; one statement."""
    links = Guardianship.objects.filter(guardian__user=user).select_related("student__school")
    return list(links.order_by("student__school", "student__name_pinyin", "student"))


def own_groups(links: list[Guardianship]) -> list[Membership]:
    """Give the live memberships of a guardian and the children, each with its community; one statement.

    Asked by keys: each of the two conditions finds its rows by an index, however many schools there are.
    """
    memberships = Membership.objects.live().filter(_of_family(links)).select_related("community")
    return list(memberships.order_by("community__name", "kind", "pk"))


def _of_family(links: list[Guardianship]) -> Q:
    """Match the memberships of the guardian and of the children from whom nobody bars."""
    own = Q(guardian__in={link.guardian_id for link in links})
    return own | Q(student__in={link.student_id for link in links if not link.is_barred})


def waiting_for(user: User, links: list[Guardianship], today: date) -> Waiting:
    """Count what waits for the user's answer, in one statement."""
    proposed = Membership.objects.filter(_of_family(links), state=Membership.State.PROPOSED)
    duties = Assignment.objects.of_user(user).filter(
        state=Assignment.State.ASKED, slot__cancelled_at=None, slot__on__gte=today
    )
    hosts = VenueConsent.objects.filter(venue__host__user=user, state=VenueConsent.State.ASKED, to_on__gte=today)
    groups = Membership.objects.agreed().parents().filter(guardian__user=user).values("community")
    swaps = (
        Swap.objects.open()
        .filter(assignment__slot__community__in=groups, assignment__starts_at__gt=timezone.now())
        .exclude(assignment__guardian__user=user)
    )
    decided = Consent.objects.filter(guardian__user=user, student__in=children_of(user))
    found = (
        User.objects.filter(pk=user.pk)
        .values(
            invitations=_count(proposed),
            duties=_count(duties),
            hosts=_count(hosts),
            swaps=_count(swaps),
            consents=_count(children_of(user)) * Value(len(Consent.Purpose)) - _count(decided),
        )
        .get()
    )
    return Waiting(**{**found, "consents": max(found["consents"], 0)})


def latest_news(user: User) -> tuple[list[Notice], int]:
    """Give the newest messages and how many are unread in all; one statement."""
    unread = Notice.objects.visible_to(user).unread().order_by()
    newest = Notice.objects.visible_to(user).annotate(unread=_count(unread))[:NEWS]
    newest = list(newest)
    return newest, newest[0].unread if newest else 0


def _count(rows: QuerySet):
    """Make a scalar of a queryset's number of rows, 0 for none, to be asked together with others."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("*")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
