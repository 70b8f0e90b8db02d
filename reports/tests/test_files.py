"""What stands in the files: the workbook as openpyxl reads it, the Word file as python-docx does."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import timezone, translation
from docx import Document
from openpyxl import load_workbook

from reports import kinds
from reports.excel import workbook
from reports.kinds import Column, Figure, Gathered, Table, Version
from reports.tests.factories import DEFAULT
from reports.word.context import context_of
from reports.word.filling import filled

MADE = {"made_by": "王芳", "made_at": timezone.now()}
NASTY = ["=1+1", "+8613900000000", "-1", "@SUM(A1)", "a\x00b\x0cc", "<b>&amp;{{ school }}", "第一行\n第二行", ""]


def report(rows, *, columns=("Words", "Number", "Day"), title="Things") -> Gathered:
    table = Table(title, [Column(label, 20) for label in columns], rows, ["One note"])
    return Gathered(
        title="Report & more",
        school="示范小学",
        period="2026–2027 · 1",
        on=date(2026, 10, 8),
        as_of=timezone.now(),
        tables=[table],
        figures=[Figure("things", "Things", Decimal("0.30"), ["C1.4", "C1.6"])],
        versions=[Version("C4", "2")],
        signatures=["Principal"],
    )


def sheets(gathered):
    with translation.override("en"):
        return load_workbook(BytesIO(workbook(gathered, **MADE)))


def document(gathered) -> Document:
    with translation.override("en"):
        return Document(BytesIO(filled(DEFAULT.read_bytes(), context_of(gathered, **MADE), gathered)))


@pytest.mark.parametrize("words", NASTY)
def test_text_stays_text_whatever_it_begins_with(words):
    cell = sheets(report([[words, 1, None]]))["Things"]["A4"]
    assert cell.data_type in ("s", "n")  # n: an empty cell
    assert (cell.value or "") == words.replace("\x00", "").replace("\x0c", "")
    assert cell.quotePrefix == words.startswith(("=", "+", "-", "@"))


def test_numbers_and_days_are_real():
    row = sheets(report([["a", 12, date(2026, 9, 1)]]))["Things"][4]
    assert [cell.value for cell in row][1] == 12
    assert row[2].value.date() == date(2026, 9, 1)
    assert row[2].number_format == "yyyy-mm-dd"


def test_a_sheet_prints_on_a4_with_its_header_on_every_page():
    sheet = sheets(report([["a", 1, None]] * 200))["Things"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert sheet.oddFooter.right.text == "&P / &N"
    assert sheet.oddFooter.left.text == "Report && more"
    assert sheet.column_dimensions["A"].width == 22
    assert [cell.value for cell in sheet[3]] == ["Words", "Number", "Day"]


def test_the_overview_says_school_period_figures_articles_and_versions():
    values = [row[0].value for row in sheets(report([]))["Overview"]]
    assert values[0] == "Report & more"
    assert values[1] == "示范小学 · 2026–2027 · 1"
    figure = next(row for row in sheets(report([]))["Overview"] if row[0].value == "Things")
    assert [cell.value for cell in figure] == ["Things", 0.3, "C1.4, C1.6"]
    assert "According to C4 · 2" in values


def test_sheets_of_one_title_or_with_strange_signs_get_names_of_their_own():
    one = report([]).tables[0]
    titles = ["a/b", "a/b", "x" * 40, "", "OVERVIEW"]
    names = sheets(replace(report([]), tables=[replace(one, title=title) for title in titles])).sheetnames
    assert names == ["Overview", "a b", "a b 2", "x" * 31, "…", "OVERVIEW 2"]


def test_the_word_file_holds_title_figures_rows_articles_and_signatures():
    made = document(report([["a", 1, date(2026, 9, 1)], ["b", 2, None]]))
    text = "\n".join(p.text for p in made.paragraphs)
    assert "Report & more" in text
    assert "Articles answered\u3000C1.4, C1.6" in text
    assert "According to\u3000C4 · 2" in text
    assert "Principal" in text
    assert [[c.text for c in row.cells] for row in made.tables[1].rows] == [
        ["Words", "Number", "Day"],
        ["a", "1", "2026-09-01"],
        ["b", "2", ""],
    ]


def test_the_word_file_is_a4_with_page_numbers_and_repeated_headers():
    made = document(report([["a", 1, None]]))
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    footer = section.footer._element.xml
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    assert "示范小学" in section.header.paragraphs[0].text
    assert "w:tblHeader" in made.tables[1].rows[0]._tr.xml


@pytest.mark.parametrize("words", NASTY)
def test_a_word_file_takes_any_words(words):
    cells = document(report([[words, 1, None]])).tables[1].rows[1].cells
    assert cells[0].text == words.replace("\x00", "").replace("\x0c", "")


def test_columns_are_as_wide_as_the_kind_says():
    wide = report([["a", 1, None]])
    wide = replace(wide, tables=[replace(wide.tables[0], columns=[Column("A", 10), Column("B", 30), Column("C", 10)])])
    first, second, third = (cell.width for cell in document(wide).tables[1].rows[1].cells)
    assert second == pytest.approx(3 * first, rel=0.01)
    assert first == third


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sample_of_every_kind_fills_the_portals_template(language):
    with translation.override(language):
        for kind in kinds.every():
            sample = kind.sample()
            assert filled(DEFAULT.read_bytes(), context_of(sample, **MADE), sample)
