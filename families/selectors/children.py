"""What a family's pages show of the own child."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts.models import User
from families.models import Consent
from families.selectors.consents import children_of, consent_states
from registry.models import Guardianship, Student
from registry.selectors.pupils import current_class


@dataclass(frozen=True)
class Decision:
    """One purpose: what the guardian has answered, and whether the child counts as agreed."""

    purpose: Consent.Purpose
    own: Consent | None
    counts: Consent.State | None

    @property
    def is_against_other(self) -> bool:
        """Tell whether the guardian agrees and yet another guardian's no counts."""
        agrees = self.own is not None and self.own.state == Consent.State.GIVEN
        return agrees and self.counts != Consent.State.GIVEN


@dataclass(frozen=True)
class Family:
    """The own link to a child, and the other people the school knows."""

    own: Guardianship
    others: list[Guardianship] = field(default_factory=list)


def children_for_page(user: User) -> QuerySet[Student]:
    """Load the own children with school, village and today's class (list `current`), by name."""
    children = children_of(user).select_related("school__district", "village")
    return children.prefetch_related(current_class()).order_by("name_pinyin", "pk")


def family_of(student: Student, user: User) -> Family:
    """Give the user's own link to the child, and the others' in the school's order."""
    links = list(Guardianship.objects.filter(student=student).select_related("guardian").order_by("position", "pk"))
    own = next(link for link in links if link.guardian.user_id == user.pk and not link.is_barred)
    return Family(own, [link for link in links if link.guardian.user_id != user.pk])


def decisions(student: Student, guardian) -> list[Decision]:
    """Give what stands for each purpose; three statements."""
    own = {consent.purpose: consent for consent in Consent.objects.filter(student=student, guardian=guardian)}
    counts = {purpose: consent_states([student], purpose).get(student.pk) for purpose in Consent.Purpose}
    return [Decision(purpose, own.get(purpose), counts[purpose]) for purpose in Consent.Purpose]
