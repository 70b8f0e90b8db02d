"""Make, describe and clear a data directory of PostgreSQL."""

import locale
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import psutil

from . import homes, processes
from .errors import EmbeddedError, reason_in

SETTINGS = {
    "listen_addresses": "''",  # no network at all, only the socket inside the data directory
    "max_connections": "200",
    "timezone": "'UTC'",
    "lc_messages": "'C'",
    "shared_buffers": "'128MB'",
    "max_wal_size": "'1GB'",
}
FASTER = {  # for tests only: a power cut may destroy the data, and nobody would miss it
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "'30min'",
    "autovacuum_naptime": "'5min'",
}


def prepare(home: Path, *, purpose: str) -> None:
    """Make the data directory when there is none, and write its settings."""
    data = home / "data"
    if not (data / "PG_VERSION").exists():
        remove(home)  # what an interrupted first run left
        _make(home)
    settings = {
        **SETTINGS,
        "unix_socket_directories": _in_list(data),
        **(FASTER if purpose == "test" else {}),
    }
    _write(data / "postgresql.conf", [f"{name} = {value}" for name, value in settings.items()])
    # The system tells the server who knocks; it lets in only the user who started it, and needs no password.
    _write(data / "pg_hba.conf", ["local all gongyu peer map=portal"])
    _write(data / "pg_ident.conf", [f'portal "{pwd.getpwuid(os.geteuid()).pw_name}" gongyu'])


def running(home: Path) -> psutil.Process | None:
    """Give the server's main process while it lives."""
    data = home / "data"
    return processes.working_in(processes.read_pid(data / "postmaster.pid"), data)


def forget_dead_server(home: Path) -> None:
    """Remove the pid files of a server that was killed: another process may bear its number today."""
    if not running(home):
        for name in ("postmaster.pid", homes.SOCKET, f"{homes.SOCKET}.lock"):
            (home / "data" / name).unlink(missing_ok=True)


def remove(home: Path) -> None:
    """Delete the data directory; only for data that nobody needs."""
    shutil.rmtree(home / "data", ignore_errors=True)


def _make(home: Path) -> None:
    """Make the cluster under another name first, so that one cut short is never taken for a whole one."""
    making, user = home / "making", homes.server_user()
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    os.chown(making, user.pw_uid, user.pw_gid)
    command = [
        homes.program("initdb", home),
        "-D",
        str(making),
        "-U",
        "gongyu",
        "--auth=reject",
        "--no-instructions",
    ]
    # Sorted by code point, fast and the same on every system. The character type must know Chinese letters as
    # letters: trigram search sees nothing but letters and digits.
    command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    command += [f"--lc-ctype={_character_type()}", "--no-sync"]
    result = subprocess.run(
        command,
        env=processes.plain_environment(),
        cwd="/",
        capture_output=True,
        text=True,
        **homes.as_server_user(),
    )
    if result.returncode:
        shutil.rmtree(making, ignore_errors=True)
        raise EmbeddedError(f"The private PostgreSQL cannot be set up: {reason_in(result.stderr)}.")
    making.rename(home / "data")


def _character_type() -> str:
    for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        return name
    raise EmbeddedError("This system has no UTF-8 locale (C.UTF-8, say), which PostgreSQL needs for Chinese text.")


def _in_list(folder: Path) -> str:
    """Quote a directory for a list of directories inside a setting."""
    inner = str(folder).replace("\\", "\\\\").replace('"', '""').replace("'", "''")
    return f"'\"{inner}\"'"


def _write(file: Path, lines: list[str]) -> None:
    user = homes.server_user()
    file.write_text("\n".join(lines) + "\n")
    os.chown(file, user.pw_uid, user.pw_gid)
    file.chmod(0o600)
