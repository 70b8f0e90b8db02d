"""The keeper of one private server: starts it, watches, and stops it when nobody uses it any more.

A process of its own because any user may be killed at any moment, the last one too.
"""

import contextlib
import importlib
import os
import signal
import sys
import threading
import time
from pathlib import Path

from . import sharing
from .errors import EmbeddedError

LOOK_EVERY = 0.5  # seconds


def main(name: str, directory: Path) -> None:
    """Keep the server `name` ("postgres" or "valkey") of `directory` while it has users."""
    server = importlib.import_module(f".{name}", __package__)
    lock = sharing.open_lock(directory, name, "keeper")
    if not _take(lock):
        return _report(f"Another process keeps the private server “{name}” and does not let go.")
    asked_to_stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: asked_to_stop.set())
    try:
        server.start(directory)
    except (EmbeddedError, OSError) as error:
        server.stop(directory)
        return _report(_sentence(error))
    _report("ready")
    _watch(server, directory, asked_to_stop)
    server.stop(directory)


def _take(lock: int) -> bool:
    """Take the keeper's lock and write our number into it; an earlier keeper may need a moment to end."""
    for _attempt in range(600):
        if sharing.try_lock(lock):
            os.ftruncate(lock, 0)
            os.pwrite(lock, str(os.getpid()).encode(), 0)
            return True
        time.sleep(0.05)
    return False


def _watch(server, directory: Path, asked_to_stop: threading.Event) -> None:
    """Return when the server should stop or has ended by itself.

    Without a user the lock "users" is ours from then on, so that a new user waits until we are done.
    """
    users = sharing.open_lock(directory, server.NAME, "users")
    while server.is_up(directory) and not sharing.try_lock(users):
        if asked_to_stop.wait(LOOK_EVERY):
            return


def _report(words: str) -> None:
    with contextlib.suppress(BrokenPipeError):  # who started us may be gone
        os.write(sys.stdout.fileno(), f"{words}\n".encode())
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader sees the end of the pipe


def _sentence(error: Exception) -> str:
    text = str(error) if isinstance(error, EmbeddedError) else f"A private server cannot start: {error}."
    return " ".join(text.split())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
