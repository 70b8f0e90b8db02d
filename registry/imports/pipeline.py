"""One reading of an import: bytes → tables → clean columns → plan → staged rows and a report."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from core import sealing
from jobs.runs import JobRun, Unwatched
from registry.class_names import ClassKey
from registry.imports import reporting, uploads
from registry.imports.adapting import place_villages, to_file
from registry.imports.cleaning import CleanTable, clean_tables
from registry.imports.elsewhere import warn_of_other_schools
from registry.imports.layout import Found, Table, apply_mapping, by_fields, find_tables
from registry.imports.loading import load_register, watermark
from registry.imports.plan.model import Choices, File, Plan
from registry.imports.plan.planning import make_plan
from registry.imports.reading import Unreadable, read_workbook
from registry.imports.settings import context_of, known_classes
from registry.imports.staging import draw, stage
from registry.models import FieldMapping, RegisterImport


@dataclass
class Reading:
    """Everything that one reading of a file gives."""

    found: Found
    clean: CleanTable
    file: File
    plan: Plan
    new_classes: dict[ClassKey, int]
    new_villages: dict[str, int]


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Pause the collector: it would walk through millions of live cells again and again, a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@transaction.atomic
@no_garbage_collection()
def read(register_import: RegisterImport, run: JobRun | Unwatched) -> dict[str, Any]:
    """Read the upload, plan it, stage the plan and give the report. Writes no row of the register.

    Raises Unreadable for a file that is no workbook.
    """
    run.step(_("Reading the file"))
    found = find(register_import, uploads.data_of(register_import))
    seen = watermark(register_import.school)
    run.check_cancel()
    run.step(_("Checking the rows"))
    clean = clean_tables(_given_away(found.tables), context_of(register_import))
    run.check_cancel()
    run.step(_("Comparing with the register"))
    reading = plan(register_import, found, clean)
    run.check_cancel()
    run.step(_("Preparing the preview"))
    stage(register_import, reading.clean, reading.file, reading.plan)
    reporting.keep(register_import, reading, seen)
    return register_import.report


def _given_away(tables: list[Table]) -> Iterator[Table]:
    """Give each table and drop its cells afterwards: half of an import's memory would be raw cells."""
    for table in tables:
        yield table
        table.values = []


def find(register_import: RegisterImport, data: bytes) -> Found:
    """Find the tables of a workbook, with the columns as this school has corrected them, then as this import has."""
    found = find_tables(read_workbook(data), by_fields, include_hidden=register_import.include_hidden)
    remembered = FieldMapping.objects.filter(school=register_import.school).values_list("header", "field")
    corrections = {header: field or None for header, field in remembered} | register_import.mapping
    if not found.tables:
        raise Unreadable("no-pupils")
    if corrections:
        found.tables = [apply_mapping(table, corrections) for table in found.tables]
    return found


def plan(register_import: RegisterImport, found: Found, clean: CleanTable) -> Reading:
    """Compare the cleaned rows with the school's register."""
    school = register_import.school
    villages, new_villages = place_villages(clean, draw)
    file = to_file(clean, villages, sealing.hash_key(str(school.district.public_id)))
    warn_of_other_schools(school, file, register_import.effective_on)
    register = load_register(school, register_import.effective_on, file.values)
    choices = Choices(register_import.effective_on, register_import.wipe_blanks, register_import.answers)
    classes = known_classes(school)
    known = set(classes)
    made = make_plan(file, register, choices, classes, draw)
    new_classes = {key: pk for key, pk in classes.items() if key not in known}
    return Reading(found, clean, file, made, new_classes, new_villages)
