"""Separation of duties, read from the table of roles (L-14; domain specification, section 20)."""

import pytest

from accounts import rules
from accounts.permissions import Permission
from accounts.roles import ROLES, Role, Scope

PLATFORM = [role for role in Role if ROLES[role].scope == Scope.PLATFORM]
ABOUT_PUPILS = {
    Permission.REGISTER_IMPORT,
    Permission.STUDENT_VIEW,
    Permission.STUDENT_DETAILS,
    Permission.STUDENT_EDIT,
    Permission.STUDENT_HISTORY,
    Permission.GUARDIAN_VIEW,
    Permission.ID_NUMBER_REVEAL,
    Permission.REGISTER_DOWNLOAD,
    Permission.CLASS_VIEW,
}


def test_every_role_stands_in_the_table():
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize("role", PLATFORM)
def test_no_platform_role_reaches_pupils(role):
    assert not ROLES[role].permissions & ABOUT_PUPILS


@pytest.mark.parametrize("role", Role)
def test_who_manages_accounts_reads_no_log(role):
    permissions = ROLES[role].permissions
    assert not (permissions & rules.MANAGES_ACCOUNTS and Permission.AUDIT_VIEW in permissions)


def test_the_auditor_only_reads_the_log():
    assert ROLES[Role.AUDITOR].permissions == {Permission.AUDIT_VIEW}


def test_platform_permissions_are_held_by_one_platform_role_each():
    for permission in (Permission.ACCOUNT_MANAGE, Permission.AUDIT_VIEW, Permission.SCHOOL_CREATE):
        holders = [role for role in Role if permission in ROLES[role].permissions]
        assert len(holders) == 1
        assert holders[0] in PLATFORM


@pytest.mark.parametrize(
    ("role", "held", "conflict"),
    [
        (Role.AUDITOR, [Role.SECURITY_ADMIN], True),
        (Role.SYSTEM_ADMIN, [Role.AUDITOR], True),
        (Role.SECURITY_ADMIN, [Role.SYSTEM_ADMIN], True),
        (Role.AUDITOR, [Role.SCHOOL_ADMIN], True),
        (Role.SCHOOL_ADMIN, [Role.AUDITOR], True),
        (Role.AUDITOR, [Role.TEACHER, Role.PARENT], False),
        (Role.SECURITY_ADMIN, [Role.TEACHER], False),
        (Role.CLASS_TEACHER, [Role.TEACHER, Role.SCHOOL_ADMIN], False),
        (Role.AUDITOR, [], False),
    ],
)
def test_roles_that_one_person_must_not_hold_together(role, held, conflict):
    assert rules.roles_conflict(role, held) is conflict
