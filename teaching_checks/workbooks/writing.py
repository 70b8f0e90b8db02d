"""The template of a round: who and what is protected, the cells to fill are open and say what they take.

A hidden sheet keeps which round it is, whom each row means and what stood there: so that a file that comes back late
does not undo what somebody has entered meanwhile.
"""

from collections.abc import Sequence
from io import BytesIO

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from sheets.rules import LONGEST_TEXT, MOST_COUNT, Item, Kind, Sheet
from teaching_checks.models import Inspected, Round
from teaching_checks.workbooks.columns import TICKED, RoundResource

MARK = "gongyu"  # the hidden sheet
HEADER = 3  # the row of the headings
FIXED = 3  # key, number, teacher
_LINE = Side(style="thin", color="999999")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEAD, STILL = PatternFill("solid", fgColor="E7ECF2"), PatternFill("solid", fgColor="F5F5F5")
OPEN, WRAP = Protection(locked=False), Alignment(wrap_text=True, vertical="center")


def template(round: Round, rows: Sequence[Inspected]) -> bytes:
    """Give the .xlsx of the rows (with their cells loaded), with what is entered already."""
    sheet = round.sheet.sheet
    book = Workbook()
    _fill(book.active, round, sheet, rows)
    _explain(book.create_sheet(_("How to fill this in")), round)
    _mark(book.create_sheet(MARK), round, sheet, rows)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page, round: Round, sheet: Sheet, rows: Sequence[Inspected]) -> None:
    data = RoundResource(sheet).export_rows(rows)
    page.title = _("Results")
    page["B1"], page["B2"] = f"{round.school} · {round.name}", _window(round)
    page["B1"].font = Font(size=14, bold=True)
    for column, words in enumerate(data.headers, 1):
        _put(page.cell(HEADER, column), words, font=Font(bold=True), fill=HEAD, alignment=WRAP)
    for number, values in enumerate(data, HEADER + 1):
        for column, value in enumerate(values, 1):
            item = sheet.items[column - FIXED - 1] if column > FIXED else None
            _put(page.cell(number, column), _typed(item, value), **({"protection": OPEN} if item else {"fill": STILL}))
    last = HEADER + len(rows)
    for column, item in enumerate(sheet.items, FIXED + 1):
        _restrict(page, sheet, item, column, last)
    _arrange(page, sheet)


def _typed(item: Item | None, value):
    return float(value) if item and value and item.kind in (Kind.SCORE, Kind.COUNT) else value


def _put(cell, value, **style) -> None:
    _write(cell, value)
    cell.border = BOX
    for name, worth in style.items():
        setattr(cell, name, worth)


def _write(cell, value) -> None:
    """Write a number as a number and text as text: what begins with “=” is no formula."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str) and value:
        cell.data_type = "s"


def _restrict(page, sheet: Sheet, item: Item, column: int, last: int) -> None:
    rules = {
        Kind.SCORE: {"type": "decimal", "operator": "between", "formula1": "0", "formula2": f"{item.most:f}"},
        Kind.COUNT: {"type": "whole", "operator": "between", "formula1": "0", "formula2": str(MOST_COUNT)},
        Kind.GRADE: {"type": "list", "formula1": '"{}"'.format(",".join(line.name for line in sheet.grades))},
        Kind.TICK: {"type": "list", "formula1": f'"{TICKED}"'},
        Kind.TEXT: {"type": "textLength", "operator": "lessThanOrEqual", "formula1": str(LONGEST_TEXT)},
    }
    rule = DataValidation(allow_blank=True, showErrorMessage=True, errorTitle=item.name[:30], **rules[item.kind])
    rule.error = what_it_takes(sheet, item)[:220]
    letter = get_column_letter(column)
    rule.add(f"{letter}{HEADER + 1}:{letter}{max(last, HEADER + 1)}")
    page.add_data_validation(rule)
    page.cell(HEADER, column).comment = Comment(what_it_takes(sheet, item), "")


def what_it_takes(sheet: Sheet, item: Item) -> str:
    """Say what may be entered for a criterion."""
    return {
        Kind.SCORE: _("0 to %(most)s, one decimal at most.") % {"most": f"{item.most.normalize():f}"},
        Kind.COUNT: _("A whole number from 0 to %(most)s.") % {"most": MOST_COUNT},
        Kind.GRADE: _("One of: %(grades)s.") % {"grades": ", ".join(line.name for line in sheet.grades)},
        Kind.TICK: _("√ if it is so, else leave it empty."),
        Kind.TEXT: _("At most %(most)d characters.") % {"most": LONGEST_TEXT},
    }[item.kind]


def _arrange(page, sheet: Sheet) -> None:
    page.column_dimensions["A"].hidden = True
    page.column_dimensions["B"].width, page.column_dimensions["C"].width = 6, 14
    for column, item in enumerate(sheet.items, FIXED + 1):
        page.column_dimensions[get_column_letter(column)].width = 30 if item.kind is Kind.TEXT else 13
    page.row_dimensions[HEADER].height = 45
    page.freeze_panes = page.cell(HEADER + 1, FIXED + 1)
    page.protection.sheet = True  # without a password: it protects from slips, not from people
    page.protection.formatColumns = page.protection.formatRows = False
    page.print_title_rows = f"{HEADER}:{HEADER}"
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _explain(page, round: Round) -> None:
    lines = [
        f"{round.school} · {round.name}",
        _window(round),
        _("Fill in the open cells of the first sheet; hold the pointer on a heading to see what it takes."),
        _("Leave empty what is not known yet. An emptied cell also empties it in the portal."),
        _("Do not add teachers here: the office adds them to the round in the portal."),
        _("Then open the round in the portal, choose “Import from Excel”, and look at each change before it is made."),
    ]
    page.column_dimensions["A"].width = 100
    for number, words in enumerate(lines, 1):
        _write(page.cell(number, 1), words)
        page.cell(number, 1).alignment = WRAP


def _mark(page, round: Round, sheet: Sheet, rows: Sequence[Inspected]) -> None:
    plain = RoundResource(sheet, shows_words=False).export_rows(rows)
    labels = RoundResource(sheet).get_export_headers()[FIXED:]
    head = [
        [MARK, str(round.public_id), str(round.revision), get_language() or "", round.name],
        ["codes", *(item.code for item in sheet.items)],
        ["labels", *labels],
    ]
    for number, values in enumerate([*head, *([row[0], *row[FIXED:]] for row in plain)], 1):
        for column, value in enumerate(values, 1):
            _write(page.cell(number, column), str(value))
    page.sheet_state = "hidden"
    page.protection.sheet = True


def _window(round: Round) -> str:
    days = [formats.date_format(day, "DATE_FORMAT") for day in (round.from_on, round.to_on)]
    return f"{round.get_object_display()} · {days[0]} – {days[1]} · {round.sheet}"
