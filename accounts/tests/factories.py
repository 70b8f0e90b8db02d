"""Rows for tests: people who sign in and the posts they hold."""

from datetime import date
from itertools import count

from accounts.models import Post, User
from accounts.roles import ROLES, WITHOUT_SCHOOL, Role
from schools.tests.factories import create_school

_numbers = count(1)
PASSWORD = "Lantern-Bridge-7"


def create_user(*, password=PASSWORD, **fields) -> User:
    number = next(_numbers)
    defaults = {"username": f"user{number}", "name": f"Person {number}", "must_change_password": False}
    return User.objects.create_user(password=password, **{**defaults, **fields})


def create_post(*, role=Role.TEACHER, user=None, school=None, from_on=date(2020, 9, 1), **fields) -> Post:
    if ROLES[role].scope not in WITHOUT_SCHOOL:
        school = school or create_school()
    return Post.objects.create(role=role, user=user or create_user(), school=school, from_on=from_on, **fields)


def user_with(role, *, school=None, **fields) -> User:
    """Give a user who holds this role, in this school (or a new one)."""
    return create_post(role=role, school=school, **fields).user
