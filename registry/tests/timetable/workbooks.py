"""Timetables as schools write them."""

from io import BytesIO

from openpyxl import Workbook

DAYS = ["星期一", "星期二", "星期三", "星期四", "星期五"]


def workbook(*sheets, merges=()) -> bytes:
    """sheets: (name, rows)."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for merge in merges:
            sheet.merge_cells(merge)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def grid(*cells_by_period, title="三（1）班课程表", labels=None) -> list[list]:
    """A grid by class; cells_by_period: one list per period, Monday first."""
    labels = labels or [f"第{number}节" for number in range(1, len(cells_by_period) + 1)]
    body = [[label, *cells] for label, cells in zip(labels, cells_by_period, strict=True)]
    return [[title], ["节次", *DAYS], *body]
