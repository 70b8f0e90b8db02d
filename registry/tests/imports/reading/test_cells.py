from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from registry.imports.reading import CellError, read_workbook

from . import builders


def first_sheet(data):
    return read_workbook(data).sheets[0]


def test_values_keep_their_types():
    row = [
        "  罗 ",
        42,
        3.2,
        True,
        date(2013, 5, 12),
        datetime(2013, 5, 12, 8, 30),
        time(8, 30),
        timedelta(hours=30),
        "0",
    ]
    assert first_sheet(builders.xlsx([row])).rows == [row]


def test_whole_numbers_are_ints_and_rounded_ones_stay_floats():
    row = first_sheet(builders.xlsx([[7.0, 13800000000.0, 110101201305120010.0, 1e15]])).rows[0]
    assert [type(value) for value in row] == [int, int, float, float]


def test_an_id_number_rounded_in_an_xls_stays_a_float():
    (value,) = first_sheet(builders.xls([[110101201305120010.0]])).rows[0]
    assert isinstance(value, float)


@pytest.mark.parametrize("build", [builders.xlsx, builders.xls, builders.ods])
def test_a_table_that_starts_further_in_keeps_its_places(build):
    sheet = first_sheet(build([[], [], [None, None, "姓名"], [None, None, "麦田"]]))
    assert (sheet.first_row, sheet.rows) == (3, [[None, None, "姓名"], [None, None, "麦田"]])


def with_errors(book):
    sheet = book.active
    for place, text in {"B2": "#REF!", "C3": "#N/A"}.items():
        sheet[place] = text
        sheet[place].data_type = "e"


def test_error_cells_of_xlsx_are_errors():
    rows = first_sheet(builders.xlsx(change=with_errors)).rows
    assert (rows[1][1], rows[2][2]) == (CellError("#REF!"), CellError("#N/A"))
    assert isinstance(rows[1][1], CellError)


def test_error_cells_of_xls_are_errors():
    def change(sheet):
        sheet.row(5).set_cell_error(0, 42)
        sheet.write(5, 1, "x")

    rows = first_sheet(builders.xls(change=change)).rows
    assert rows[5] == [CellError("#N/A"), "x", None]


def test_error_cells_of_ods_are_errors():
    rows = first_sheet(builders.ods([["姓名", "性别"], ["罗小禾", "#N/A"]])).rows
    assert isinstance(rows[1][1], CellError)


@pytest.mark.parametrize("build", [builders.xlsx, builders.xls])
def test_merged_cells_are_told(build):
    data = {
        builders.xlsx: lambda: builders.xlsx(merges=["A2:A3", "B2:C2"]),
        builders.xls: lambda: builders.xls(
            [["a"]],
            change=lambda s: (
                s.write_merge(1, 2, 0, 0, "x"),
                s.write_merge(1, 1, 1, 2, "y"),
                s.write(3, 0, "z"),
            ),
        ),
    }[build]()
    assert sorted(first_sheet(data).merges) == [(1, 0, 2, 0), (1, 1, 1, 2)]


def test_merged_cells_of_ods_are_told():
    def change(table):
        line = builders.odf.table.TableRow()
        line.addElement(builders.ods_cell("合并", numbercolumnsspanned=2, numberrowsspanned=2))
        line.addElement(builders.odf.table.CoveredTableCell())
        line.addElement(builders.ods_cell("旁"))
        table.addElement(line)

    sheet = first_sheet(builders.ods([["a", "b"]], change=change))
    assert (sheet.merges, sheet.rows[1]) == ([(1, 0, 1, 1)], ["合并", None, "旁"])


def test_hidden_sheets_rows_and_columns_are_told():
    def change(book):
        book.active.row_dimensions[2].hidden = True
        book.active.column_dimensions["C"].hidden = True
        book.create_sheet("码表").sheet_state = "hidden"
        book.create_sheet("深藏").sheet_state = "veryHidden"
        book.create_chartsheet("图")

    shown, *hidden = read_workbook(builders.xlsx(change=change)).sheets
    assert (shown.hidden_rows, shown.hidden_columns) == ({1}, {2})
    assert [(sheet.name, sheet.hidden) for sheet in hidden] == [("码表", True), ("深藏", True)]


def test_hidden_rows_and_columns_of_xls_are_told():
    def change(sheet):
        sheet.row(1).hidden = True
        sheet.col(2).hidden = True

    sheet = first_sheet(builders.xls(change=change))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {2})


def test_dates_of_xls_are_dates():
    style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet = first_sheet(builders.xls([["x"]], change=lambda s: s.write(1, 0, date(2013, 5, 12), style)))
    assert sheet.rows[1] == [date(2013, 5, 12)]


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_cell_is_where_it_was_written(row, column):
    book = openpyxl.Workbook()
    book.active.cell(row + 1, column + 1, "麦田")
    sheet = first_sheet(builders.saved(book))
    assert (sheet.first_row, sheet.rows) == (row + 1, [[None] * column + ["麦田"]])


def test_the_bytes_are_not_changed():
    data = builders.xlsx()
    read_workbook(data)
    assert openpyxl.load_workbook(BytesIO(data)).active["A2"].value == "罗小禾"
