"""Take an applied import back, from the history: the rows that it created, the cells that it changed.

What somebody has touched since stays: a pupil with everything that belongs to them, a cell whose value is no longer the
one that the import wrote. A constant number of set-based statements, then one look at each class and village.
"""

from collections.abc import Sequence
from typing import Any

import pghistory.models
from django.db import connection, transaction
from django.utils import timezone

from jobs.runs import JobRun, Unwatched
from registry.imports.applying import lock_school
from registry.imports.plan.columns import GUARDIAN_TEXTS, STUDENT_COLUMNS
from registry.models import RegisterImport, SchoolClass, Student
from registry.setup.usage import uses_of
from schools.models import Village

# Cell → its columns: they are restored together or not at all. Details are restored key by key.
SPELLED = ("name", "name_pinyin", "name_initials")
ID_NUMBER = ("id_number_sealed", "id_number_hash")
NATIONAL_NUMBER = ("national_number_sealed", "national_number_hash")
CELLS = {
    "student": {
        **{column: (column,) for column in STUDENT_COLUMNS},
        "name": SPELLED,
        "id_number": ID_NUMBER,
        "national_number": NATIONAL_NUMBER,
    },
    "guardian": {
        **{column: (column,) for column in (*GUARDIAN_TEXTS, "other_phones")},
        "name": SPELLED,
        "id_number": ID_NUMBER,
    },
    "guardianship": {column: (column,) for column in ("relation", "relation_note", "is_guardian")},
    "enrolment": {column: (column,) for column in ("school_class_id", "to_on", "ended")},
}
WITH_DETAILS = {"student", "guardian"}
# What must hold for an old value to be possible again.
IS_FREE = """NOT EXISTS (SELECT FROM registry_student x
                          WHERE x.school_id = s.school_id AND x.{0} = o.{0} AND x.id <> s.id)"""
HAS_VILLAGE = "(o.village_id IS NULL OR EXISTS (SELECT FROM schools_village v WHERE v.id = o.village_id))"
HAS_CLASS = "EXISTS (SELECT FROM registry_schoolclass c WHERE c.id = o.school_class_id)"
POSSIBLE = {
    "student": {
        "village_id": HAS_VILLAGE,
        "id_number": IS_FREE.format("id_number_hash"),
        "national_number": IS_FREE.format("national_number_hash"),
    },
    "guardian": {},
    "guardianship": {},
    "enrolment": {"school_class_id": HAS_CLASS},
}

