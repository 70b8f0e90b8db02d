"""manage.py report: a file, JSON, and exit codes 0, 1 and 2."""

import json
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from docx import Document
from openpyxl import load_workbook

from registry.tests.factories import create_teacher
from reports.models import Report
from reports.tests.factories import create_template, word_file
from schools.tests.factories import create_school, create_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    school = create_school(code="NORTH")
    create_term(school=school)
    create_teacher(school=school, name="李明")
    return school


@pytest.fixture
def report(school, tmp_path):
    """Give a function that runs the command and gives what it printed and the file."""

    def run(code="S-01", **options) -> tuple[str, bytes]:
        out, printed = tmp_path / "out", StringIO()
        options = {"school": "NORTH", "term": "2026-1", "format": "docx", "out": out, **options}
        call_command("report", code, stdout=printed, **options)
        return printed.getvalue(), out.read_bytes()

    return run


def test_it_writes_a_word_file(report):
    printed, data = report(language="en")
    assert "李明" in [cell.text for cell in Document(BytesIO(data)).tables[1].rows[1].cells]
    assert "Teachers: 1 rows" in printed
    assert not Report.objects.exists()


def test_it_prints_json_beside_a_workbook(report, tmp_path):
    printed, data = report(format="xlsx", json=True, option=["phones=yes"], language="en")
    told = json.loads(printed)
    assert (told["report"], told["file"]) == ("S-01", str(tmp_path / "out"))
    assert told["tables"][0] == {"title": "Teachers", "rows": 1}
    assert load_workbook(BytesIO(data))["Teachers"].max_column == 8


def test_a_report_that_found_nothing_ends_with_1(report, school):
    school.teachers.all().delete()
    with pytest.raises(SystemExit) as ended:
        report()
    assert ended.value.code == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"code": "R-99"}, "There is no report “R-99”. Known: C0-R01, C0-R02, "),
        ({"school": "SOUTH"}, "There is no school with the code “SOUTH”. Known codes: NORTH"),
        ({"term": "2025-2"}, "has no term “2025-2”. Known terms: 2026-1"),
        ({"option": ["phones=maybe"]}, "“phones=maybe” is no option of S-01. Options: phones=no|yes"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_there_is(report, options, words):
    with pytest.raises(CommandError) as wrong:
        report(**options)
    assert words in str(wrong.value)
    assert wrong.value.returncode == 2


def test_a_place_that_cannot_be_written_is_said(report, tmp_path):
    with pytest.raises(CommandError, match="cannot be written") as wrong:
        report(out=tmp_path / "nowhere" / "out")
    assert wrong.value.returncode == 2


def test_a_school_template_that_no_longer_fits_is_said(report, school):
    template = create_template(school=school)
    with template.file.open("wb") as file:
        file.write(word_file("{{ gone }}"))
    with pytest.raises(CommandError, match="own template"):
        report()
