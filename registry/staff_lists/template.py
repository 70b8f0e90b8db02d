"""The workbook that a school fills in when it has no list of its own."""

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from registry.staff_lists.columns import COLUMNS

WIDTH = 18


def template_workbook() -> Workbook:
    """Give a workbook with one header row as text cells; an example stands as a note on each header."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "教师"
    sheet.append([column.header for column in COLUMNS])
    for index, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(row=1, column=index)
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
        cell.comment = Comment(f"例：{column.example}", "共育")
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = WIDTH
        sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "B2"
    return workbook
