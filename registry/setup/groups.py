"""Teacher groups: who belongs to one, and who heads it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts import services as accounts
from accounts.models import Post
from accounts.roles import Role
from registry.models import GroupMembership, Subject, Teacher, TeacherGroup
from schools.models import School

Kind = TeacherGroup.Kind
HEADS = {Kind.RESEARCH: Role.RESEARCH_GROUP_HEAD, Kind.PREP: Role.PREP_GROUP_HEAD}


def groups_for_listing(user, school: School):
    """Give the school's groups with the number of members today."""
    now = Count("memberships", filter=Q(memberships__to_on=None))
    groups = TeacherGroup.objects.visible_to(user).filter(school=school)
    return groups.select_related("subject", "grade").annotate(member_count=now)


def heads_of(groups: Iterable[TeacherGroup]) -> dict[int, str]:
    """Give the heads' names by group id, in one statement."""
    posts = _posts().filter(scope_id__in=[g.pk for g in groups]).select_related("user")
    return {post.scope_id: post.user.name for post in posts}


def head_of(group: TeacherGroup) -> Teacher | None:
    """Give the teacher who heads the group now."""
    post = _posts().filter(scope_id=group.pk).first()
    return Teacher.objects.filter(school=group.school_id, user=post.user_id).first() if post else None


@transaction.atomic
def save_group(*, group: TeacherGroup, teachers: Iterable[Teacher], head: Teacher | None, by) -> TeacherGroup:
    """Write a group with exactly these members from today on, and its head (who is a member too).

    Raises accounts' refusals, for example when people would make themselves head.
    """
    group.save()
    members = {teacher.pk for teacher in teachers} | ({head.pk} if head else set())
    _set_members(group, members)
    _set_head(group, head, by)
    return group


def _set_members(group: TeacherGroup, members: set[int]) -> None:
    today = timezone.localdate()
    current = GroupMembership.objects.filter(group=group, to_on=None)
    leaving = current.exclude(teacher__in=members)
    leaving.filter(from_on=today).delete()  # entered by mistake today: there is no day to remember
    leaving.update(to_on=today)
    known = set(current.values_list("teacher", flat=True))
    GroupMembership.objects.bulk_create(
        GroupMembership(school_id=group.school_id, group=group, teacher_id=pk, from_on=today)
        for pk in sorted(members - known)
    )


def _set_head(group: TeacherGroup, head: Teacher | None, by) -> None:
    role = HEADS.get(group.kind)
    posts = _posts().filter(scope_id=group.pk).select_related("user", "school")
    stays = False
    for post in posts:
        if head and post.role == role and post.user_id == head.user_id:
            stays = True
        else:
            accounts.end_post(post=post, by=by)
    if head and role and not stays:
        accounts.give_post(user=head.user, role=role, school=group.school, scope_id=group.pk, by=by)


def _posts():
    return Post.objects.held_on(timezone.localdate()).filter(role__in=HEADS.values())


def add_research_groups(*, school: School, name_of) -> int:
    """Add a research group for every subject that has none; `name_of` gives its name. Gives how many."""
    subjects = Subject.objects.filter(school=school).exclude(groups__kind=Kind.RESEARCH)
    taken = set(TeacherGroup.objects.filter(school=school).values_list("name", flat=True))
    new = [
        TeacherGroup(school=school, kind=Kind.RESEARCH, name=name_of(subject), subject=subject)
        for subject in subjects
        if name_of(subject) not in taken
    ]
    TeacherGroup.objects.bulk_create(new)
    return len(new)
