"""The private PostgreSQL: reached through a socket that only its owner and we can open."""

import contextlib
import signal
import socket
import subprocess
from pathlib import Path
from urllib.parse import quote

from . import clusters, homes, processes
from .errors import EmbeddedError, last_words

NAME = "postgres"
SECONDS_TO_START = 60  # after a crash the server first repeats its journal


def url(directory: Path) -> str | None:
    """Give the URL of the server last started in `directory`, which may have ended since."""
    try:
        return (directory / "postgres.url").read_text() or None
    except OSError:
        return None


def is_up(directory: Path) -> bool:
    """Say whether a server listens on the socket."""
    home = _home(directory)
    if not home:
        return False
    try:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(5)
            link.connect(str(home / "data" / homes.SOCKET))
    except OSError:
        return False
    return True


def start(directory: Path) -> None:
    """Start the server and wait until it answers; a running one is kept."""
    if is_up(directory):
        return _wait_for_answer(directory, None)
    home = homes.choose(directory)
    try:
        _start_in(home, directory)
    except EmbeddedError:
        if directory.name != "test":
            raise
        clusters.remove(home)  # test data is worth nothing, and a cluster without fsync may not survive a power cut
        _start_in(home, directory)


def stop(directory: Path) -> None:
    """Stop the server, if it runs; open connections are cut and their transactions rolled back."""
    home = _home(directory)
    server = home and clusters.running(home)
    if server:
        processes.end(server, first=signal.SIGINT, patience=20)


def _start_in(home: Path, directory: Path) -> None:
    clusters.prepare(home, purpose=directory.name)
    clusters.forget_dead_server(home)
    (directory / "postgres.home").write_text(str(home))
    (directory / "postgres.url").write_text(_url(home, "gongyu"))
    processes_tried = 0
    while True:
        server = _launch(home, directory)
        if _wait_for_answer(directory, server):
            return
        processes_tried += 1
        words = last_words(directory / "postgres.log")
        # Killed with -9, a server's children may keep its memory for a moment.
        if "still in use" not in words or processes_tried > 20:
            raise EmbeddedError(f"The private PostgreSQL did not start: {words}.")
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(0.5)


def _launch(home: Path, directory: Path) -> subprocess.Popen:
    with open(directory / "postgres.log", "wb") as log:
        return subprocess.Popen(
            [homes.program("postgres", home), "-D", str(home / "data")],
            env=processes.plain_environment(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **homes.as_server_user(),
        )


def _wait_for_answer(directory: Path, server: subprocess.Popen | None) -> bool:
    """Wait for the first connection and make sure of our database; False when the server has ended."""
    done = processes.wait_until(
        lambda: (server and server.poll() is not None) or _answers(_home(directory)), seconds=SECONDS_TO_START
    )
    if not done:
        raise EmbeddedError(f"The private PostgreSQL does not answer: {last_words(directory / 'postgres.log')}.")
    return not server or server.poll() is None


def _url(home: Path, database: str) -> str:
    return f"postgres://gongyu@{quote(str(home / 'data'), safe='')}:5432/{database}"


def _answers(home: Path) -> bool:
    import psycopg2

    try:
        link = psycopg2.connect(_url(home, "postgres"))
    except psycopg2.OperationalError:
        return False
    link.autocommit = True
    with contextlib.closing(link), link.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'gongyu'")
        if not cursor.fetchone():
            cursor.execute("CREATE DATABASE gongyu")
    return True


def _home(directory: Path) -> Path | None:
    try:
        return Path((directory / "postgres.home").read_text())
    except OSError:
        return None
