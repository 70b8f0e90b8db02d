"""Workbooks as schools write them, kept as files that a browser can upload."""

from openpyxl import Workbook


def workbook(folder, rows, *, name="list.xlsx", merged=()):
    """Write rows to an .xlsx and give its path; `merged` are ranges such as "A1:F1"."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    path = folder / name
    book.save(path)
    return path
