"""Look whether the named servers (DATABASE_URL, REDIS_URL) can serve us: python -m config.embedded.named

With --start it also looks whether the private ones start that take the place of a server not named.
"""

import os
import sys

from . import database_url, redis_url
from .errors import EmbeddedError

OLDEST_POSTGRES = 15
SCHEMES = ("postgres://", "postgresql://", "pgsql://")


def database_problem(url: str) -> str | None:
    """Say in one sentence why the portal cannot use this PostgreSQL server; None when it can."""
    import psycopg2

    if not url.startswith(SCHEMES):
        return "DATABASE_URL must begin with postgres:// – the portal runs on PostgreSQL only."
    try:
        link = psycopg2.connect(f"postgres://{url.split('://', 1)[1]}", connect_timeout=10)
    except (psycopg2.Error, UnicodeDecodeError) as error:
        return f"The database of DATABASE_URL cannot be reached: {_first_line(error)}."
    try:
        return _version_problem(link.server_version, link.encoding)
    finally:
        link.close()


def redis_problem(url: str) -> str | None:
    """Say in one sentence why the portal cannot use this Redis or Valkey server; None when it can."""
    import redis

    try:
        redis.from_url(url, socket_connect_timeout=10, socket_timeout=10).ping()
    except (redis.RedisError, ValueError, OSError) as error:
        return f"The server of REDIS_URL cannot be reached: {_first_line(error)}."
    return None


def _version_problem(version: int, encoding: str) -> str | None:
    if version < OLDEST_POSTGRES * 10000:
        return f"DATABASE_URL names PostgreSQL {version // 10000}; the portal needs {OLDEST_POSTGRES} or newer."
    if encoding not in ("UTF8", "UNICODE"):
        return f"The database of DATABASE_URL is in {encoding}; the portal needs UTF8."
    return None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].strip().rstrip(".")


def private_problem() -> str | None:
    """Say in one sentence why a private server does not start; None when none is needed or all do."""
    try:
        database_url(), redis_url()
    except EmbeddedError as error:
        return str(error)
    return None


def main(*, start: bool) -> int:
    """Print each problem; 2 when there is one."""
    url = os.environ.get
    problems = [
        url("DATABASE_URL") and database_problem(url("DATABASE_URL")),
        url("REDIS_URL") and redis_problem(url("REDIS_URL")),
        start and private_problem(),
    ]
    for problem in filter(None, problems):
        sys.stderr.write(f"{problem}\n")
    return 2 if any(problems) else 0


if __name__ == "__main__":
    sys.exit(main(start="--start" in sys.argv))
