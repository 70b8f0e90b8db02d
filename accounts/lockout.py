"""Five failures lock a user name for a quarter of an hour (L-14), whether or not anybody has that name.

django-allauth counts the failures; its window slides, so the lock itself is a key of our own that
lasts the whole time from the last failure on. Names are counted without the host they were typed at.
"""

import unicodedata

from allauth.core import ratelimit
from django.conf import settings
from django.core.cache import cache


def key(username: str) -> str:
    """Give the one spelling under which a user name is counted."""
    return unicodedata.normalize("NFKC", username).strip().lower()


def is_locked(username: str) -> bool:
    return cache.get(_lock(username)) is not None


def failed(request, username: str) -> None:
    """Lock the name when this was the last failure that is allowed."""
    if not ratelimit.consume(request, action="login_failed", key=key(username), dry_run=True):
        cache.set(_lock(username), True, timeout=settings.LOCKOUT_MINUTES * 60)


def count_failure(request, username: str) -> None:
    """Count a failure at another door than django-allauth's sign-in, which counts its own."""
    ratelimit.consume(request, action="login_failed", key=key(username))
    failed(request, username)


def unlock(username: str) -> None:
    """Forget the lock and the failures, as an administrator decides."""
    cache.delete(_lock(username))
    ratelimit.clear(None, action="login_failed", key=key(username))


def _lock(username):
    return f"accounts:locked:{key(username).encode().hex()}"
