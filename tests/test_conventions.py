"""What would cost much when it slipped: which app imports which, who can open a page, which rows a page shows."""

import ast
import re

import pytest
from django.apps import apps

from core.addresses import every_address
from tests import source

# Rows from bottom to top: an app imports only from rows below its own place here, which style.md draws above it.
ROWS = [
    ["core"],
    ["schools"],
    ["accounts"],
    ["jobs", "notices"],
    ["registry"],
    ["rulebook"],
    ["families"],
    ["communities"],
    ["sheets", "deductions"],
    ["teaching_checks", "observations", "patrols"],
    ["growth"],
    ["alliances"],
    ["reports"],
    ["dashboards"],
    ["demo"],
]
ROW_OF = {app: row for row, names in enumerate(ROWS) for app in names}

# Inside an app: rules ← models ← selectors, services ← forms, views, tasks, resources.
PARTS = {"rules": 0, "models": 1, "selectors": 2, "services": 2}
PARTS |= {"forms": 3, "views": 3, "tasks": 3, "resources": 3}

# Models without visible_to, each with the reason.
SEEN_WITHOUT_SCHOOL = {
    "District": "a name and a code, no record of a person",
    "VillageAlias": "read with its village",
    "UsedPassword": "read when its owner chooses a new one",
    "FieldMapping": "read with the school's own import",
    "StagedStudent": "read with its import",
    "StagedGuardian": "read with its import",
    "RotaStep": "read with its rota",
    "ScheduleRun": "read with its schedule",
}


WITHOUT_HISTORY = {
    "AccessRecord": "a log, never changed",
    "UsedPassword": "a hash, never changed",
    "ExpandedTerm": "the newest run, made again by the next",
    "Job": "the work's own progress",
    "Notice": "a message, never changed but for being read",
    "Preference": "one's own wishes, and when the next collection goes out",
    "RegisterImport": "what it wrote has its history",
    "Delivery": "a log of itself",
    "Download": "a count by person and day, never changed",
    "Feed": "a secret address, made anew",
    "FieldMapping": "how a school writes its headers",
    "RotaStep": "a history itself, for undoing",
    "ScheduleRun": "a day seen to, never changed",
    "Slip": "used once or replaced, and both are dated",
    "StagedStudent": "a row of a file",
    "StagedGuardian": "a row of a file",
}


def code_of(app: str) -> list:
    return [file for file in source.python_files(app) if not source.is_test(file)]


def part_of(dotted: str, app: str) -> str | None:
    """Give the part of the app that a dotted name means: registry.models.Student → models."""
    names = dotted.split(".")
    return names[1] if names[0] == app and len(names) > 1 and names[1] in PARTS else None


def test_every_app_of_the_project_has_its_row():
    with_code = {folder.parent.name for folder in source.PROJECT.glob("*/apps.py")}
    assert with_code == set(ROW_OF) == set(source.APPS)


@pytest.mark.parametrize("app", source.APPS)
def test_an_app_imports_only_from_rows_above_its_own(app):
    wrong = [
        f"{source.name(file)}:{line} imports {dotted}"
        for file in code_of(app)
        for line, dotted in source.imports(file)
        if (other := dotted.split(".")[0]) != app and other in ROW_OF and ROW_OF[other] >= ROW_OF[app]
    ]
    assert wrong == []


@pytest.mark.parametrize("app", [app for app in source.APPS if app != "demo"])
def test_an_app_knows_neither_the_project_nor_tests(app):
    wrong = [
        f"{source.name(file)}:{line} imports {dotted}"
        for file in code_of(app)
        for line, dotted in source.imports(file)
        if dotted.split(".")[0] in ("config", "tests") or ".tests." in dotted
    ]
    assert wrong == []


@pytest.mark.parametrize("app", source.APPS)
def test_inside_an_app_each_part_uses_only_what_stands_before_it(app):
    wrong = []
    for file in code_of(app):
        mine = part_of(_dotted(file), app)
        for line, dotted in source.imports(file):
            other = part_of(dotted, app)
            queues_its_tasks = mine == "services" and other == "tasks"
            if mine and other and PARTS[other] > PARTS[mine] and not queues_its_tasks:
                wrong.append(f"{source.name(file)}:{line} imports {dotted}")
    assert wrong == []


def test_rules_know_neither_the_database_nor_the_clock():
    wrong = [
        f"{source.name(file)}:{line} imports {dotted}"
        for file in source.python_files(*source.APPS)
        if file.name == "rules.py"
        for line, dotted in source.imports(file)
        if dotted.startswith(("django.db", "django.utils.timezone", "time"))
    ]
    assert wrong == []


def test_every_view_says_who_can_open_it():
    assert [address.route for address in every_address() if address.mark is None] == []


def test_every_model_of_a_school_says_which_rows_a_person_sees():
    blind = {m.__name__ for m in source.own_models() if not hasattr(m._default_manager, "visible_to")}
    assert blind == set(SEEN_WITHOUT_SCHOOL)


def test_every_model_keeps_its_history_but_for_the_named_ones():
    tracked = {m.pgh_tracked_model for m in apps.get_models() if getattr(m, "pgh_tracked_model", None)}
    without = {m.__name__ for m in source.own_models() if m not in tracked}
    assert without == set(WITHOUT_HISTORY)


@pytest.mark.parametrize("folder", source.CODE)
def test_files_are_split_before_400_lines(folder):
    long = {source.name(f): n for f in source.python_files(folder) if (n := _lines(f)) >= 400}
    assert long == {}


def test_files_are_named_by_their_subject():
    vague = {"utils.py", "helpers.py", "misc.py", "common.py"}
    assert [source.name(f) for f in source.python_files(*source.CODE) if f.name in vague] == []


def test_no_form_takes_every_field():
    whole = re.compile(r"""fields\s*=\s*["']__all__["']""")
    files = source.python_files(*source.APPS)
    assert [source.name(f) for f in files if whole.search(f.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("app", source.APPS)
def test_no_view_takes_all_rows(app):
    """Views fetch through visible_to(user); Model.objects.all() and get_object_or_404(Model) go round it."""
    wrong = [
        f"{source.name(file)}:{node.lineno}"
        for file in code_of(app)
        if part_of(_dotted(file), app) == "views" or "views" in file.parts
        for node in ast.walk(source.tree(file))
        if _takes_any_row(node)
    ]
    assert wrong == []


def test_messages_are_written_in_english():
    """A message may quote a Chinese value ("Write 男 or 女"), but is not Chinese itself."""
    marks = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}
    wrong = [
        f"{source.name(file)}:{node.lineno}"
        for file in source.python_files(*source.APPS)
        for node in ast.walk(source.tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in marks
        if any(isinstance(a, ast.Constant) and _is_chinese(str(a.value)) for a in node.args)
    ]
    assert wrong == []


def _is_chinese(words: str) -> bool:
    return bool(re.search(r"[\u3400-\u9fff]", words)) and not re.search(r"[A-Za-z]{2}", words)


def _dotted(file) -> str:
    return source.name(file).removesuffix(".py").replace("/", ".")


def _takes_any_row(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr="all" | "get", value=ast.Attribute(attr="objects")):
            return True
        case ast.Call(func=ast.Name(id="get_object_or_404"), args=[ast.Name(id=name), *_]):
            return name[0].isupper()  # a model; a variable holds a queryset
    return False


def _lines(file) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())