# The last event of each row that the import wrote, with the event before the import and whether there is a later one.
WRITTEN = """
    CREATE TEMP TABLE undo_{table} ON COMMIT DROP AS
    WITH mine AS (
        SELECT e.pgh_obj_id, min(e.pgh_id) AS first, max(e.pgh_id) AS last, bool_or(e.pgh_label = 'insert') AS is_new
          FROM registry_{table}event e JOIN pghistory_context c ON c.id = e.pgh_context_id
         WHERE e.school_id = %(school)s AND c.metadata->>'register_import' = %(import)s
         GROUP BY e.pgh_obj_id),
    around AS (
        SELECT e.pgh_obj_id, max(e.pgh_id) FILTER (WHERE e.pgh_id < mine.first) AS before_id,
               bool_or(e.pgh_id > mine.last) AS is_touched
          FROM mine JOIN registry_{table}event e ON e.pgh_obj_id = mine.pgh_obj_id
         GROUP BY e.pgh_obj_id)
    SELECT w.*, mine.is_new, around.before_id, around.is_touched
      FROM mine
      JOIN around ON around.pgh_obj_id = mine.pgh_obj_id
      JOIN registry_{table}event w ON w.pgh_id = mine.last
"""
# Created pupils whom nobody has touched, nor their classes, nor their family.
GONE = """
    CREATE TEMP TABLE undo_gone ON COMMIT DROP AS
    SELECT w.pgh_obj_id AS id FROM undo_student w
     WHERE w.is_new AND NOT w.is_touched
       AND NOT EXISTS (SELECT FROM undo_enrolment u WHERE u.student_id = w.pgh_obj_id AND u.is_touched)
       AND NOT EXISTS (SELECT FROM undo_guardianship u WHERE u.student_id = w.pgh_obj_id AND u.is_touched)
       AND NOT EXISTS (SELECT FROM registry_enrolment e WHERE e.student_id = w.pgh_obj_id
                          AND NOT EXISTS (SELECT FROM undo_enrolment u WHERE u.pgh_obj_id = e.id))
       AND NOT EXISTS (SELECT FROM registry_guardianship l WHERE l.student_id = w.pgh_obj_id
                          AND NOT EXISTS (SELECT FROM undo_guardianship u WHERE u.pgh_obj_id = l.id))
       AND NOT EXISTS (SELECT FROM registry_guardianship l JOIN undo_guardian g ON g.pgh_obj_id = l.guardian_id
                        WHERE l.student_id = w.pgh_obj_id AND g.is_new AND g.is_touched)
"""
# Pupils of before whose class the import changed: as it was then only when nobody has moved them since.
MOVED = """
    CREATE TEMP TABLE undo_moved ON COMMIT DROP AS
    SELECT u.student_id, EXISTS (SELECT FROM registry_enrolmentevent l
                                  WHERE l.student_id = u.student_id AND l.pgh_id > max(u.pgh_id)) AS is_touched
      FROM undo_enrolment u
     WHERE NOT EXISTS (SELECT FROM undo_student s WHERE s.pgh_obj_id = u.student_id AND s.is_new)
     GROUP BY u.student_id
"""
REMOVE_LINKS = """
    DELETE FROM registry_guardianship l USING undo_guardianship w
     WHERE l.id = w.pgh_obj_id AND w.is_new AND NOT w.is_touched
       AND (l.student_id IN (SELECT id FROM undo_gone)
            OR NOT EXISTS (SELECT FROM undo_student s WHERE s.pgh_obj_id = l.student_id AND s.is_new)
               AND NOT EXISTS (SELECT FROM undo_guardian g
                                WHERE g.pgh_obj_id = l.guardian_id AND g.is_new AND g.is_touched))
"""
REMOVE_ENROLMENTS = """
    DELETE FROM registry_enrolment e USING undo_enrolment w
     WHERE e.id = w.pgh_obj_id AND w.is_new
       AND (e.student_id IN (SELECT id FROM undo_gone)
            OR e.student_id IN (SELECT student_id FROM undo_moved WHERE NOT is_touched))
"""
REMOVE_GUARDIANS = """
    DELETE FROM registry_guardian g USING undo_guardian w
     WHERE g.id = w.pgh_obj_id AND w.is_new AND NOT w.is_touched
       AND NOT EXISTS (SELECT FROM registry_guardianship l WHERE l.guardian_id = g.id)
"""
REMOVE_STUDENTS = "DELETE FROM registry_student s USING undo_gone w WHERE s.id = w.id"
# Created rows that are still there; what belongs to a created pupil who stays is not named beside the pupil.
STILL_THERE = """
    SELECT s.id, {student} FROM registry_{table} s JOIN undo_{table} w ON w.pgh_obj_id = s.id
     WHERE w.is_new AND NOT EXISTS (SELECT FROM undo_student u LEFT JOIN registry_guardianship l
                                        ON l.student_id = u.pgh_obj_id
                                     WHERE u.is_new AND {belongs})
     ORDER BY 1
"""
STUDENT = {"student": "s.id", "guardian": "NULL", "guardianship": "s.student_id", "enrolment": "s.student_id"}
BELONGS = {
    "student": "false",
    "guardian": "l.guardian_id = s.id",
    "guardianship": "u.pgh_obj_id = s.student_id",
    "enrolment": "u.pgh_obj_id = s.student_id",
}
TABLES = tuple(CELLS)
STEPS = 4


class CannotUndo(Exception):
    """The import is not applied, was taken back already, or is too old."""


