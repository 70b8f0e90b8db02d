"""Send messages to people's inboxes, and mark them as read."""

from collections.abc import Iterable

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


def send(
    *,
    recipients: User | Iterable[User],
    subject: str,
    body: str = "",
    url: str = "",
    dedupe: str,
    school: School | None = None,
) -> int:
    """Put a message into each inbox, once per person and matter, and give how many were new to it.

    It is part of the caller's transaction: no message without its cause, and no cause without its message.
    `subject` and `body` may be lazy translations (format_lazy for those with values); each person reads them
    in the own language. Raises ValueError for a link that leaves the portal.
    """
    if url and not is_local(url):
        raise ValueError(f"A notice links only inside the portal, not to {url!r}.")
    people = [recipients] if isinstance(recipients, User) else list(recipients)
    before = _reached(people, dedupe)
    rows = [_notice(p, subject=subject, body=body, url=url, dedupe=dedupe, school=school) for p in people]
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


def _notice(person: User, *, subject: str, body: str, **fields) -> Notice:
    with override(person.language or settings.LANGUAGE_CODE):
        words = {"subject": Truncator(str(subject)).chars(SUBJECT_LENGTH), "body": str(body)}
    return Notice(recipient=person, **words, **fields)


def _reached(people: list[User], dedupe: str) -> int:
    return Notice.objects.filter(recipient__in=people, dedupe=dedupe).count()
