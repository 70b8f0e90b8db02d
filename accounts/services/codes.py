"""Passwords, one-time codes and locks."""

import secrets

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from accounts import access_log, lockout, rules
from accounts.models import UsedPassword, User
from accounts.services.errors import AccountNotManaged, OwnAccount

# Told over the telephone and typed from a slip: nothing that looks like something else.
LETTERS, CAPITALS, DIGITS = "abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"
CODE_GROUPS = 3


def make_code() -> str:
    """Give a code such as Kfh4-Wpt9-Ymc2: three of the four kinds, 50 bits, easy to read out."""
    choose = secrets.choice
    groups = [choose(CAPITALS) + choose(LETTERS) + choose(LETTERS) + choose(DIGITS) for _ in range(CODE_GROUPS)]
    return "-".join(groups)


@transaction.atomic
def choose_password(*, user: User, password: str) -> None:
    """Set the password a person has chosen; the old one is remembered, so that it does not come back."""
    if user.has_usable_password():
        UsedPassword.objects.create(user=user, hash=user.password)
    kept = UsedPassword.objects.filter(user=user).values("pk")[: rules.PASSWORDS_REMEMBERED]
    UsedPassword.objects.filter(user=user).exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    _set_password(user, password, must_change=False)


@transaction.atomic
def issue_code(*, user: User, by: User | None) -> str:
    """Replace the password with a one-time code, to be changed at the first sign-in; also ends a lock.

    Gives the code, which is stored nowhere: it can be shown once. Sessions of the person end.
    """
    check_managed(user=user, by=by)
    code = make_code()
    if user.has_usable_password() and not user.must_change_password:
        UsedPassword.objects.create(user=user, hash=user.password)
    _set_password(user, code, must_change=True)
    lockout.unlock(user.username)
    access_log.record_account(by=by, what="code_issued", user=user)
    return code


@transaction.atomic
def lock(*, user: User, by: User) -> None:
    """Keep a person from signing in, from now on and until unlocked; sessions end at once."""
    _set_active(user, by, is_active=False, what="account_locked")


@transaction.atomic
def unlock(*, user: User, by: User) -> None:
    """Let a person sign in again, and forget failed attempts."""
    _set_active(user, by, is_active=True, what="account_unlocked")
    lockout.unlock(user.username)


@transaction.atomic
def remove_second_factor(*, user: User, by: User) -> None:
    """Take away a lost authenticator and its recovery codes; the password alone opens the account then."""
    check_managed(user=user, by=by)
    Authenticator.objects.filter(user=user).delete()
    access_log.record_account(by=by, what="second_factor_removed", user=user)


def check_managed(*, user: User, by: User | None) -> None:
    """Refuse one's own account and those one does not manage; a command on the server (None) may."""
    if by is None:
        return
    if user.pk == by.pk:
        raise OwnAccount
    if not User.objects.managed_by(by).filter(pk=user.pk).exists():
        raise AccountNotManaged


def _set_password(user, password, *, must_change):
    user.set_password(password)
    user.must_change_password, user.password_changed_at = must_change, timezone.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])


def _set_active(user, by, *, is_active, what):
    check_managed(user=user, by=by)
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    access_log.record_account(by=by, what=what, user=user)
