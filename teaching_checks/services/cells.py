"""Cells of a round, saved while several people type: each change says which revision of the cell it was made over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import pghistory
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from sheets.rules import Sheet, WrongValue, clean
from teaching_checks.models import Inspected, Round, RoundCell
from teaching_checks.rules.results import done_on, outcome


@dataclass(frozen=True)
class Change:
    """A value as typed or pasted for a teacher's row (public id). `seen` is the revision of the cell that the typist
    saw, 0 for a cell never entered."""

    row: UUID
    criterion: str
    value: str
    seen: int = 0


@dataclass(frozen=True)
class Fault:
    """`reason`: one of sheets.rules.WrongValue, "no-such-criterion", or "not-yours" for a row one may not write."""

    change: Change
    reason: str


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved another value since: `cell` is what stands there, and was left as it is."""

    change: Change
    cell: RoundCell


@dataclass
class Saved:
    """What became of the changes: cells that now hold them, the rows with their new results, the rest by reason.

    `round` is as locked, with its new revision."""

    round: Round
    cells: list[RoundCell] = field(default_factory=list)
    rows: list[Inspected] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


@transaction.atomic
def save(*, round: Round, changes: Sequence[Change], by: User, now: datetime | None = None) -> Saved:
    """Keep the good ones of the changes in a number of statements that depends on neither cells nor teachers.

    The round's row is locked: revisions are given in the order in which they are seen.
    Raises Refused("planned"), ("not-begun") before the first day, ("closed"): then nothing is written.
    """
    now = now or timezone.now()
    saved = Saved(Round.objects.select_for_update(of=("self",)).select_related("sheet").get(pk=round.pk))
    refuse_entry(saved.round, timezone.localdate(now))
    rows = _rows(saved.round, {change.row for change in changes}, by)
    sheet = saved.round.sheet.sheet
    written = _sorted_out(saved, rows, sheet, changes, by)
    if written:
        with pghistory.context(user=by.pk):
            _write(saved, rows, sheet, written, by, now)
    return saved


def refuse_entry(round: Round, today) -> None:
    """Raise Refused unless values may be entered today."""
    if round.state != Round.State.OPEN:
        raise Refused(round.state)
    if today < round.from_on:
        raise Refused("not-begun")


def _rows(round: Round, wanted: set[UUID], by: User) -> dict[UUID, Inspected]:
    cells = Prefetch("cells", RoundCell.objects.select_related("by"))
    mine = Inspected.objects.enterable_by(by).filter(round=round, public_id__in=wanted)
    rows = {row.public_id: row for row in mine.prefetch_related(cells)}
    for row in rows.values():
        row.held = {cell.criterion: cell for cell in row.cells.all()}
    return rows


def _sorted_out(saved: Saved, rows, sheet: Sheet, changes, by: User) -> list[RoundCell]:
    """Put each change where it belongs; give the cells to be written. Of two changes of a cell the later one counts."""
    written: dict[tuple[int, str], RoundCell] = {}
    for change in {(change.row, change.criterion): change for change in changes}.values():
        row = rows.get(change.row)
        try:
            value = _cleaned(sheet, row, change)
        except WrongValue as wrong:
            saved.faults.append(Fault(change, wrong.reason))
            continue
        cell = row.held.get(change.criterion) or RoundCell(row=row, criterion=change.criterion, revision=0)
        if cell.value == value:
            saved.cells.append(cell)
        elif cell.revision > change.seen and cell.by_id != by.pk:
            saved.conflicts.append(Conflict(change, cell))
        else:
            cell.value = value
            row.held[change.criterion] = written[row.pk, change.criterion] = cell
    return list(written.values())


def _cleaned(sheet: Sheet, row: Inspected | None, change: Change) -> str:
    if row is None:
        raise WrongValue("not-yours")
    if change.criterion not in sheet.codes:
        raise WrongValue("no-such-criterion")
    return clean(sheet, sheet.item(change.criterion), change.value)


def _write(saved: Saved, rows, sheet: Sheet, cells: list[RoundCell], by: User, now: datetime) -> None:
    round = saved.round
    round.revision += 1
    for cell in cells:
        cell.school_id, cell.round = round.school_id, round
        cell.revision, cell.by, cell.at = round.revision, by, now
    RoundCell.objects.bulk_create(
        cells,
        update_conflicts=True,
        unique_fields=["row", "criterion"],
        update_fields=["value", "revision", "by", "at"],
    )
    touched = {cell.row_id for cell in cells}
    saved.cells += cells
    saved.rows = [row for row in rows.values() if row.pk in touched]
    _settle(saved.rows, round, sheet, by, now)
    Round.objects.filter(pk=round.pk).update(revision=round.revision)


def _settle(rows: list[Inspected], round: Round, sheet: Sheet, by: User, now: datetime) -> None:
    for row in rows:
        came = outcome(sheet, {code: cell.value for code, cell in row.held.items()})
        if came.is_done and not row.is_done:
            row.done_on, row.done_by = done_on(today=timezone.localdate(now), last_on=round.to_on), by
        elif not came.is_done:
            row.done_on = row.done_by = None
        row.points, row.grade, row.is_done = came.points, came.grade, came.is_done
    Inspected.objects.bulk_update(rows, ["points", "grade", "is_done", "done_on", "done_by"])
