"""Write a plan's rows into the staging tables, by COPY.

Of a row that changes nothing only what names it is staged, of an adult about whom nothing is new not even that: the
preview shows no more of them, and applying reads none of it.
"""

import json
from collections.abc import Iterable, Mapping

from django.db import connection

from core import sealing
from core.copying import CsvStream
from registry.imports.cleaning import CleanTable
from registry.imports.plan.columns import NAME, STUDENT_COLUMNS, TEXTS
from registry.imports.plan.model import NOTHING, Adult, File, LinkPlan, Plan, RowPlan
from registry.models import RegisterImport
from registry.names import pinyin

STUDENT_TARGET = (
    "register_import_id", "sequence", "sheet", "row", "action", "student_id", "school_class_id", "enrol", "before",
    "level", "problems", "details", "id_number_sealed", "id_number_hash", "national_number_sealed",
    "national_number_hash", "name_pinyin", "name_initials", *STUDENT_COLUMNS,
)  # fmt: skip
GUARDIAN_TARGET = (
    "register_import_id", "sequence", "position", "action", "guardian_id", "student_id", "relation", "relation_note",
    "is_guardian", "is_link_new", "is_link_changed", "before", "name", "name_pinyin", "name_initials", "phone",
    "other_phones", "id_type", "id_number_sealed", "id_number_hash", "workplace", "details",
)  # fmt: skip
NOT_NULL = {
    *TEXTS, "sheet", "action", "enrol", "level", "name_pinyin", "name_initials", "relation", "relation_note",
    "workplace",
}  # fmt: skip
UNSAID = ("{}", None, None, None, None, "", "")  # details, numbers, spelling
BLANK_VALUES = (None,) * (len(STUDENT_COLUMNS) - 1)  # all but the name, which comes first


def stage(register_import: RegisterImport, clean: CleanTable, file: File, plan: Plan) -> None:
    """Replace the staged rows of an import by those of this plan. Four statements."""
    with connection.cursor() as cursor:
        for table in ("registry_stagedstudent", "registry_stagedguardian"):
            cursor.execute(f"DELETE FROM {table} WHERE register_import_id = %s", [register_import.pk])
    _copy("registry_stagedstudent", STUDENT_TARGET, _student_rows(register_import.pk, clean, file, plan.rows))
    _copy("registry_stagedguardian", GUARDIAN_TARGET, _guardian_rows(register_import.pk, plan.households.links))


def _copy(table: str, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    """COPY rows as CSV: None is an empty cell, which the text columns read as ""."""
    texts = ", ".join(column for column in columns if column in NOT_NULL)
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({texts}))"
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, CsvStream(rows))


def _student_rows(import_id: int, clean: CleanTable, file: File, plans: list[RowPlan]):
    ids, national = clean.columns.get("id_number"), clean.columns.get("national_number")
    for index, plan in enumerate(plans):
        values = file.values[index]
        judged = (
            import_id, index, file.sheets[index], file.rows[index], plan.action, plan.student, plan.school_class,
            plan.enrol, _json(plan.before), plan.level, _problems(plan.problems),
        )  # fmt: skip
        if plan.action == "unchanged":
            yield *judged, *UNSAID, values[NAME], *BLANK_VALUES
            continue
        is_new = plan.action == "new"
        full, initials = pinyin(values[NAME]) if is_new or "name" in plan.before else ("", "")
        yield (
            *judged, _json(file.details[index]),
            _sealed(ids, index, is_new or "id_number" in plan.before), _hex(file.id_hashes[index]),
            _sealed(national, index, is_new or "national_number" in plan.before), _hex(file.national_hashes[index]),
            full, initials, *values,
        )  # fmt: skip


def _guardian_rows(import_id: int, links: list[LinkPlan]):
    for link in links:
        adult, person = link.adult, link.person
        said = person.adult if link.is_first else Adult(adult.row, adult.position, adult.name)
        is_written = link.is_first and person.action != "unchanged"
        full, initials = pinyin(said.name) if is_written else ("", "")
        yield (
            import_id, adult.row, adult.position, person.action if link.is_first else "same", person.guardian,
            link.student, adult.relation, adult.relation_note, adult.is_guardian, link.is_new, link.is_changed,
            _json(person.before if link.is_first else NOTHING), said.name, full, initials, said.phone,
            _array(said.phones[1:]), said.id_type,
            _hex(sealing.seal(said.id_number)) if is_written and said.id_number else None,
            _hex(said.id_hash), said.workplace, _json(said.details),
        )  # fmt: skip


def _sealed(numbers, index: int, is_wanted: bool) -> str | None:
    """Seal a number that will be written; one that is not stays unread after matching."""
    number = numbers[index] if numbers and is_wanted else None
    return _hex(sealing.seal(number)) if number else None


def _hex(value: bytes | None) -> str | None:
    return None if value is None else "\\x" + value.hex()


def _json(value: Mapping) -> str:
    return json.dumps(dict(value), ensure_ascii=False, default=str) if value else "{}"


def _array(values: tuple[str, ...]) -> str:
    return "{" + ",".join(f'"{value}"' for value in values) + "}"


def _problems(problems) -> str:
    if not problems:
        return "[]"
    keys = ("column", "value", "code", "level", "params")
    rows = [dict(zip(keys, (p.column, p.value, p.code, p.level, p.params), strict=True)) for p in problems]
    return json.dumps(rows, ensure_ascii=False, default=str)


def draw(table: str, number: int) -> list[int]:
    """Draw fresh primary keys of a table of the register. One statement, none for zero."""
    if not number:
        return []
    names = {"student": "registry_student", "guardian": "registry_guardian", "class": "registry_schoolclass"}
    names["village"] = "schools_village"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [names[table], number]
        )
        return [row[0] for row in cursor]
