"""Giving posts and ending them. Nobody changes the own posts."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import access_log, rules, scopes
from accounts.models import Post, User
from accounts.permissions import Permission
from accounts.roles import GIVEN_BY_OTHER_PAGES, ROLES, WITHOUT_SCHOOL, Role, Scope
from accounts.services.errors import (
    OwnAccount,
    PostAlreadyHeld,
    PostNotGivable,
    RolesConflict,
    ScopeUnknown,
)


def givable_roles(by: User, school=None) -> list[Role]:
    """Give the roles that a person may give: in this school or, without one, on the platform.

    The security administrator gives platform roles and roles over a whole school; who heads which class
    or group is the school's own business.
    """
    if school is None:
        return _roles_over(*WITHOUT_SCHOOL) if by.has_permission(Permission.ACCOUNT_MANAGE) else []
    if school.pk in by.schools_with(Permission.SCHOOL_ACCOUNTS):
        in_school = [role for role in Role if ROLES[role].scope not in WITHOUT_SCHOOL]
        return [role for role in in_school if role not in GIVEN_BY_OTHER_PAGES]
    return _roles_over(Scope.SCHOOL, Scope.OWN) if by.has_permission(Permission.ACCOUNT_MANAGE) else []


@transaction.atomic
def give_post(
    *,
    user: User,
    role: str,
    by: User | None,
    school=None,
    scope_id: int | None = None,
    from_on: date | None = None,
) -> Post:
    """Give a person a role over its scope, from today or a later day; `by` is None for a command.

    Raises OwnAccount, PostNotGivable, ScopeUnknown, RolesConflict or PostAlreadyHeld.
    """
    if by is not None:
        _check_giver(user, role, school, by)
    _check_scope(role, school, scope_id, by)
    today = timezone.localdate()
    User.objects.select_for_update().get(pk=user.pk)  # two givers at once must see each other's post
    held = Post.objects.not_ended(today).filter(user=user)
    if held.filter(role=role, school=school, scope_id=scope_id).exists():
        raise PostAlreadyHeld
    if rules.roles_conflict(role, held.values_list("role", flat=True)):
        raise RolesConflict
    post = Post.objects.create(user=user, role=role, school=school, scope_id=scope_id, from_on=from_on or today)
    access_log.record_account(by=by, what="post_given", user=user, school=school, note=role)
    return post


@transaction.atomic
def end_post(*, post: Post, by: User) -> Post:
    """End a post today (it is over at once); one that has not begun is never held. Raises as give_post does."""
    _check_giver(post.user, post.role, post.school, by)
    post.to_on = max(timezone.localdate(), post.from_on)
    post.save(update_fields=["to_on"])
    access_log.record_account(by=by, what="post_ended", user=post.user, school=post.school, note=post.role)
    return post


@transaction.atomic
def enter_as_parent(*, user: User, school) -> None:
    """Give the post of a parent, which the guardian's slip of this school has earned; nothing when it is held."""
    today = timezone.localdate()
    User.objects.select_for_update().get(pk=user.pk)
    if Post.objects.held_on(today).filter(user=user, role=Role.PARENT, school=school).exists():
        return
    Post.objects.create(user=user, role=Role.PARENT, school=school, from_on=today)
    access_log.record_account(by=user, what="post_given", user=user, school=school, note=Role.PARENT)


@transaction.atomic
def leave_as_parent(*, user: User, schools: Iterable[int]) -> None:
    """End the person's posts of a parent at these schools (ids) today."""
    today = timezone.localdate()
    posts = Post.objects.not_ended(today).filter(user=user, role=Role.PARENT, school__in=schools)
    for post in posts.select_related("school"):
        post.to_on = max(today, post.from_on)
        post.save(update_fields=["to_on"])
        access_log.record_account(by=user, what="post_ended", user=user, school=post.school, note=Role.PARENT)


def _check_giver(user, role, school, by):
    if user.pk == by.pk:
        raise OwnAccount
    if role not in givable_roles(by, school):
        raise PostNotGivable


def _check_scope(role, school, scope_id, by):
    scope = ROLES[role].scope
    if (school is None) != (scope in WITHOUT_SCHOOL):
        raise ScopeUnknown
    if scope not in rules.CHOSEN_IN_REGISTRY:
        if scope_id is not None:
            raise ScopeUnknown
    elif scope_id not in dict(scopes.choices(scope, user=by, school=school)):
        raise ScopeUnknown


def _roles_over(*wanted):
    return [role for role in Role if ROLES[role].scope in wanted]
