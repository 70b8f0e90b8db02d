"""The access log: who looked at, downloaded or changed what, kept and never edited (L-02, L-03, L-14).

Every page that shows children's data calls one of these functions; the database refuses to change or
delete a row afterwards.
"""

from allauth.core import context
from allauth.core.internal.httpkit import get_client_ip

from accounts.models import AccessRecord

Action = AccessRecord.Action


def record_view(request, what: str, record_id, count: int = 1, school=None) -> None:
    """Note that the user opened one record; `what` names its kind ("student"), `record_id` its public id.

    `school` is named where it need not be the one that the user works in: a family's pages know no such one.
    """
    _record(request, Action.VIEW, what=what, record_id=record_id, count=count, school=school or request.school)


def record_list(request, what: str, count: int) -> None:
    """Note that the user was shown a list of so many records."""
    _record(request, Action.LIST, what=what, count=count)


def record_download(request, what: str, count: int, purpose: str) -> None:
    """Note that so many records left the portal, and what for."""
    _record(request, Action.DOWNLOAD, what=what, count=count, purpose=purpose)


def record_reveal(request, what: str, record_id) -> None:
    """Note that the user read a full ID number (L-04)."""
    _record(request, Action.REVEAL, what=what, record_id=record_id)


def record_account(*, by, what: str, user, school=None, note: str = "") -> None:
    """Note that an account or a post was changed; `by` is None for a command on the server."""
    AccessRecord.objects.create(
        user=by,
        username=by.username if by else "",
        school=school,
        action=Action.ACCOUNT,
        what=what,
        record_id=user.public_id,
        purpose=note,
        address=address_of(context.request),
    )


def record_sign(request, action: str, *, user=None, username: str = "", what: str = "") -> None:
    """Note a sign-in, a failed one or a sign-out; an unknown user name is kept as it was typed."""
    AccessRecord.objects.create(
        user=user,
        username=user.username if user else username[:40],
        action=action,
        what=what,
        address=address_of(request),
    )


def address_of(request) -> str | None:
    """Give the caller's IP address, read past as many proxies as the settings trust."""
    return get_client_ip(request) if request else None


def _record(request, action, **fields) -> None:
    AccessRecord.objects.create(
        user=request.user,
        username=request.user.username,
        action=action,
        address=address_of(request),
        **{"school": request.school, **fields},
    )
