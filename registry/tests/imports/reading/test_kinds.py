import zipfile
from io import BytesIO

import pytest

from registry.imports.reading import Unreadable, read_workbook

from . import builders
from .builders import ROWS

KINDS = {
    "xlsx": builders.xlsx(),
    "xls": builders.xls(),
    "ods": builders.ods(),
    "csv": builders.text(),
    "tsv": builders.text(delimiter="\t"),
    "html": builders.page(),
    "xml2003": builders.xml2003(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_by_its_content_and_gives_the_same_rows(kind):
    workbook = read_workbook(KINDS[kind])
    assert workbook.kind == kind
    assert [sheet.rows for sheet in workbook.sheets] == [ROWS]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "xml2003"])
def test_workbooks_name_their_sheets(kind):
    assert read_workbook(KINDS[kind]).sheets[0].name == "花名册"


@pytest.mark.parametrize(
    ("data", "code", "found"),
    [
        (b"", "empty-file", None),
        (b" \r\n\r\n ", "empty-file", None),
        (b"\0" * 4096, "empty-file", None),
        (b"%PDF-1.4 ...", "not-a-workbook", "pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not-a-workbook", "image"),
        (b"Rar!\x1a\x07\0", "not-a-workbook", "archive"),
        (bytes(range(256)) * 20, "binary-text", None),
        (b"<html><body>404</body></html>", "no-table", None),
        (b"PK\x03\x04 broken", "damaged", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged", None),
    ],
    ids=lambda value: str(value)[:16],
)
def test_what_is_no_workbook_is_named(data, code, found):
    with pytest.raises(Unreadable) as caught:
        read_workbook(data)
    assert (caught.value.code, caught.value.details.get("found")) == (code, found)


def test_a_workbook_without_any_cell_is_empty():
    with pytest.raises(Unreadable) as caught:
        read_workbook(builders.xlsx([]))
    assert caught.value.code == "empty-file"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_cut_off_in_the_upload_is_damaged(kind):
    data = KINDS[kind]
    with pytest.raises(Unreadable) as caught:
        read_workbook(data[: len(data) // 2])
    assert caught.value.code == "damaged"


def test_an_archive_written_with_backslashes_is_read():
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(KINDS["xlsx"])) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            target.writestr(name.replace("/", "\\"), source.read(name))
    assert read_workbook(result.getvalue()).sheets[0].rows == ROWS
