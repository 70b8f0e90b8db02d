"""Whom a president may propose for a community."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from communities.models import Community, Membership
from communities.selectors.societies import shown_pupils, with_class_and_community
from registry.models import Guardian, Guardianship, Student, Teacher, TeachingAssignment
from schools.models import School


def with_community(students: Iterable[Student]) -> QuerySet[Membership]:
    """Give the memberships to which these pupils' families have agreed."""
    return Membership.objects.agreed().filter(student__in=students).select_related("student", "community")


def pupils_to_propose(community: Community) -> QuerySet[Student]:
    """Give the village's pupils who may be shown, are in no community and not proposed for this one."""
    here = Membership.objects.live().filter(community=community)
    taken = Membership.objects.agreed()
    free = shown_pupils(community.society).filter(
        ~Exists(here.filter(student=OuterRef("pk"))), ~Exists(taken.filter(student=OuterRef("pk")))
    )
    return with_class_and_community(free)


def parents_in_reach(community: Community) -> QuerySet[Guardian]:
    """Give the parents with an account who have a child in the community or proposed for it."""
    pupils = Membership.objects.live().pupils().filter(community=community)
    links = Guardianship.objects.filter(student__in=pupils.values("student"), is_barred=False)
    return Guardian.objects.filter(
        school=community.school_id, user__isnull=False, user__is_active=True, pk__in=links.values("guardian")
    )


def parents_to_propose(community: Community) -> QuerySet[Guardian]:
    """Give the parents in reach who are not proposed yet, each with `children_here`."""
    here = Membership.objects.live().filter(community=community)
    return with_children_here(parents_in_reach(community).exclude(pk__in=here.parents().values("guardian")), community)


def with_children_here(guardians: QuerySet[Guardian], community: Community) -> QuerySet[Guardian]:
    """Load `children_here`: the links to the children in the community or proposed for it."""
    pupils = Membership.objects.live().pupils().filter(community=community).values("student")
    links = Guardianship.objects.filter(student__in=pupils, is_barred=False).select_related("student")
    return guardians.defer("details").prefetch_related(
        Prefetch("guardianships", queryset=links, to_attr="children_here")
    )


def advisers_to_propose(school: School, *, for_community: Community | None = None) -> QuerySet[Teacher]:
    """Give the teachers who can sign in and answer, but for those already asked for the community."""
    today = timezone.localdate()
    posts = Post.objects.held_on(today).filter(role=Role.TEACHER, school=school)
    users = User.objects.able_to_sign_in().filter(pk__in=posts.values("user"))
    teachers = Teacher.objects.filter(school=school, user__in=users).employed_on(today)
    if for_community:
        asked = Membership.objects.live().advisers().filter(community=for_community)
        teachers = teachers.exclude(pk__in=asked.values("teacher"))
    return with_subjects(teachers)


def with_subjects(teachers: QuerySet[Teacher]) -> QuerySet[Teacher]:
    """Load `lessons`: what each teaches today, with the subject only."""
    lessons = TeachingAssignment.objects.held_on(timezone.localdate()).select_related("subject")
    return teachers.prefetch_related(Prefetch("assignments", queryset=lessons, to_attr="lessons"))
