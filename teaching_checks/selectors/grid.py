"""What the page of the grid is drawn from, and what has changed since somebody looked."""

from django.utils.translation import gettext

from accounts.models import User
from sheets.rules import OVERALL, Sheet
from teaching_checks.models import Inspected, Round, RoundCell


def grid_rows(round: Round, user: User) -> list[Inspected]:
    """Give the user's part of the round, with the cells and with who is excused; two statements."""
    rows = Inspected.objects.within_reach_of(user).filter(round=round).with_leave()
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


def as_row(row: Inspected, *, knows_why: bool) -> dict:
    """Give a row with its cells: criterion → [value, revision]; `away` says that the teacher is on leave.

    Why is read by who manages the school's inspections: a colleague who inspects need not know of an illness.
    """
    away = (row.leave if knows_why else gettext("these days are waived")) if row.leave else ""
    return {
        "id": str(row.public_id),
        "name": row.teacher.name,
        "away": away,
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
