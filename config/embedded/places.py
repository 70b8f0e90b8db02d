"""Where the private servers keep their files."""

import importlib.util
import os
import re
from pathlib import Path

from .errors import EmbeddedError, writing_in

PROJECT = Path(__file__).resolve().parents[2]


def purpose() -> str:
    """Give what this run is for: "demo" unless GONGYU_PURPOSE says "test" (or another word)."""
    word = os.environ.get("GONGYU_PURPOSE") or "demo"
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,19}", word):
        raise EmbeddedError(f"GONGYU_PURPOSE must be one short word in small letters, not “{word}”.")
    return word


def var_dir() -> Path:
    """Give the directory of this purpose (var/demo, say), made when it is not there."""
    directory = Path(os.environ.get("GONGYU_VAR") or PROJECT / "var").resolve() / purpose()
    with writing_in(directory):
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "locks").mkdir(exist_ok=True)
    return directory


def package(name: str) -> Path:
    """Give the directory of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"The package {name} is not installed; run ./portal to set up the environment.")
    return Path(spec.submodule_search_locations[0])