@transaction.atomic
def undo(register_import: RegisterImport, *, run: JobRun | Unwatched) -> dict[str, Any]:
    """Take an import back; give {removed, restored: {noun: number}, kept: [{noun, id, student, cells}]}.

    `cells` names what keeps its present value; without them the whole row stays. Raises CannotUndo.
    """
    lock_school(register_import.school)
    register_import.refresh_from_db(fields=["state", "applied_at"])
    if not register_import.can_be_undone:
        raise CannotUndo
    with pghistory.context(undone_import=str(register_import.public_id)), connection.cursor() as cursor:
        register_import.undone = _carry_out(register_import, cursor, run)
    register_import.state, register_import.undone_at = RegisterImport.State.UNDONE, timezone.now()
    register_import.save(update_fields=["state", "undone", "undone_at"])
    return register_import.undone


def _carry_out(register_import, cursor, run):
    register_import.staged_students.all().delete()
    register_import.staged_guardians.all().delete()
    values = {"school": register_import.school_id, "import": str(register_import.public_id)}
    for table in TABLES:
        cursor.execute(WRITTEN.format(table=table), values)
        cursor.execute(f"ANALYZE undo_{table}")
    cursor.execute(GONE)
    _spare_used_elsewhere(cursor)
    cursor.execute(MOVED)
    _next(run)
    removed = {
        "guardianship": _count(cursor, REMOVE_LINKS),
        "enrolment": _count(cursor, REMOVE_ENROLMENTS),
        "guardian": _count(cursor, REMOVE_GUARDIANS),
        "student": _count(cursor, REMOVE_STUDENTS),
    }
    _next(run)
    restored = {table: _count(cursor, _restore(table)) for table in TABLES}
    _next(run)
    kept = [found for table in TABLES for found in _kept(cursor, table)]
    for table in (*(f"undo_{table}" for table in TABLES), "undo_gone", "undo_moved"):
        cursor.execute(f"DROP TABLE {table}")
    for noun, remove in (("class", _remove_classes), ("village", _remove_villages)):
        removed[noun], still_used = remove(register_import)
        kept += [_named(noun, pk) for pk in still_used]
    _next(run)
    return {"removed": removed, "restored": restored, "kept": kept}


def _spare_used_elsewhere(cursor) -> None:
    """Let created pupils stay of whom the apps above hold something: a family's consent, a place in a community."""
    for relation in Student._meta.related_objects:
        model = relation.related_model
        if model._meta.app_label != Student._meta.app_label and not issubclass(model, pghistory.models.Event):
            column = relation.field.column
            cursor.execute(f"DELETE FROM undo_gone g USING {model._meta.db_table} t WHERE t.{column} = g.id")


def _next(run):
    run.advance()
    run.check_cancel()


def _count(cursor, statement) -> int:
    cursor.execute(statement)
    return cursor.rowcount


def _row(alias: str, columns: tuple[str, ...]) -> str:
    return f"ROW({', '.join(f'{alias}.{column}' for column in columns)})"


def _was_changed(columns) -> str:
    return f"{_row('o', columns)} IS DISTINCT FROM {_row('w', columns)}"


def _is_restored(table: str, cell: str) -> str:
    """Say in SQL that a cell was changed, still is as the import wrote it, and can be what it was."""
    columns = CELLS[table][cell]
    unchanged_since = f"{_row('s', columns)} IS NOT DISTINCT FROM {_row('w', columns)}"
    return " AND ".join([_was_changed(columns), unchanged_since, POSSIBLE[table].get(cell, "true")])


DETAIL_WAS_CHANGED = "o.details->key IS DISTINCT FROM w.details->key"
DETAIL_IS_RESTORED = f"{DETAIL_WAS_CHANGED} AND s.details->key IS NOT DISTINCT FROM w.details->key"
DETAIL_KEYS = "jsonb_object_keys(o.details || w.details) AS key"
DETAILS = f"""
    (SELECT COALESCE(jsonb_object_agg(key, value) FILTER (WHERE value IS NOT NULL), '{{}}')
       FROM (SELECT key, CASE WHEN {DETAIL_IS_RESTORED} THEN o.details->key ELSE s.details->key END AS value
               FROM jsonb_object_keys(o.details || w.details || s.details) AS key) each)
"""


