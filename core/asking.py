"""How often somebody may ask: for addresses that open without signing in. django-allauth limits forms only."""

import hashlib

from django.core.cache import cache


def may_ask(who: str, *, times: int, seconds: int) -> bool:
    """Count one more question of `who` and tell whether it is among the first so many within so many seconds."""
    key = f"core:asked:{hashlib.sha256(who.encode()).hexdigest()}"
    if cache.add(key, 1, timeout=seconds):
        return True
    try:
        return cache.incr(key) <= times
    except ValueError:  # the time ran out between the two
        return True
