"""The communities that a teacher advises, and how many pupils of a class are in one."""

from dataclasses import dataclass

from django.utils import timezone

from communities.models import Membership, Slot
from communities.models.rotas import SESSIONS
from registry.models import Student


@dataclass(frozen=True)
class Advised:
    """A community one advises or is asked to advise; `next_session` is the next filed one, or None."""

    membership: Membership
    next_session: Slot | None

    @property
    def is_asked(self) -> bool:
        return self.membership.state == Membership.State.PROPOSED


def advised(user) -> list[Advised]:
    """Give the communities that the user advises, those asked first; two statements."""
    memberships = Membership.objects.live().advisers().filter(teacher__user=user)
    memberships = list(memberships.select_related("community__society__village").order_by("-state", "community__name"))
    sessions = (
        Slot.objects.held()
        .filed()
        .filter(community__in=[m.community_id for m in memberships], kind__in=SESSIONS, ends_at__gte=timezone.now())
    )
    nearest = {s.community_id: s for s in sessions.order_by("community_id", "starts_at").distinct("community_id")}
    return [Advised(m, nearest.get(m.community_id)) for m in memberships]


def in_communities(pupils) -> int:
    """Count the pupils who are members of a community; one statement."""
    members = Membership.objects.filter(state=Membership.State.CONFIRMED, kind=Membership.Kind.PUPIL)
    return Student.objects.filter(pk__in=pupils.values("pk")).filter(pk__in=members.values("student")).count()
