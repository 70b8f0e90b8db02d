"""What the page of the grid is drawn from, and what has changed since somebody looked."""

from accounts.models import User
from sheets.rules import OVERALL, Sheet
from teaching_checks.models import Inspected, Round, RoundCell


def grid_rows(round: Round, user: User) -> list[Inspected]:
    """Give the rows of the round that the user enters, with their cells; two statements."""
    rows = Inspected.objects.enterable_by(user).filter(round=round)
    return list(rows.select_related("teacher", "inspector").prefetch_related("cells").order_by("position", "pk"))


def changed_since(round: Round, user: User, revision: int) -> list[RoundCell]:
    """Give the cells saved after that revision in the rows that the user enters; one statement by an index."""
    mine = Inspected.objects.enterable_by(user).filter(round=round)
    newer = RoundCell.objects.filter(round=round, revision__gt=revision, row__in=mine)
    return list(newer.select_related("row", "by").order_by("revision", "pk"))


def as_sheet(sheet: Sheet) -> dict:
    """Give items and grade lines as the scripts read them; numbers as texts, for they are exact decimals."""
    return {
        "items": [
            {
                "code": item.code,
                "name": item.name,
                "kind": str(item.kind),
                "most": f"{item.most.normalize():f}",
                "dimension": item.dimension,
                "mayBeEmpty": item.may_be_empty,
            }
            for item in sheet.items
        ],
        "grades": [{"code": line.code, "name": line.name, "share": str(line.share)} for line in sheet.grades],
        "overall": OVERALL,
    }


def as_row(row: Inspected) -> dict:
    """Give a row with its cells: criterion → [value, revision]."""
    return {
        "id": str(row.public_id),
        "name": row.teacher.name,
        "inspector": str(row.inspector) if row.inspector else "",
        "cells": {cell.criterion: [cell.value, cell.revision] for cell in row.cells.all()},
    }


def as_cell(cell: RoundCell) -> dict:
    """Give a cell as answered and polled; its row and typist are loaded."""
    return {
        "row": str(cell.row.public_id),
        "criterion": cell.criterion,
        "value": cell.value,
        "revision": cell.revision,
        "by": str(cell.by),
    }
