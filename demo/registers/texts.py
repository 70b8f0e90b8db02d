"""Sheets written as text: CSV, “Unicode text”, tab text and an HTML table that call themselves .xls."""

import csv
import html
import io
from datetime import date

from demo.registers.sheets import Sheet

PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv="Content-Type" content="application/vnd.ms-excel; charset=gb2312">
<style>td{{mso-number-format:"\\@";}}</style></head>
<body><table border="1">
{rows}
</table></body></html>
"""


def to_csv(sheet: Sheet, *, encoding: str = "gb18030") -> bytes:
    return _separated(sheet, ",").encode(encoding)


def to_unicode_text(sheet: Sheet) -> bytes:
    """Write what Excel calls “Unicode text”: UTF-16 with its mark, and tabs."""
    return _separated(sheet, "\t").encode("utf-16")


def to_tab_text(sheet: Sheet) -> bytes:
    """Write what many exporters call .xls: tabs in GBK."""
    return _separated(sheet, "\t").encode("gbk")


def to_html(sheet: Sheet) -> bytes:
    """Write what other exporters call .xls: a table of a web page, with Excel's words in its head."""
    rows = "\n".join(_html_row(sheet, number) for number in range(len(sheet.rows)))
    return PAGE.format(rows=rows).encode("gbk")


def _separated(sheet, delimiter):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerows([map(_text, row) for row in sheet.rows])
    return buffer.getvalue()


def _html_row(sheet, number):
    hidden = sheet.covered()
    spans = {(merge.top, merge.left): merge for merge in sheet.merges}
    cells = [
        f"<td{_spans(spans.get((number, column)))}>{html.escape(_text(value))}</td>"
        for column, value in enumerate(sheet.rows[number])
        if (number, column) not in hidden
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _spans(merge):
    if merge is None:
        return ""
    return f' colspan="{merge.right - merge.left + 1}" rowspan="{merge.bottom - merge.top + 1}"'


def _text(value):
    return "" if value is None else value.strftime("%Y/%m/%d") if isinstance(value, date) else str(value)
