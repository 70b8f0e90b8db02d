"""What ends in the communities when a family withdraws its consent for a child (L-01)."""

from django.utils.translation import gettext as _

from accounts.models import User
from communities.models import Assignment, Membership
from communities.services import groups
from families.consequences import register_consequence
from families.models import Consent
from registry.models import Guardian, Student


def register() -> None:
    """Make the consequence known to the families; called when the app starts."""
    register_consequence(Consent.Purpose.COMMUNITY, foretell=foretell, carry_out=carry_out)


def foretell(*, student: Student, guardian: Guardian) -> list[str]:
    """Say which communities the child would leave, and which of the guardian's own duties would end with it."""
    sentences = []
    for membership in _live(student):
        names = {"child": student.name, "community": membership.community.name}
        sentences.append(_("%(child)s leaves the growth community “%(community)s”.") % names)
        if _has_duties(guardian, membership.community):
            words = _("Without another child of yours there, your coming duties in “%(community)s” end too.")
            sentences.append(words % names)
    return sentences


def carry_out(*, student: Student, guardian: Guardian, by: User) -> None:
    """Let the child leave, with the parents who were in only through the child."""
    for membership in _live(student):
        groups.end_membership(membership=membership, by=by)


def _live(student):
    memberships = Membership.objects.live().pupils().filter(student=student)
    return memberships.exclude(community__state="dissolved").select_related("community")


def _has_duties(guardian, community):
    return Assignment.objects.live().filter(guardian=guardian, slot__community=community).exists()
