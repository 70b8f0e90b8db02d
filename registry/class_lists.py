"""A class list as a workbook, with the columns that its purpose needs and no others."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from registry.models import SchoolClass, Student

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _guardian(pupil):
    return pupil.family[0].guardian if pupil.family else None


# Column: heading, width in characters, value of the pupil with running number.
COLUMNS = {
    "number": (gettext_lazy("No."), 6, lambda number, pupil: number),
    "name": (gettext_lazy("Name"), 14, lambda number, pupil: pupil.name),
    "sex": (gettext_lazy("Sex"), 8, lambda number, pupil: pupil.get_sex_display()),
    "born_on": (gettext_lazy("Date of birth"), 14, lambda number, pupil: pupil.born_on),
    "village": (gettext_lazy("Village"), 16, lambda number, pupil: str(pupil.village or "")),
    "address": (gettext_lazy("Address"), 40, lambda number, pupil: pupil.address),
    "guardian": (gettext_lazy("Guardian"), 14, lambda number, pupil: getattr(_guardian(pupil), "name", "")),
    "relation": (
        gettext_lazy("Relation"),
        16,
        lambda number, pupil: pupil.family[0].get_relation_display() if pupil.family else "",
    ),
    "phone": (
        gettext_lazy("Phone"),
        16,
        lambda number, pupil: getattr(_guardian(pupil), "phone", "") or pupil.phone,
    ),
}


def class_list_response(school_class: SchoolClass, pupils: Iterable[Student], columns: Sequence[str]) -> HttpResponse:
    """Give the workbook; `pupils` come with `family` as selectors.classes.pupils_of_class loads it."""
    rows = [[str(COLUMNS[column][0]) for column in columns]]
    for number, pupil in enumerate(pupils, 1):
        rows.append([as_text(COLUMNS[column][2](number, pupil)) for column in columns])
    widths = [COLUMNS[column][1] for column in columns]
    name = slugify(str(school_class), allow_unicode=True) or "class"
    return workbook_response(rows, widths=widths, title=_("Class list"), file_name=f"{name}.xlsx")


def as_text(value):
    """Keep a cell from being read as a formula by a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def workbook_response(rows: list[list], *, widths: list[int], title: str, file_name: str) -> HttpResponse:
    """Give rows, the first of them headings, as an .xlsx to save."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title[:31]
    for row in rows:
        sheet.append(row)
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    stream = BytesIO()
    workbook.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(True, file_name)
    return response
