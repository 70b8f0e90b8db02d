"""The project's own source, read for the tests of its conventions."""

import ast
from functools import cache
from pathlib import Path

from django.apps import apps

PROJECT = Path(__file__).resolve().parents[1]
APPS = [
    "core",
    "schools",
    "accounts",
    "jobs",
    "notices",
    "registry",
    "rulebook",
    "families",
    "communities",
    "sheets",
    "deductions",
    "teaching_checks",
    "observations",
    "patrols",
    "growth",
    "alliances",
    "dashboards",
    "reports",
    "demo",
]
CODE = [*APPS, "config", "scripts", "tests"]


def python_files(*folders: str) -> list[Path]:
    """Give the Python files of these folders, but for migrations, which Django writes."""
    found = (file for folder in folders for file in (PROJECT / folder).rglob("*.py"))
    return sorted(file for file in found if "migrations" not in file.parts)


def templates() -> list[Path]:
    """Give every template, also those of an app's own folder."""
    return sorted(PROJECT.glob("templates/**/*.*")) + sorted(PROJECT.glob("*/templates/**/*.*"))


def is_test(file: Path) -> bool:
    return "tests" in file.relative_to(PROJECT).parts


def name(file: Path) -> str:
    """Give the path as people write it: registry/models/classes.py."""
    return file.relative_to(PROJECT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def imports(file: Path) -> list[tuple[int, str]]:
    """Give (line, dotted name) of every import of a file, hidden ones too.

    `from registry import services` gives registry.services; relative imports are made absolute.
    """
    found = []
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(file, node)
            found += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return found


def _absolute(file: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = file.relative_to(PROJECT).parts[: -node.level]
    return ".".join([*package, *(node.module or "").split(".")]).rstrip(".")


def own_models() -> list:
    """Give the models of our apps, but for the events of their histories."""
    models = [m for app in APPS for m in apps.get_app_config(app).get_models()]
    return [m for m in models if not hasattr(m, "pgh_tracked_model")]
