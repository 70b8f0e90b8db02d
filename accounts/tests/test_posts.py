"""Giving and ending posts, with the scopes that the registry makes known."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts import services
from accounts.models import AccessRecord, Post
from accounts.roles import ROLES, Role, Scope
from accounts.tests.factories import create_post, create_user, user_with
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return create_school()


@pytest.fixture
def admin(school):
    return user_with(Role.SCHOOL_ADMIN, school=school)


def test_a_post_begins_today_and_is_in_the_log(school, admin):
    user = user_with(Role.TEACHER, school=school)
    post = services.give_post(user=user, role=Role.PRINCIPAL, school=school, by=admin)
    assert (post.from_on, post.to_on, post.scope_id) == (timezone.localdate(), None, None)
    record = AccessRecord.objects.get(what="post_given")
    assert (record.user, record.school, record.record_id, record.purpose) == (
        admin, school, user.public_id, "principal",
    )  # fmt: skip


def test_a_role_over_the_school_takes_no_class_and_a_class_teacher_needs_one(school, admin):
    for role, scope_id in [(Role.PRINCIPAL, 1), (Role.CLASS_TEACHER, None)]:
        with pytest.raises(services.ScopeUnknown):
            services.give_post(user=create_user(), role=role, school=school, scope_id=scope_id, by=admin)


def test_the_same_post_is_not_given_twice(school, admin):
    user = user_with(Role.TEACHER, school=school)
    with pytest.raises(services.PostAlreadyHeld):
        services.give_post(user=user, role=Role.TEACHER, school=school, by=admin)


def test_separated_administrators_are_different_people(school, admin):
    security = user_with(Role.SECURITY_ADMIN)
    auditor = user_with(Role.AUDITOR)
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        with pytest.raises(services.RolesConflict):
            services.give_post(user=auditor, role=role, by=security)
    with pytest.raises(services.RolesConflict):
        services.give_post(user=auditor, role=Role.SCHOOL_ADMIN, school=school, by=security)


def test_the_database_too_keeps_platform_posts_apart():
    with pytest.raises(IntegrityError, match="one_platform_post_per_person"):
        create_post(role=Role.AUDITOR, user=user_with(Role.SECURITY_ADMIN))


def test_the_security_administrator_leaves_classes_to_the_school(school):
    roles = services.givable_roles(user_with(Role.SECURITY_ADMIN), school)
    assert {ROLES[role].scope for role in roles} == {Scope.SCHOOL, Scope.OWN}


def test_a_school_administrator_gives_no_platform_role(school, admin):
    assert services.givable_roles(admin) == []
    assert {ROLES[role].scope for role in services.givable_roles(admin, school)} & {Scope.PLATFORM} == set()


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDITOR, Role.PRINCIPAL, Role.TEACHER])
def test_others_give_no_posts(role, school):
    by = user_with(role, school=None if ROLES[role].scope == Scope.PLATFORM else school)
    with pytest.raises(services.PostNotGivable):
        services.give_post(user=create_user(), role=Role.TEACHER, school=school, by=by)


def test_an_ended_post_allows_nothing_from_that_day_on(school, admin):
    user = user_with(Role.PRINCIPAL, school=school)
    services.end_post(post=Post.objects.get(user=user), by=admin)
    assert not Post.objects.held_on(timezone.localdate()).filter(user=user).exists()
    assert Post.objects.held_on(timezone.localdate() - timedelta(days=1)).filter(user=user).exists()


def test_a_post_that_has_not_begun_is_never_held(school, admin):
    begins = timezone.localdate() + timedelta(days=7)
    post = create_post(role=Role.TEACHER, school=school, from_on=begins)
    services.end_post(post=post, by=admin)
    assert not Post.objects.held_on(begins).filter(pk=post.pk).exists()
