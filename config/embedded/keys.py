"""Keys that must be secret: from the environment, or made on the first run of a demo or a test."""

import base64
import fcntl
import os
import secrets
from pathlib import Path

from . import places
from .errors import writing_in


def secret(name: str) -> str:
    """Give the secret `name`: the environment wins, else the file var/<purpose>/secrets.env.

    In production (GONGYU_PRODUCTION=1) there is no file: raises ImproperlyConfigured for a missing variable.
    """
    if value := os.environ.get(name):
        return value
    if os.environ.get("GONGYU_PRODUCTION") == "1":
        from django.core.exceptions import ImproperlyConfigured

        raise ImproperlyConfigured(f"Set {name} in the environment; in production it has no default value.")
    directory = places.var_dir()
    with writing_in(directory):
        return _from_file(name, directory / "secrets.env")


def _from_file(name: str, file: Path) -> str:
    """Read the value, adding it to the file first when it is not there."""
    with open(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii") as secrets_file:
        fcntl.flock(secrets_file, fcntl.LOCK_EX)  # two first runs at once must agree on one key
        values = dict(line.strip().split("=", 1) for line in secrets_file if "=" in line)
        if name not in values:
            values[name] = base64.b64encode(secrets.token_bytes(32)).decode()
            secrets_file.write(f"{name}={values[name]}\n")
    return values[name]
