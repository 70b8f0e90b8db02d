"""What was found wrong in a teacher's row: ticks, problems counted, and what was judged by the lowest grade."""

from collections.abc import Mapping

from sheets.rules import Item, Kind, Sheet


def problems(sheet: Sheet, values: Mapping[str, str], grade: str = "") -> list[tuple[Item, str]]:
    """Give the criteria at which something is wrong, and their values. `grade` is that of the whole row.

    A tick is a problem by itself. A number that may stay empty counts problems; others count work. Source: C1.2,
    C1.7, C6.2, C6.6, C7.5 (follow-up: put right).
    """
    lowest = sheet.lowest.code if sheet.lowest else None
    found = [(item, values[item.code]) for item in sheet.items if _is_wrong(item, values.get(item.code, ""), lowest)]
    if not found and lowest and grade == lowest:
        found = [(item, values[item.code]) for item in _weakest(sheet, values)]
    return found


def has_failed(sheet: Sheet, grade: str) -> bool:
    """Tell whether a row got the lowest grade of the sheet: the inspection was not passed (C4.2)."""
    return bool(grade) and sheet.lowest is not None and grade == sheet.lowest.code


def _is_wrong(item: Item, value: str, lowest: str | None) -> bool:
    if item.kind is Kind.TICK:
        return bool(value)
    if item.kind is Kind.COUNT:
        return item.may_be_empty and value not in ("", "0")
    return item.kind is Kind.GRADE and value != "" and value == lowest


def _weakest(sheet: Sheet, values: Mapping[str, str]) -> list[Item]:
    """Give the scores with the smallest share of their marks: of a bad total they are worth naming."""
    scores = [item for item in sheet.items if item.kind is Kind.SCORE and values.get(item.code)]
    return sorted(scores, key=lambda item: float(values[item.code]) / float(item.most))[:3]
