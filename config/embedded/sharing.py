"""Share one private server among processes, and stop it after the last of them.

Three lock files per server, all by flock, which the kernel releases however a process ends:
- start: held while somebody looks whether the server runs and starts its keeper;
- users: every user holds it shared; whoever gets it exclusively knows that nobody uses the server;
- keeper: held by the keeper, a small process that starts the server and stops it when it has no user.
"""

import atexit
import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from . import places, processes
from .errors import EmbeddedError, writing_in

_in_use: dict[tuple[str, Path], tuple[str, int]] = {}  # (server, directory) → URL and our hold on the users lock
_guard = threading.Lock()


def url_of(server) -> str:
    """Give the URL of `server` (the module postgres or valkey), which runs until this process ends."""
    directory = places.var_dir()
    key = (server.NAME, directory)
    with _guard:
        if key not in _in_use:
            with writing_in(directory):
                _in_use[key] = _join(server, directory)
            atexit.register(leave, server, directory)
        return _in_use[key][0]


def leave(server, directory) -> None:
    """Stop using the server; the last user also waits for its end, so that no command leaves a process."""
    _, hold = _in_use.pop((server.NAME, directory), ("", None))
    if hold is None:
        return
    os.close(hold)  # never LOCK_UN: a forked child shares the hold
    users = open_lock(directory, server.NAME, "users")
    try:
        if try_lock(users):
            _stop_keeper(server, directory)
    finally:
        os.close(users)


def open_lock(directory: Path, name: str, what: str) -> int:
    """Open the lock file; the number is not inherited by programs that we start."""
    return os.open(directory / "locks" / f"{name}.{what}", os.O_RDWR | os.O_CREAT, 0o600)


def try_lock(descriptor: int) -> bool:
    """Take the lock exclusively if that needs no waiting."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def keeper_pid(directory: Path, name: str) -> int | None:
    """Give the keeper's process id while one lives (it holds its lock)."""
    descriptor = open_lock(directory, name, "keeper")
    try:
        if try_lock(descriptor):
            return None
        return int(os.read(descriptor, 20) or 0) or None
    finally:
        os.close(descriptor)


def _join(server, directory) -> tuple[str, int]:
    start = open_lock(directory, server.NAME, "start")
    users = open_lock(directory, server.NAME, "users")
    try:
        fcntl.flock(start, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a keeper that found no user stops its server
        url = server.url(directory)
        if not (url and keeper_pid(directory, server.NAME) and server.is_up(directory)):
            _start_keeper(server, directory)
            url = server.url(directory)
    except BaseException:
        os.close(users)
        raise
    finally:
        os.close(start)
    return url, users


def _start_keeper(server, directory) -> None:
    """Start the keeper and wait until it reports one line: "ready", or why not."""
    # "embedded", not "config.embedded": the keeper needs neither Celery nor Django, and starts faster so.
    command = [sys.executable, "-m", "embedded.keeper", server.NAME, str(directory)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(places.PROJECT / "config"),
        "GONGYU_PURPOSE": directory.name,
    }
    with open(directory / f"{server.NAME}-keeper.log", "wb") as log:
        keeper = subprocess.Popen(
            command,
            env=environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,  # Ctrl-C at the terminal is for the users; the keeper outlives them
        )
    with keeper.stdout:
        words = keeper.stdout.readline().decode().strip()
    keeper.returncode = 0  # it is not ours to wait for; this silences the warning about a running child
    if words != "ready":
        raise EmbeddedError(words or f"The private server “{server.NAME}” did not start; see {log.name}.")


def _stop_keeper(server, directory) -> None:
    pid = keeper_pid(directory, server.NAME)
    keeper = processes.running(pid, lambda process: "embedded.keeper" in process.cmdline())
    if keeper:
        processes.end(keeper, first=signal.SIGTERM, patience=30)
