"""Handing out slips: dormant accounts for guardians without one, and a one-time code for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pghistory
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Post, User
from accounts.services import create_dormant_accounts
from accounts.services.codes import make_code
from families import rules
from families.models import Slip
from families.selectors.slips import with_own_children
from registry.models import Guardian, Guardianship


@dataclass(frozen=True)
class Issued:
    """What a slip says. The code is known here and on paper, and nowhere else."""

    guardian: Guardian
    code: str
    expires_at: datetime

    @property
    def username(self) -> str:
        return self.guardian.user.username


@transaction.atomic
def issue(*, guardians: Iterable[int], by: User, now: datetime | None = None) -> list[Issued]:
    """Make a slip for each of these guardians (ids); an earlier open slip of theirs is replaced.

    Guardians come with `user` and, as `own`, the links to their children. Left out are those barred from all of
    their children, and staff whose account a slip must not reset. A constant number of statements.
    """
    now = now or timezone.now()
    with pghistory.context(user=by.pk):
        rows = _without_staff(_locked(guardians))
        _open_dormant_accounts(rows)
        Slip.objects.open().filter(guardian__in=rows).update(replaced_at=now)
        issued = [Issued(guardian, make_code(), now + timedelta(days=rules.SLIP_DAYS)) for guardian in rows]
        Slip.objects.bulk_create([_slip(each, by, now) for each in issued])
    return issued


def hash_of(code: str) -> bytes:
    """Give the keyed hash under which a code is kept; it has 50 bits and a key, so no slow hash is needed."""
    return salted_hmac("families.slip", rules.plain_code(code), algorithm="sha256").digest()


def _locked(guardians):
    links = Guardianship.objects.filter(guardian=OuterRef("pk"), is_barred=False)
    rows = Guardian.objects.select_for_update(of=("self",)).filter(Exists(links), pk__in=list(guardians))
    return list(with_own_children(rows.select_related("user", "school").order_by("pk")))


def _without_staff(rows):
    today = timezone.localdate()
    posts: dict[int, list] = {}
    held = Post.objects.not_ended(today).filter(user__in=[row.user_id for row in rows if row.user_id])
    for user_id, role, school_id in held.values_list("user", "role", "school"):
        posts.setdefault(user_id, []).append((role, school_id))
    return [row for row in rows if not rules.bars_reset(posts.get(row.user_id, ()), school_id=row.school_id)]


def _open_dormant_accounts(rows):
    newcomers = [row for row in rows if row.user_id is None]
    for guardian, user in zip(newcomers, create_dormant_accounts([row.name for row in newcomers]), strict=True):
        guardian.user = user
    Guardian.objects.bulk_update(newcomers, ["user"])


def _slip(issued, by, now):
    return Slip(
        school_id=issued.guardian.school_id,
        guardian=issued.guardian,
        code_hash=hash_of(issued.code),
        issued_at=now,
        issued_by=by,
        expires_at=issued.expires_at,
    )
