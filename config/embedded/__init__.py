"""The private servers and keys of a demo or a test run; nothing starts before a function here is called.

A named server (DATABASE_URL, REDIS_URL) always wins. Otherwise the first caller starts the server for the
run's purpose (GONGYU_PURPOSE: "demo" or "test") under var/, later callers share it, and it
stops after its last user.
"""

import os

from .errors import EmbeddedError
from .keys import secret

__all__ = ["EmbeddedError", "database_url", "redis_url", "secret"]


def database_url() -> str:
    """Give the URL of the PostgreSQL server to use, starting the private one when none is named."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    from . import postgres, sharing  # only now: with a named server the wheel need not even be installed

    return sharing.url_of(postgres)


def redis_url() -> str:
    """Give the URL of the Redis or Valkey server to use, starting the private one when none is named."""
    if url := os.environ.get("REDIS_URL"):
        return url
    from . import sharing, valkey

    return sharing.url_of(valkey)