def _rows(table: str) -> str:
    """Say in SQL which rows were changed: s as it is, w as written, o as it was."""
    words = f"undo_{table} w JOIN registry_{table}event o ON o.pgh_id = w.before_id"
    touched = "AND w.student_id IN (SELECT student_id FROM undo_moved WHERE NOT is_touched)"
    return f"{words} WHERE s.id = w.pgh_obj_id AND NOT w.is_new {touched if table == 'enrolment' else ''}"


def _restore(table: str) -> str:
    cases = {cell: _is_restored(table, cell) for cell in CELLS[table]}
    changes = [
        f"{column} = CASE WHEN {cases[cell]} THEN o.{column} ELSE s.{column} END"
        for cell, columns in CELLS[table].items()
        for column in columns
    ]
    any_case = [f"({case})" for case in cases.values()]
    if table in WITH_DETAILS:
        changes.append(f"details = {DETAILS}")
        any_case.append(f"EXISTS (SELECT FROM {DETAIL_KEYS} WHERE {DETAIL_IS_RESTORED})")
    return f"UPDATE registry_{table} s SET {', '.join(changes)} FROM {_rows(table)} AND ({' OR '.join(any_case)})"


def _kept(cursor, table) -> list[dict[str, Any]]:
    """Give the created rows that are still there, and the changed cells that are not as they were."""
    names = {"table": table, "student": STUDENT[table], "belongs": BELONGS[table]}
    cursor.execute(STILL_THERE.format(**names))
    kept = [_named(table, pk, student) for pk, student in cursor]
    cursor.execute(_cells_kept(table))
    return kept + [_named(table, pk, student, cells) for pk, student, cells in cursor if cells]


def _named(noun: str, pk: int, student: int | None = None, cells: Sequence[str] = ()) -> dict[str, Any]:
    return {"noun": noun, "id": pk, "student": student, "cells": list(cells)}


def _cells_kept(table: str) -> str:
    cells = [
        f"CASE WHEN {_was_changed(columns)} AND {_row('s', columns)} IS DISTINCT FROM {_row('o', columns)}"
        f" THEN '{cell}' END"
        for cell, columns in CELLS[table].items()
    ]
    found = f"array_remove(ARRAY[{', '.join(cells)}], NULL)"
    if table in WITH_DETAILS:
        is_kept = f"{DETAIL_WAS_CHANGED} AND s.details->key IS DISTINCT FROM o.details->key"
        found += f" || ARRAY(SELECT key FROM {DETAIL_KEYS} WHERE {is_kept})"
    rows = f"undo_{table} w JOIN registry_{table}event o ON o.pgh_id = w.before_id JOIN registry_{table} s"
    return f"SELECT s.id, {STUDENT[table]}, {found} FROM {rows} ON s.id = w.pgh_obj_id WHERE NOT w.is_new ORDER BY 1"


def _remove_classes(register_import) -> tuple[int, list[int]]:
    """Delete the created classes that nothing uses and nobody has edited; give their number and those that stay."""
    created = [pk for *_key, pk in register_import.created["classes"]]
    classes = list(SchoolClass.objects.filter(pk__in=created, school=register_import.school))
    unused = [each for each in classes if each.events.count() == 1 and not uses_of(each)]
    for school_class in unused:
        school_class.delete()
    return len(unused), [each.pk for each in classes if each.pk]


def _remove_villages(register_import) -> tuple[int, list[int]]:
    """Do the same for villages: the school's own list of villages does not count as a use."""
    school = register_import.school
    villages = list(Village.objects.filter(pk__in=register_import.created["villages"].values()))
    unused = []
    for village in villages:
        is_edited = village.events.count() > 1 or village.aliases.exists()
        if is_edited or school.students.filter(village=village).exists():
            continue
        with transaction.atomic():
            school.villages.remove(village)
            if uses_of(village):
                school.villages.add(village)
            else:
                unused.append(village)
    for village in unused:
        village.delete()
    return len(unused), [each.pk for each in villages if each.pk]
