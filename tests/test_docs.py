"""The documents tell the truth about this tree: variables, commands, decisions and links."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests import source

DOCS = source.PROJECT / "docs"
READMES = [source.PROJECT / "README.md", source.PROJECT / "README.zh.md"]
PAGES = [*READMES, source.PROJECT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"!?\[[^]]*\]\(([^)\s]+)\)")
VARIABLE = re.compile(r"\$\{([A-Z][A-Z_]+)[:}-]")
TAKES_A_NAME = {"get", "getenv", "secret", "setdefault"}


def variables_of_python() -> set[str]:
    """Give the X of os.environ.get("X"), os.environ["X"], os.environ.setdefault("X", …) and embedded.secret("X")."""
    files = [f for f in source.python_files(*source.APPS, "config") if not source.is_test(f)]
    files += [source.PROJECT / "manage.py", *(source.PROJECT / "scripts").glob("*.py")]
    return {name for file in files for node in ast.walk(source.tree(file)) if (name := _variable(node))}


def _variable(node: ast.AST) -> str | None:
    if isinstance(node, ast.Call) and node.args and _word_of(node.func) in TAKES_A_NAME:
        asked, name = node.func, node.args[0]
    elif isinstance(node, ast.Subscript):
        asked, name = node.value, node.slice
    else:
        return None
    is_environment = any(word in ast.unparse(asked) for word in ("environ", "getenv", "secret"))
    is_name = isinstance(name, ast.Constant) and isinstance(name.value, str) and name.value.isupper()
    return name.value if is_environment and is_name else None


def _word_of(function: ast.expr) -> str:
    return ast.unparse(function).rsplit(".", 1)[-1]


def variables_of_shell() -> set[str]:
    scripts = [source.PROJECT / "portal", *(source.PROJECT / "scripts").glob("*.sh")]
    return {name for file in scripts for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}


def test_every_environment_variable_stands_in_the_settings_page():
    told = set(re.findall(r"`([A-Z][A-Z_]+)`", (DOCS / "settings.md").read_text(encoding="utf-8")))
    assert variables_of_python() | variables_of_shell() <= told


def test_the_settings_page_tells_no_variable_that_nobody_reads():
    rows = re.findall(r"^\| `([A-Z][A-Z_]+)`", (DOCS / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    # CI is also read by the fixtures of the browser tests.
    assert set(rows) <= variables_of_python() | variables_of_shell()


def test_every_decision_is_listed_once():
    listed = re.findall(r"\]\((\d{4}-[^)]+\.md)\)", (DOCS / "decisions" / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(file.name for file in (DOCS / "decisions").glob("0*.md"))


@pytest.mark.parametrize("page", PAGES, ids=source.name)
def test_links_inside_the_project_lead_somewhere(page: Path):
    inside = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in inside if not (page.parent / link.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("page", READMES, ids=source.name)
def test_the_commands_of_the_readme_exist(page: Path):
    text = page.read_text(encoding="utf-8")
    usage = (source.PROJECT / "portal").read_text(encoding="utf-8").split("END")[1]
    assert set(re.findall(r"\./portal ([a-z]+)", text)) == set(re.findall(r"\./portal ([a-z]+)", usage))
    assert set(re.findall(r"\./portal manage ([a-z_]+)", text)) <= set(get_commands())


def test_both_readmes_have_the_same_parts_and_links():
    english, chinese = (page.read_text(encoding="utf-8") for page in READMES)
    assert _links(english) == _links(chinese)
    assert english.count("\n## ") == chinese.count("\n## ")


def _links(text: str) -> list[str]:
    return [link for link in LINK.findall(text) if not link.startswith("README")]
