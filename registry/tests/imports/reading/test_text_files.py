import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.imports.reading import CellError, read_workbook
from registry.imports.reading.encodings import decode

from .builders import ROWS, text

ENCODINGS = {
    "utf-8": ("", "utf-8"),
    "utf-8-sig": ("", "utf-8-sig"),
    "gb18030": ("", "gb18030"),
    "gbk": ("", "gb18030"),
    "utf-16-le": ("", "utf-16-le"),
    "utf-16-be": ("", "utf-16-be"),
}
cells = st.text("罗麦禾田𬍛㛃ABCxyz0189,;\t\"'\n ·", max_size=12).filter(lambda value: value.strip())


def rows_of(data):
    (sheet,) = read_workbook(data).sheets
    return sheet.rows


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encoding_and_delimiter_are_found(encoding, delimiter):
    workbook = read_workbook(text(delimiter=delimiter, encoding=encoding))
    assert (workbook.sheets[0].rows, workbook.encoding) == (ROWS, ENCODINGS[encoding][1])


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_unicode_text_of_excel_is_read(mark, encoding):
    assert rows_of(mark + text(delimiter="\t", encoding=encoding)) == ROWS


def test_rare_characters_of_gb18030_survive():
    rows = [["姓名", "村"], ["𬍛䶮", "㛃村"]]
    assert rows_of(text(rows, encoding="gb18030")) == rows


def test_a_short_gbk_text_that_is_valid_utf8_by_chance_is_read_as_gbk():
    data = "联,通,蚂蚁".encode("gbk")[:5]
    assert decode(data)[1] == "gb18030"


def test_a_name_cut_in_the_middle_of_a_character_spoils_only_itself():
    data = text(encoding="gbk") + "麦,男".encode("gbk")[:1] + b",\r\n" + text(encoding="gbk") * 20
    rows = rows_of(data)
    assert rows[:3] == ROWS
    assert "\ufffd" in rows[3][0] or len(rows) > 60


def test_the_record_number_counts_blank_records_and_quoted_line_breaks_once():
    rows = rows_of('姓名,住址\r\n\r\n罗小禾,"一村\n二组"\r\n麦田,三村\r\n'.encode())
    assert rows == [["姓名", "住址"], [], ["罗小禾", "一村\n二组"], ["麦田", "三村"]]


def test_a_quotation_mark_nobody_closed_does_not_swallow_the_file():
    lines = ["姓名,性别,住址", '"罗小禾,女,一村', *(f"麦{n},男,河边村{n}号" for n in range(3000))]
    assert len(rows_of("\n".join(lines).encode())) == 3002


def test_cells_kept_as_text_by_a_formula_lose_only_the_formula():
    assert rows_of(b'a,b\r\n="0012","=""0340"""\r\n') == [["a", "b"], ["0012", "0340"]]


def test_a_declared_delimiter_is_obeyed_and_keeps_the_record_numbers():
    assert rows_of(b"sep=;\r\na;b,c\r\nd;e\r\n") == [[], ["a", "b,c"], ["d", "e"]]


def test_a_title_line_full_of_commas_does_not_fool_the_delimiter():
    assert rows_of("一班，名单,a,b\n姓名\t性别\n罗\t女\n麦\t男\n".encode())[1] == ["姓名", "性别"]


def test_formula_errors_saved_as_text_are_errors():
    assert rows_of("姓名,性别\n#REF!,#N/A\n".encode())[1] == [CellError("#REF!"), CellError("#N/A")]
    assert all(isinstance(value, CellError) for value in rows_of("姓名,性别\n#REF!,#N/A\n".encode())[1])


@given(
    st.lists(st.lists(cells, min_size=3, max_size=3), min_size=2, max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
def test_any_table_comes_back_as_it_was_written(rows, encoding):
    head = [["姓名", "性别", "班级"]] * 4
    assert rows_of(text(head + rows, delimiter="\t", encoding=encoding)) == head + rows
