"""Coming in with a slip: a new account, an account one has already, or a lost password."""

from dataclasses import dataclass
from datetime import datetime

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import access_log, lockout
from accounts.models import Post, User
from accounts.roles import Role
from accounts.services import choose_password as set_password
from accounts.services import enter_as_parent, leave_as_parent
from core.refusals import Refused
from families import rules
from families.models import Slip
from families.services.slips import hash_of
from registry.models import Guardian, Guardianship, Teacher


@dataclass(frozen=True)
class Entered:
    """Who has come in, and at how many other schools the children must be linked anew by that school's slip."""

    user: User
    cut_schools: int = 0


def find(*, username: str, code: str, now: datetime | None = None) -> Slip:
    """Give the open slip of this user name and code.

    Raises Refused("wrong") for a name or a code that does not fit; for the right code of a slip that no longer
    holds "used", "replaced" or "expired".
    """
    slip = _slips().filter(code_hash=hash_of(code)).first()
    if slip is None:
        raise Refused("wrong")
    _check_open(slip, now or timezone.now())
    if slip.guardian.user is None or slip.guardian.user.username != lockout.key(username):
        raise Refused("wrong")
    return slip


def entered(public_id: str, *, now: datetime | None = None) -> Slip:
    """Give a slip whose code was entered a moment ago. Raises Refused as find does."""
    slip = _slips().filter(public_id=public_id).first()
    if slip is None:
        raise Refused("replaced")
    _check_open(slip, now or timezone.now())
    return slip


def may_set_password(slip: Slip) -> bool:
    """Tell whether the slip may set the password of its account; it must not open what somebody does as staff."""
    held = Post.objects.not_ended(timezone.localdate()).filter(user=slip.guardian.user_id)
    return not rules.bars_reset(held.values_list("role", "school"), school_id=slip.school_id)


@transaction.atomic
def choose_password(*, slip: Slip, password: str, now: datetime | None = None) -> Entered:
    """Use the slip to set the password of its account, for the first time or after a lost one.

    Whoever prints slips at one school must not reach another school's child by it: links and posts at other
    schools end and wait for that school's slip. Raises Refused: "used", "replaced", "expired", "staff", "locked".
    """
    slip = _take(slip, now or timezone.now())
    user = slip.guardian.user
    if not user.is_active:
        raise Refused("locked")
    if not may_set_password(slip):
        raise Refused("staff")
    what = "account_opened" if user.is_dormant else "slip_reset"
    with pghistory.context(user=user.pk):
        cut = _cut_other_schools(user, slip)
        set_password(user=user, password=password)
        enter_as_parent(user=user, school=slip.school)
    lockout.unlock(user.username)
    access_log.record_account(by=user, what=what, user=user, school=slip.school)
    return Entered(user, cut)


@transaction.atomic
def link(*, slip: Slip, user: User, now: datetime | None = None) -> None:
    """Use the slip to make the guardian one with the account that somebody has signed in to.

    The account that waited for the slip goes when nobody has ever used it. Raises Refused: "used", "replaced",
    "expired".
    """
    slip = _take(slip, now or timezone.now(), user)
    guardian, former = slip.guardian, slip.guardian.user
    with pghistory.context(user=user.pk):
        guardian.user = user
        guardian.save(update_fields=["user"])
        enter_as_parent(user=user, school=slip.school)
        if former and former != user:
            _let_go(former, slip.school)
    access_log.record_account(by=user, what="slip_linked", user=user, school=slip.school)


def _slips():
    return Slip.objects.select_related("guardian__user", "school")


def _check_open(slip, now):
    if slip.used_at:
        raise Refused("used")
    if slip.replaced_at or not _reaches_a_child(slip):
        raise Refused("replaced")
    if slip.expires_at <= now:
        raise Refused("expired")


def _reaches_a_child(slip):
    return Guardianship.objects.filter(guardian=slip.guardian_id, is_barred=False).exists()


def _take(slip, now, *users):
    """Mark the slip as used; of two who come at the same time the second finds it used.

    Locks people, then guardians, then the slip: in one order, for an office may print meanwhile.
    """
    people = {slip.guardian.user_id, *[user.pk for user in users]}
    list(User.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    guardians = Guardian.objects.filter(Q(pk=slip.guardian_id) | Q(user__in=people))
    list(guardians.select_for_update().order_by("pk"))
    slip = _slips().select_for_update(of=("self",)).get(pk=slip.pk)
    _check_open(slip, now)
    if slip.guardian.user_id not in people - {None}:
        raise Refused("replaced")
    slip.used_at = now
    slip.save(update_fields=["used_at"])
    return slip


def _cut_other_schools(user, slip):
    elsewhere = Guardian.objects.filter(user=user).exclude(school=slip.school_id)
    schools = {guardian.school_id for guardian in elsewhere}
    posts = Post.objects.not_ended(timezone.localdate()).filter(user=user, role=Role.PARENT)
    schools |= set(posts.exclude(school=slip.school_id).values_list("school", flat=True))
    Slip.objects.open().filter(guardian__in=elsewhere).update(replaced_at=slip.used_at)
    elsewhere.update(user=None)
    leave_as_parent(user=user, schools=schools)
    return len(schools)


def _let_go(former, school):
    if former.guardians.filter(school=school).exists():
        return
    leave_as_parent(user=former, schools=[school.pk])
    has_other_use = former.posts.exists() or former.guardians.exists() or Teacher.objects.filter(user=former).exists()
    if former.is_dormant and former.last_login is None and not has_other_use:
        former.delete()
