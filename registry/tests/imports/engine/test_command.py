"""manage.py import_register: what it prints, what it leaves, and its exit codes."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from registry.models import RegisterImport, Student
from registry.tests.imports.engine.workbooks import primary_school, pupil, workbook
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db
BAD = "370102201703040000"
KEYS = {
    "rows", "created", "updated", "unchanged", "skipped", "problems", "classes_created", "villages_created",
    "guardians_created", "guardians_merged",
}  # fmt: skip
PROBLEM = {"sheet", "row", "column", "value", "code", "message", "level"}


@pytest.fixture
def school(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return primary_school(code="S-1")


@pytest.fixture
def book(tmp_path):
    def write(*rows) -> str:
        path = tmp_path / "花名册.xlsx"
        path.write_bytes(workbook(list(rows)))
        return str(path)

    return write


def run(*arguments, **options) -> tuple[dict, int]:
    """Give the JSON and the exit code."""
    out = io.StringIO()
    try:
        call_command("import_register", *arguments, "--effective-on", "2026-09-01", stdout=out, **options)
    except SystemExit as end:
        return json.loads(out.getvalue()), end.code
    return json.loads(out.getvalue()), 0


def leftovers() -> list:
    """Give everything that an import leaves behind: pupils, imports, files."""
    is_there = default_storage.exists("register_imports")
    files = default_storage.listdir("register_imports")[1] if is_there else []
    return [*Student.objects.all(), *RegisterImport.objects.all(), *files]


def test_a_good_file_is_written_and_reported(school, book):
    father = {"父亲姓名": "张大", "父亲电话": "13900000001"}
    report, code = run(book(pupil(**father), pupil("张四", sequence=13, **father)), "--school", "S-1")
    assert report.keys() >= KEYS
    counts = [report[key] for key in ("rows", "created", "classes_created", "guardians_created", "guardians_merged")]
    assert (counts, report["problems"], code) == ([2, 2, 1, 1, 1], [], 0)
    assert Student.objects.count() == 2


def test_the_same_file_again_is_unchanged(school, book):
    path = book(pupil())
    run(path, "--school", "S-1")
    report, code = run(path, "--school", "S-1")
    assert (report["unchanged"], report["created"], code) == (1, 0, 0)


def test_what_the_command_has_written_can_be_taken_back(school, book):
    report, _code = run(book(pupil()), "--school", "S-1")
    call_command("undo_import", report["import"], stdout=io.StringIO())
    assert not Student.objects.exists()


def test_a_dry_run_writes_nothing_at_all(school, book):
    report, code = run(book(pupil()), "--school", "S-1", "--dry-run")
    assert (report["created"], report["applied"], code) == (1, False, 0)
    assert leftovers() == []


def test_a_bad_row_stops_everything_with_exit_code_1(school, book):
    report, code = run(book(pupil(), pupil("李四", sequence=12, number=BAD)), "--school", "S-1")
    [problem] = report["problems"]
    assert problem.keys() == PROBLEM
    assert (problem["row"], problem["code"], problem["level"]) == (3, "id-rounded", "reject")
    assert (report["skipped"], report["applied"], code) == (1, False, 1)
    assert BAD not in json.dumps(report)
    assert leftovers() == []


def test_the_good_rows_by_choice(school, book):
    path = book(pupil(), pupil("李四", sequence=12, number=BAD))
    report, code = run(path, "--school", "S-1", "--good-rows")
    assert (report["applied"], report["created"], code) == (True, 1, 1)
    assert [student.name for student in Student.objects.all()] == ["张三"]


def test_the_marked_workbook_is_saved_even_when_nothing_is_written(school, book, tmp_path):
    out = tmp_path / "marked.xlsx"
    run(book(pupil(number=BAD)), "--school", "S-1", "--dry-run", "--save-marked", str(out))
    assert load_workbook(out).active["D2"].comment


def refusal(*arguments) -> CommandError:
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert (refused.value.returncode, "\n" in str(refused.value)) == (2, False)
    assert leftovers() == []
    return refused.value


def test_wrong_use_is_one_sentence_and_exit_code_2(school, book, tmp_path):
    create_school(code="S-EMPTY")
    path, other = book(pupil()), tmp_path / "other.xlsx"
    other.write_bytes(b"\x00\x01\x02" * 50)
    assert "S-1" in str(refusal(path, "--school", "nowhere"))
    assert "missing.xlsx" in str(refusal(str(tmp_path / "missing.xlsx"), "--school", "S-1"))
    assert "grades" in str(refusal(path, "--school", "S-EMPTY"))
    refusal(str(other), "--school", "S-1")
    refusal(path, "--school", "S-1", "--save-marked", str(tmp_path / "nowhere" / "out.xlsx"))


class AsciiTerminal(io.StringIO):
    encoding = "ascii"


def test_a_terminal_that_cannot_show_chinese_gets_escapes(school, book):
    out = AsciiTerminal()
    with pytest.raises(SystemExit):
        call_command("import_register", book(pupil(number=BAD)), "--school", "S-1", "--json", stdout=out)
    assert out.getvalue().isascii()
    assert json.loads(out.getvalue())["problems"][0]["column"] == "身份证件号"


@pytest.mark.django_db(transaction=True)
def test_as_a_program_it_speaks_ascii_where_it_must(book):
    primary_school(code="S-1")
    from config import embedded

    database = embedded.database_url().rpartition("/")[0] + "/" + settings.DATABASES["default"]["NAME"]
    environment = {**os.environ, "DATABASE_URL": database, "PYTHONIOENCODING": "ascii"}
    environment |= {"REDIS_URL": embedded.redis_url()}
    arguments = [book(pupil(number=BAD)), "--school", "S-1", "--dry-run", "--json"]
    command = [sys.executable, "manage.py", "import_register", *arguments]
    ended = subprocess.run(command, cwd=Path(settings.BASE_DIR), env=environment, capture_output=True, timeout=60)
    assert ended.returncode == 1, ended.stderr.decode()
    assert json.loads(ended.stdout.decode("ascii"))["skipped"] == 1
