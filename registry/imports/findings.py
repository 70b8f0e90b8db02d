"""The problems of an import as people and programs read them."""

from collections.abc import Iterator
from typing import Any

from registry.imports.problems import Problem, reason, remedy
from registry.models import RegisterImport, StagedStudent


def problem_of(row: StagedStudent, stored: dict[str, Any]) -> Problem:
    """Make the problem again that a staged row holds as JSON."""
    place = row.sheet, row.row, stored["column"], stored["value"]
    return Problem(*place, stored["code"], stored["level"], stored["params"])


def problems_of(row: StagedStudent) -> list[dict[str, Any]]:
    """Give a row's problems with their words: column, value, level, code, reason, remedy, question."""
    found = [problem_of(row, stored) for stored in row.problems]
    return [
        {
            "column": p.column,
            "value": p.value,
            "level": p.level,
            "code": p.code,
            "reason": reason(p),
            "remedy": remedy(p),
            "question": p.params.get("question", ""),
        }
        for p in found
    ]


def all_problems(register_import: RegisterImport) -> Iterator[dict[str, Any]]:
    """Give every problem of an import in the order of its rows, ready for JSON."""
    rows = StagedStudent.objects.filter(register_import=register_import).exclude(level="").order_by("sequence")
    for row in rows.only("sheet", "row", "problems").iterator():
        for problem in problems_of(row):
            yield {
                "sheet": row.sheet,
                "row": row.row,
                "column": problem["column"],
                "value": problem["value"],
                "code": problem["code"],
                "message": f"{problem['reason']} {problem['remedy']}",
                "level": problem["level"],
            }
