"""What a reading has found, kept on the import: counts, new classes and villages, tables with masked samples."""

from collections import Counter
from typing import Any

from registry.imports.layout import Found
from registry.imports.layout.mapping import header_keys
from registry.imports.problems import hidden_number, safe_value
from registry.models import Enrolment, RegisterImport

ROWS_NAMED = 8  # of the rows left out for one reason


def keep(register_import: RegisterImport, reading, seen: list[int]) -> None:
    """Save the report and mark the import as read."""
    register_import.report = counts(register_import, reading)
    register_import.tables = describe(reading.found)
    register_import.created = {
        "classes": sorted([*key, pk] for key, pk in reading.new_classes.items()),
        "villages": reading.new_villages,
    }
    register_import.watermark = seen
    register_import.state = RegisterImport.State.READ
    register_import.save(update_fields=["report", "tables", "created", "watermark", "state"])


def counts(register_import: RegisterImport, reading) -> dict[str, Any]:
    """Give the figures of a plan; applying reports the same, because it carries out this very plan."""
    rows, households = reading.plan.rows, reading.plan.households
    actions = Counter(row.action for row in rows)
    codes = Counter(found.code for row in rows for found in row.problems)
    people = Counter(person.action for person in households.people)
    return {
        "rows": len(rows),
        "created": actions["new"],
        "updated": actions["changed"],
        "unchanged": actions["unchanged"],
        "skipped": actions["rejected"],
        "warned": sum(row.level == "warn" for row in rows),
        "moved": sum(row.enrol in ("move", "correct") and row.action == "changed" for row in rows),
        "codes": dict(codes.most_common()),
        "classes_created": len(reading.new_classes),
        "villages_created": len(reading.new_villages),
        "guardians_created": people["new"],
        "guardians_updated": people["changed"],
        "guardians_merged": households.merged,
        **_absent(register_import, rows),
    }


def _absent(register_import, rows) -> dict[str, int]:
    """Count pupils who are enrolled but not in the file: in the classes of the file, and in the whole school."""
    in_file = {row.student for row in rows}
    classes = {row.school_class for row in rows}
    enrolled = Enrolment.objects.on(register_import.effective_on).filter(school=register_import.school)
    absent = [
        school_class
        for student, school_class in enrolled.values_list("student", "school_class")
        if student not in in_file
    ]
    return {"absent": sum(school_class in classes for school_class in absent), "absent_in_school": len(absent)}


def describe(found: Found) -> dict[str, Any]:
    """Give the tables for the mapping page: headers, fields, samples in which numbers are masked."""
    return {
        "tables": [_describe_table(table) for table in found.tables],
        "skipped_sheets": [[sheet.name, sheet.reason] for sheet in found.skipped_sheets],
    }


def _describe_table(table) -> dict[str, Any]:
    columns = zip(header_keys(table), table.columns, strict=True)
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "rows": len(table.row_numbers),
        "default_class": table.default_class,
        "skipped": _describe_skipped(table),
        "hidden_rows": len(table.hidden_rows),
        "left_out": [_describe_column("", column) for column in table.left_out],
        "columns": [_describe_column(key, column) for key, column in columns],
    }


def _describe_skipped(table) -> list[dict[str, Any]]:
    """Give each reason for leaving rows out, with the number of rows and the first of them."""
    rows: dict[str, list[int]] = {}
    for skipped in table.skipped:
        rows.setdefault(str(skipped.reason), []).append(skipped.row)
    return [{"reason": reason, "count": len(found), "rows": found[:ROWS_NAMED]} for reason, found in rows.items()]


def _describe_column(key, column) -> dict[str, Any]:
    holds_numbers = (column.field or "").endswith(("id_number", "national_number"))
    show = hidden_number if holds_numbers else safe_value
    return {
        "key": key,
        "letter": column.letter,
        "header": column.header,
        "group": column.group,
        "field": column.field,
        "is_hidden": column.is_hidden,
        "samples": [show(sample) for sample in column.samples],
    }
