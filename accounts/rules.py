"""The rules of signing in and of posts; plain values, no database, no clock."""

from collections.abc import Iterable
from datetime import date, timedelta

from accounts.permissions import Permission
from accounts.roles import ROLES, Scope

# Classified protection, one published framework's choices (L-14).
KINDS_OF_CHARACTERS = 3
PASSWORDS_REMEMBERED = 3
PASSWORD_DAYS = 180
UNUSED_DAYS = 90

MANAGES_ACCOUNTS = {Permission.ACCOUNT_MANAGE, Permission.SCHOOL_ACCOUNTS}
CHOSEN_IN_REGISTRY = {Scope.DISTRICT, Scope.GRADE, Scope.CLASS, Scope.GROUP, Scope.SOCIETY, Scope.ALLIANCE}


def kinds_of_characters(password: str) -> int:
    """Count which of the four kinds occur: small letters, capitals, digits, anything else."""
    kinds = str.islower, str.isupper, str.isdigit, lambda c: not (c.islower() or c.isupper() or c.isdigit())
    return sum(any(kind(character) for character in password) for kind in kinds)


def contains_account_name(password: str, username: str) -> bool:
    """Tell whether the password holds the account name, in any case."""
    return bool(username) and username.casefold() in password.casefold()


def must_change_password(*, forced: bool, is_staff: bool, changed_on: date, today: date) -> bool:
    """Tell whether a new password is due: after a one-time code, and for staff after 180 days (L-14)."""
    return forced or (is_staff and today - changed_on > timedelta(days=PASSWORD_DAYS))


def roles_conflict(role: str, held: Iterable[str]) -> bool:
    """Tell whether one person must not hold this role beside those: separated administrators (L-14).

    Two platform roles are two people; who manages accounts, at the platform or in a school, reads no logs.
    """
    return any(_pair_conflicts(role, other) for other in held)


def _pair_conflicts(one: str, other: str) -> bool:
    if one != other and ROLES[one].scope == ROLES[other].scope == Scope.PLATFORM:
        return True
    rights = ROLES[one].permissions, ROLES[other].permissions
    audits = [Permission.AUDIT_VIEW in permissions for permissions in rights]
    manages = [bool(MANAGES_ACCOUNTS & permissions) for permissions in rights]
    return (audits[0] and manages[1]) or (audits[1] and manages[0])
