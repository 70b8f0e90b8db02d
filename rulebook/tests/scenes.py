"""What documents ask about beside teachers: more people, named holders of roles, things that no register keeps."""

from datetime import date

from accounts.roles import Role
from accounts.tests.factories import create_post
from registry.models import Subject, TeacherGroup
from registry.tests.factories import create_assignment, create_class, create_teacher
from rulebook.models import CountedThing, RoleHolder
from rulebook.tests.factories import AUTUMN, Small, create_small
from schools.models import Campus
from schools.tests.factories import create_campus, create_village


def create_school_of(
    *, named=None, counted=None, taught=None, site=None, villages=(), prep=None, from_on=AUTUMN, **options
) -> Small:
    """Build the small school with more in it.

    `named`: people for roles, {role: [names]}; who is unknown is employed without any post. `counted`: things,
    {kind: [names]}. `taught`: teachers in no research group, {name: subject}. `site`: a village site, (its teacher,
    its director). `villages`: names. `prep`: preparation groups, {name: head}.
    """
    small = create_small(**options)
    for name in villages:
        create_village(school=small.school, name=name)
    for name, head in (prep or {}).items():
        group = TeacherGroup.objects.create(school=small.school, kind=TeacherGroup.Kind.PREP, name=name)
        create_post(
            role=Role.PREP_GROUP_HEAD, school=small.school, user=small.people[head], scope_id=group.pk, from_on=from_on
        )
    for name, subject in (taught or {}).items():
        employ(small, name, subject, from_on=from_on)
    if site:
        open_site(small, *site)
    for role, names in (named or {}).items():
        for name in names:
            name_for(small, role, name, from_on=from_on)
    for kind, things in (counted or {}).items():
        for name in things:
            CountedThing.objects.create(school=small.school, kind=kind, name=name, from_on=from_on)
    return small


def employ(small: Small, name: str, subject: str, *, school_class=None, from_on=AUTUMN, to_on: date | None = None):
    """Let a teacher come, and perhaps go, who teaches one subject in one class."""
    teacher = create_teacher(school=small.school, name=name)
    small.people[name] = teacher.user
    create_post(role=Role.TEACHER, school=small.school, user=teacher.user, from_on=from_on, to_on=to_on)
    taught, _ = Subject.objects.get_or_create(school=small.school, name=subject)
    assignment = create_assignment(
        teacher=teacher, school_class=school_class or small.classes[0], subject=taught, from_on=from_on
    )
    assignment.to_on = to_on
    assignment.save()
    return teacher


def open_site(small: Small, teacher: str, director: str) -> None:
    """Open a village site with one class, a teacher who teaches nowhere else, and its own academic director."""
    site = create_campus(school=small.school, kind=Campus.Kind.VILLAGE_SITE)
    its_class = create_class(school=small.school, stage=small.classes[0].stage, entry_year=2024, number=1, campus=site)
    employ(small, teacher, "语文", school_class=its_class)
    name_for(small, "village_school_academic_director", director, subject=f"site:{site.pk}")


def name_for(small: Small, role: str, name: str, *, subject="", from_on=AUTUMN, to_on: date | None = None):
    """Name a person for a role."""
    if name not in small.people:
        small.people[name] = create_teacher(school=small.school, name=name).user
    return RoleHolder.objects.create(
        school=small.school, role=role, user=small.people[name], subject=subject, from_on=from_on, to_on=to_on
    )
