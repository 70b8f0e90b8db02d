"""A class list as a workbook, with the columns that its purpose needs and no others."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from accounts.log_words import Purpose
from registry.models import Student

# ID numbers are in none (L-05).
COLUMNS_FOR = {
    Purpose.NAMES: ("number", "name", "sex"),
    Purpose.CONTACTS: ("number", "name", "guardian", "relation", "phone"),
    Purpose.VISITS: ("number", "name", "village", "address", "guardian", "relation", "phone"),
    Purpose.BIRTHDAYS: ("number", "name", "sex", "born_on"),
}


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


def class_list(pupils: Iterable[Student], purpose: Purpose) -> bytes:
    """Give an .xlsx; `pupils` come with `family` as selectors.classes.pupils_of_class loads it."""
    columns = [COLUMNS[column] for column in COLUMNS_FOR[purpose]]
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("Class list")
    sheet.append([str(heading) for heading, _width, _value in columns])
    for number, pupil in enumerate(pupils, 1):
        sheet.append([as_text(value(number, pupil)) for _heading, _width, value in columns])
    for index, (_heading, width, _value) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.cell(1, index).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def as_text(value):
    """Keep a cell from being read as a formula by a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
