"""Send messages to people's inboxes, and mark them as read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator
from django.utils.translation import override

from accounts.models import User
from notices.models import Notice
from schools.models import School

SUBJECT_LENGTH = Notice._meta.get_field("subject").max_length
AT_ONCE = 1000


@dataclass(frozen=True)
class Letter:
    """A message of its own for one person, where each person is told something else; lazy words as for `send`."""

    recipient: User
    subject: str
    dedupe: str
    body: str = ""
    url: str = ""
    school_id: int | None = None
    may_leave: bool = False


def send_each(letters: Iterable[Letter]) -> list[Letter]:
    """Put many different messages into inboxes by a constant number of statements; give those that were new.

    Like `send`: once per person and matter, as part of the caller's transaction.
    """
    fresh = not_yet_sent(letters)
    Notice.objects.bulk_create(map(as_read, fresh), ignore_conflicts=True, batch_size=AT_ONCE)
    return fresh


def as_read(letter: Letter) -> Notice:
    """Give the notice in its reader's language; it is not saved."""
    return _notice(**vars(letter))


def not_yet_sent(letters: Iterable[Letter]) -> list[Letter]:
    """Keep the letters whose matter is not in its recipient's inbox yet. Raises ValueError as `send` does."""
    by_matter: dict[tuple[int, str], Letter] = {}
    for letter in letters:
        _check_link(letter.url)
        by_matter.setdefault((letter.recipient.pk, letter.dedupe), letter)
    people, matters = {person for person, _ in by_matter}, {matter for _, matter in by_matter}
    told = Notice.objects.filter(recipient__in=people, dedupe__in=matters).order_by()
    known = set(told.values_list("recipient_id", "dedupe"))
    return [letter for key, letter in by_matter.items() if key not in known]


def send(
    *,
    recipients: User | Iterable[User],
    subject: str,
    body: str = "",
    url: str = "",
    dedupe: str,
    school: School | None = None,
    may_leave: bool = False,
) -> int:
    """Put a message into each inbox, once per person and matter, and give how many were new to it.

    It is part of the caller's transaction: no message without its cause, and no cause without its message.
    `subject` and `body` may be lazy translations (format_lazy for those with values); each person reads them
    in the own language. `may_leave` promises that they name no child: only then do they go out by e-mail or
    text message; without it, or without a school, channels say no more than that something is new.
    Raises ValueError for a link that leaves the portal.
    """
    _check_link(url)
    people = [recipients] if isinstance(recipients, User) else list(recipients)
    before = _reached(people, dedupe)
    fields = {"url": url, "dedupe": dedupe, "school": school, "may_leave": may_leave}
    rows = [_notice(p, subject=subject, body=body, **fields) for p in people]
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)
    return _reached(people, dedupe) - before


def mark_read(*, notice: Notice, now=None) -> None:
    """Mark a notice as read; the first time counts."""
    Notice.objects.filter(pk=notice.pk).unread().update(read_at=now or timezone.now())


def mark_all_read(*, user: User, now=None) -> int:
    """Mark the user's whole inbox as read and give how many were not."""
    return Notice.objects.visible_to(user).unread().update(read_at=now or timezone.now())


def is_local(url: str) -> bool:
    """Tell whether a link stays inside the portal."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def _check_link(url: str) -> None:
    if url and not is_local(url):
        raise ValueError(f"A notice links only inside the portal, not to {url!r}.")


def _notice(recipient: User, *, subject: str, body: str, **fields) -> Notice:
    with override(recipient.language or settings.LANGUAGE_CODE):
        words = {"subject": Truncator(str(subject)).chars(SUBJECT_LENGTH), "body": str(body)}
    return Notice(recipient=recipient, **words, **fields)


def _reached(people: list[User], dedupe: str) -> int:
    return Notice.objects.filter(recipient__in=people, dedupe=dedupe).count()
