import pytest

from registry.imports.reading import CellError, Unreadable, read_workbook

from . import builders
from .builders import ROWS


def first_sheet(page):
    return read_workbook(page if isinstance(page, bytes) else page.encode()).sheets[0]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_page_is_read_in_its_real_encoding_whatever_it_declares(encoding):
    for declared in ("gb2312", "utf-8"):
        assert first_sheet(builders.page(encoding=encoding, declared=declared)).rows == ROWS


def test_spans_become_merges_and_push_cells_aside():
    sheet = first_sheet(
        "<table><tr><td rowspan=2>姓名</td><td colspan=2>父亲</td><td>备注</td></tr>"
        "<tr><td>姓名</td><td>电话</td><td></td></tr></table>"
    )
    assert sheet.rows == [["姓名", "父亲", None, "备注"], [None, "姓名", "电话", None]]
    assert sheet.merges == [(0, 0, 1, 0), (0, 1, 0, 2)]


def test_unclosed_cells_breaks_and_entities_are_read():
    sheet = first_sheet("<TABLE><TR><TD>姓&nbsp;名<TD>住 \n 址<TR><TD>罗&#40654;<TD>一村<br>二组</TABLE>")
    assert sheet.rows == [["姓\xa0名", "住 址"], ["罗黎", "一村\n二组"]]


def test_tables_below_each_other_share_one_sheet():
    sheet = first_sheet("<h3>三年级2班</h3><table><tr><td>姓名</td></tr></table><table><tr><td>麦田</td></tr></table>")
    assert sheet.rows == [["三年级2班"], ["姓名"], ["麦田"]]


def test_a_table_that_frames_the_page_is_looked_into():
    sheet = first_sheet(f"<table><tr><td>{builders.page().decode()}</td></tr></table>")
    assert sheet.rows == ROWS


def test_absurd_spans_do_not_grow():
    sheet = first_sheet("<table><tr><td rowspan=99999999 colspan=99999999>a</td></tr><tr><td>b</td></tr></table>")
    assert len(sheet.rows) == 2


def test_a_web_archive_of_excel_is_read():
    body = builders.page().decode()
    archive = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n--b--\r\n"
    )
    assert first_sheet(archive).rows == ROWS


def test_xml_of_2003_keeps_types_places_merges_and_hidden_sheets():
    data = builders.xml2003([["a"]]).decode()
    cells = (
        '<Row ss:Index="3" ss:Hidden="1">'
        '<Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="Number">7</Data></Cell>'
        '<Cell><Data ss:Type="Error">#REF!</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2013-05-12T00:00:00.000</Data></Cell></Row>'
    )
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>"
    sheet = first_sheet(data.replace("</Table>", cells + "</Table>").replace("</Worksheet>", hidden))
    assert sheet.rows[2][1:4] == [7, None, CellError("#REF!")]
    assert sheet.rows[2][4].isoformat() == "2013-05-12"
    assert (sheet.merges, sheet.hidden, sheet.hidden_rows) == ([(2, 1, 3, 2)], True, {2})


def test_xml_with_entities_is_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(Unreadable) as caught:
        read_workbook(builders.xml2003().replace(b"<Workbook", bomb + b"<Workbook", 1))
    assert caught.value.code == "damaged"


def test_a_text_that_holds_angle_brackets_is_no_page():
    assert read_workbook("姓名,备注\n麦田,<table>\n".encode()).kind == "csv"
