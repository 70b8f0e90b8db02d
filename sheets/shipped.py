"""The sheets that the portal brings along: one file each in fixtures/sheets."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "fixtures/sheets"


@dataclass(frozen=True)
class Shipped:
    """A sheet as its file says it: purpose, name and content of `ScoreSheet`."""

    code: str
    purpose: str
    name: dict[str, str]
    content: dict[str, Any]


@cache
def shipped() -> dict[str, Shipped]:
    """Give all shipped sheets by their codes, which are the names of their files."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.yaml"))}


def _read(path: Path) -> Shipped:
    text = yaml.safe_load(path.read_text(encoding="utf-8"))
    content = {"items": text["items"], "grades": text.get("grades", [])}
    return Shipped(path.stem, text["purpose"], text["name"], content)
