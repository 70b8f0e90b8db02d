"""The pupil's own columns that need no other column: name, contact, language of the drop-down lists."""

from datetime import date

from .codes import read_code
from .dates import Partial, read_date
from .draft import Draft
from .ethnic_groups import read_ethnic_group
from .person_names import read_name
from .phones import read_phones
from .text import Doubt

CODE_FIELDS = ("nationality", "boarding", "left_behind")


def clean_names(draft: Draft) -> None:
    """Fill the columns name and former_name; a row without a name is rejected."""
    names = draft.read("name", read_name)
    for index, name in enumerate(names) if None in names else ():
        if name is None and index not in draft.rejected:
            draft.report(index, "name", "name-missing")
    draft.columns["name"] = names
    draft.columns["former_name"] = draft.read("former_name", _former)


def clean_lists(draft: Draft) -> None:
    """Fill the columns that hold a code."""
    draft.columns["ethnic_group"] = draft.read("ethnic_group", read_ethnic_group)
    for field in CODE_FIELDS:
        draft.columns[field] = draft.read(field, lambda cell, field=field: read_code(cell, field))


def clean_phones(draft: Draft) -> None:
    """Fill the columns phone (the first) and phones (all)."""
    phones = [found or () for found in draft.read("phone", read_phones)]
    draft.columns["phones"] = phones
    draft.columns["phone"] = [found[0] if found else None for found in phones]


def clean_entry(draft: Draft) -> None:
    """Fill the column entered_on with the first of the month; a year alone means September."""
    today = draft.context.effective_on
    draft.columns["entered_on"] = draft.read("entered_on", lambda cell: _first_of_month(read_date(cell, today)))


def _first_of_month(found):
    if isinstance(found, Doubt) or found is None:
        return found._replace(code="date-unreadable") if found else None
    if isinstance(found, date):
        return found.replace(day=1)
    if isinstance(found, Partial) and found.code == "date-month-only":
        year, *month = found.readings[0]
        return date(year, month[0] if month else 9, 1)
    return Doubt(None, "date-unreadable")


def _former(cell):
    """Read a former name; one that cannot be a name is only left out."""
    found = read_name(cell)
    if isinstance(found, Doubt) and found.code == "name-not-a-name":
        return Doubt(None, "value-shape")
    return found
