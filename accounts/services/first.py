"""The first administrators of an empty portal: one at a time, however many ask at once, never a default password."""

from django.db import connection, transaction

from accounts.models import User
from accounts.roles import Role
from accounts.services.codes import choose_password
from accounts.services.errors import AdministratorExists
from accounts.services.opening import open_account

FOUNDING_LOCK = 0x60_6E_67_00


@transaction.atomic
def found_portal(
    *, name: str, username: str, password: str, security_name: str = "", auditor_name: str = ""
) -> tuple[User, list[tuple[User, str]]]:
    """Make the system administrator and, where named, the security administrator and the auditor.

    Gives the first and (user, one-time code) of the others. Raises AdministratorExists once anybody
    has an account: of two who found at the same moment, one is refused.
    """
    _wait_for_others()
    if User.objects.exists():
        raise AdministratorExists
    first, _ = open_account(name=name, username=username, role=Role.SYSTEM_ADMIN, by=None)
    choose_password(user=first, password=password)
    others = {Role.SECURITY_ADMIN: security_name, Role.AUDITOR: auditor_name}
    return first, [open_account(name=n, role=role, by=None) for role, n in others.items() if n.strip()]


@transaction.atomic
def create_first_admin(
    *, name: str, username: str, role: str = Role.SYSTEM_ADMIN, password: str | None = None
) -> tuple[User, str | None]:
    """Make the first holder of a platform role from the server; gives a one-time code when no password is given.

    Raises AdministratorExists while somebody who can sign in holds the role, and UsernameTaken.
    """
    _wait_for_others()
    if User.objects.holding(role).filter(is_active=True).exists():
        raise AdministratorExists
    user, code = open_account(name=name, username=username, role=role, by=None)
    if password is None:
        return user, code
    choose_password(user=user, password=password)
    return user, None


def _wait_for_others():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOUNDING_LOCK])
