"""Societies as lists and pages need them: who leads, who can be chosen, which pupils may be shown."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from communities.models import Community, Membership, Society, SocietyPost
from families.models import Consent
from families.selectors import with_consent
from registry.models import Guardian, Guardianship, Student
from registry.selectors import present
from registry.selectors.pupils import current_class
from schools.models import School, Village

AGREED = (Membership.State.AGREED, Membership.State.CONFIRMED)


def societies_of(user: User, school: School) -> QuerySet[Society]:
    """Give the societies of the school that the user may see, also dissolved ones."""
    return Society.objects.visible_to(user).filter(school=school).select_related("village", "school")


def for_listing(societies: QuerySet[Society]) -> QuerySet[Society]:
    """Add `president` (name, or None) and `community_count`."""
    posts = SocietyPost.objects.filter(society=OuterRef("pk"), to_on=None)
    existing = ~Q(communities__state=Community.State.DISSOLVED)
    return societies.annotate(
        president=Subquery(posts.values("guardian__name")[:1]),
        community_count=Count("communities", filter=existing),
    )


def president_of(society: Society) -> SocietyPost | None:
    """Give today's presidency with its guardian."""
    return society.posts.held_on(timezone.localdate()).select_related("guardian__user").first()


def electable(society: Society, *, with_children: bool = False) -> QuerySet[Guardian]:
    """Give the members who can be chosen: parents with an account whose child lives in the village (G1.3.2.3).

    `with_children` loads `children_here`: the links to their children in the village.
    """
    links = Guardianship.objects.filter(student__in=pupils_of_village(society), is_barred=False)
    members = Guardian.objects.filter(
        school=society.school_id, user__isnull=False, user__is_active=True, pk__in=links.values("guardian")
    )
    if not with_children:
        return members
    children = Prefetch("guardianships", queryset=links.select_related("student"), to_attr="children_here")
    return members.defer("details").prefetch_related(children)


def villages_without_society(school: School) -> QuerySet[Village]:
    """Give the school's villages that have no society at this school."""
    taken = Society.objects.active().filter(school=school)
    return school.villages.exclude(pk__in=taken.values("village"))


def pupils_of_village(society: Society) -> QuerySet[Student]:
    """Give the school's present pupils who live in the village; not to be shown as they are."""
    return present(Student.objects.filter(school=society.school_id, village=society.village_id))


def shown_pupils(society: Society) -> QuerySet[Student]:
    """Give the pupils of the village whose family agreed to be shown: the only ones a president sees (L-01)."""
    return with_consent(pupils_of_village(society), Consent.Purpose.COMMUNITY)


def with_class_and_community(pupils: QuerySet[Student]) -> QuerySet[Student]:
    """Load `current` (today's enrolment) and `joined` (memberships that the family has agreed to)."""
    joined = Membership.objects.filter(state__in=AGREED).select_related("community")
    return pupils.defer("details", "id_number_sealed", "national_number_sealed").prefetch_related(
        current_class(), Prefetch("memberships", queryset=joined, to_attr="joined")
    )


def sees_pupils(user: User, society: Society) -> bool:
    """Tell whether the user sees names of the village's pupils: as its president, or over the whole school."""
    return (
        society.school_id in user.schools_with(Permission.COMMUNITY_VIEW)
        or Society.objects.led_by(user).filter(pk=society.pk).exists()
    )


@dataclass(frozen=True)
class VillageFigures:
    """How many pupils a society's village has at the school: numbers only, open to whoever sees the society."""

    pupils: int
    shown: int
    in_communities: int

    @property
    def not_shown(self) -> int:
        return self.pupils - self.shown

    @property
    def percent(self) -> int:
        return round(100 * self.in_communities / self.pupils) if self.pupils else 0


def figures_of(society: Society) -> VillageFigures:
    """Count the pupils of the village, those who may be shown, and the members of approved communities."""
    pupils = pupils_of_village(society)
    members = Membership.objects.filter(state=Membership.State.CONFIRMED)
    return VillageFigures(
        pupils=pupils.count(),
        shown=shown_pupils(society).count(),
        in_communities=pupils.filter(pk__in=members.values("student")).count(),
    )
