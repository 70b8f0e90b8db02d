"""From the cells of a register to clean values, family members, classes, villages and a list of problems.

Pure: plain values in, plain values out, no database. Works on whole columns; each different cell is read once.
"""

from collections.abc import Iterable
from operator import attrgetter

from registry.class_names import ClassKey, Stage
from registry.village_names import VillageFinder

from .birth import clean_birth
from .checks import check_columns
from .classes import class_label, clean_classes
from .details import clean_details
from .draft import Draft
from .duplicates import find_duplicates
from .guardians import clean_guardians
from .identity import clean_identity
from .places import clean_places, settle_names
from .pupils import clean_entry, clean_lists, clean_names, clean_phones
from .results import CleanTable, Context, GuardianRow
from .student_numbers import clean_student_numbers

__all__ = ["ClassKey", "CleanTable", "Context", "GuardianRow", "Stage", "class_label", "clean_tables"]


def clean_tables(tables: Iterable, context: Context) -> CleanTable:
    """Clean the tables that the layout found; the rows of all tables come in one list, rejected ones too."""
    clean = CleanTable()
    finder = VillageFinder(context.villages)
    for table in tables:
        _add_table(clean, Draft(table, context), finder)
    for field, values in clean.columns.items():
        if any(value not in (None, ()) for value in values):
            clean.present.add(field)
    clean.village_new = settle_names(clean.village_new)
    if clean.rows:
        find_duplicates(clean)
    return clean


def _add_table(clean: CleanTable, draft: Draft, finder: VillageFinder) -> None:
    """Clean one table and put it below the others."""
    clean_names(draft)
    clean_birth(draft, *clean_identity(draft))
    clean_student_numbers(draft)
    clean_lists(draft)
    clean_entry(draft)
    clean_phones(draft)
    classes = clean_classes(draft)
    villages, proposed = clean_places(draft, finder)
    details = clean_details(draft)
    guardians = clean_guardians(draft)
    check_columns(draft, details)
    start = len(clean.rows)
    clean.guardians += [row._replace(row=row.row + start) for row in guardians] if start else guardians
    clean.rejected |= {index + start for index in draft.rejected}
    clean.problems += sorted(draft.problems, key=attrgetter("row"))
    clean.present |= set(draft.fields)
    clean.headers |= {(draft.sheet, field): header for field, header in draft.headers.items()}
    _extend(clean, draft, classes, villages, proposed, details)


def _extend(clean, draft, classes, villages, proposed, details):
    clean.sheets += [draft.sheet] * len(draft)
    clean.rows += draft.rows
    clean.class_keys += classes
    clean.village_keys += villages
    clean.village_new += proposed
    clean.details += details
    for field, values in draft.columns.items():
        clean.columns.setdefault(field, []).extend(values)
