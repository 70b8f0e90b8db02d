"""Columns of a round's workbook: django-import-export gives the rows, one column for each criterion of the sheet."""

from collections.abc import Iterable, Sequence

import tablib
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from import_export.fields import Field
from import_export.resources import Resource

from sheets.rules import Item, Kind, Sheet
from teaching_checks.models import Inspected

TICKED = "√"


class RoundResource(Resource):
    """One row for each inspected teacher; `shows_words` writes grades by their names and ticks as √."""

    def __init__(self, sheet: Sheet, *, shows_words: bool = True):
        super().__init__()
        self.fields = {
            "key": Field(attribute="public_id", column_name="key"),
            "number": Field(column_name=_("No.")),
            "teacher": Field(column_name=_("Teacher")),
            **{item.code: Field(column_name=label(item)) for item in sheet.items},
        }
        self.sheet, self.shows_words, self.numbers = sheet, shows_words, {}

    def get_export_order(self, selected_fields=None):
        return tuple(self.fields)

    def export_rows(self, rows: Sequence[Inspected]) -> tablib.Dataset:
        """Give the rows, each with its cells already loaded as `held`."""
        self.numbers = {row.pk: number for number, row in enumerate(rows, 1)}
        data = tablib.Dataset(headers=self.get_export_headers())
        for row in rows:
            data.append([self.export_field(field, row) for field in self.get_export_fields()])
        return data

    def export_field(self, field, instance, **kwargs):
        name = self.get_field_name(field)
        if name == "number":
            return self.numbers[instance.pk]
        if name == "teacher":
            return instance.teacher.name
        if name == "key":
            return str(instance.public_id)
        value = value_of(instance, name)
        return shown(self.sheet, self.sheet.item(name), value) if self.shows_words else value


def label(item: Item) -> str:
    """Give the heading of a criterion: its name, and what it takes."""
    if item.kind is Kind.SCORE:
        return _("%(name)s (0–%(most)s)") % {"name": item.name, "most": f"{item.most.normalize():f}"}
    said = {
        Kind.COUNT: pgettext("kind of criterion", "number"),
        Kind.GRADE: pgettext("kind of criterion", "grade"),
        Kind.TICK: TICKED,
        Kind.TEXT: pgettext("kind of criterion", "text"),
    }
    return _("%(name)s (%(what)s)") % {"name": item.name, "what": said[item.kind]}


def shown(sheet: Sheet, item: Item, value: str) -> str:
    """Give a kept value as a person writes it."""
    if item.kind is Kind.TICK:
        return TICKED if value else ""
    if item.kind is Kind.GRADE and value:
        line = sheet.grade(value)
        return line.name if line else value
    return value


def value_of(row: Inspected, code: str) -> str:
    return row.held[code].value if code in row.held else ""


def with_cells(rows: Iterable[Inspected]) -> list[Inspected]:
    """Load the cells of rows as `held`, by criterion; one statement more."""
    loaded = list(rows.select_related("teacher").prefetch_related("cells"))
    for row in loaded:
        row.held = {cell.criterion: cell for cell in row.cells.all()}
    return loaded
