"""What a filled-in template would change: each cell against what stood there at the export, and what stands there."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sheets.rules import Item, Sheet, WrongValue, clean
from teaching_checks.models import Inspected
from teaching_checks.workbooks.columns import shown, value_of
from teaching_checks.workbooks.reading import Filled, Line, Typed


class Kind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NEWER = "newer"  # the file says nothing new; somebody has changed the cell since the export
    CONFLICT = "conflict"  # the file and somebody at the portal have both changed it since


@dataclass(frozen=True)
class Entry:
    """A good cell of the file. `old` is what stands there now, `new` what the file says, both as people write them."""

    row: Inspected
    item: Item
    place: str
    kind: Kind
    old: str
    new: str
    value: str

    @property
    def key(self) -> str:
        return f"{self.row.public_id}:{self.item.code}"

    @property
    def seen(self) -> int:
        cell = self.row.held.get(self.item.code)
        return cell.revision if cell else 0

    @property
    def by(self):
        cell = self.row.held.get(self.item.code)
        return cell.by if cell else None


@dataclass(frozen=True)
class Problem:
    """What cannot be taken. `code`: a WrongValue reason, formula, date, or of a row: unknown, other-name, twice,
    no-name, same-name; of a column: strange."""

    code: str
    place: str
    text: str
    item: Item | None = None


@dataclass
class Plan:
    page: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of(self, *kinds: Kind) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind in kinds]

    @property
    def writes(self) -> list[Entry]:
        return self.of(Kind.NEW, Kind.CHANGED)

    @property
    def conflicts(self) -> list[Entry]:
        return self.of(Kind.CONFLICT)

    @property
    def counts(self) -> Counter:
        return Counter(entry.kind.value for entry in self.entries)

    @property
    def fingerprint(self) -> str:
        """Changes with anything that the preview shows."""
        said = [(entry.key, entry.kind, entry.old, entry.value, entry.seen) for entry in self.entries]
        return hashlib.sha256(repr((said, self.problems)).encode()).hexdigest()[:32]


def compare(filled: Filled, sheet: Sheet, rows: Sequence[Inspected]) -> Plan:
    """Give what would change. `rows` are those that the person may write, with their cells loaded."""
    plan = Plan(filled.page)
    plan.problems += [Problem("strange", f"{letter}", words) for letter, words in filled.strange]
    by_key = {str(row.public_id): row for row in rows}
    names = Counter(row.teacher.name for row in rows)
    by_name = {row.teacher.name: row for row in rows if names[row.teacher.name] == 1}
    taken: set[int] = set()
    for line in filled.lines:
        row, trouble = _whose(line, by_key, by_name, names)
        if row and row.pk in taken:
            row, trouble = None, "twice"
        if row is None:
            plan.problems.append(Problem(trouble, f"C{line.number}", line.name))
            continue
        taken.add(row.pk)
        for typed in line.cells:
            _judge(plan, filled, sheet, row, typed, line.number)
    return plan


def _whose(line: Line, by_key, by_name, names) -> tuple[Inspected | None, str]:
    """Give the row that a line means, else why it means none: a line moved by hand must not hit somebody else."""
    row = by_key.get(line.key)
    if row and line.name and line.name != row.teacher.name:
        return None, "other-name"
    if row:
        return row, ""
    if not line.name:
        return None, "no-name"
    return by_name.get(line.name), "same-name" if names[line.name] > 1 else "unknown"


def _judge(plan: Plan, filled: Filled, sheet: Sheet, row: Inspected, typed: Typed, number: int) -> None:
    item = sheet.item(typed.code) if typed.code in sheet.codes else None
    place = f"{typed.column}{number}"
    if item is None or typed.error:
        plan.problems.append(Problem(typed.error or "strange", place, typed.text, item))
        return
    try:
        value = clean(sheet, item, typed.text)
    except WrongValue as wrong:
        plan.problems.append(Problem(wrong.reason, place, typed.text, item))
        return
    now = value_of(row, item.code)
    kind = _kind(value, now, filled.before.get((str(row.public_id), item.code), ""))
    plan.entries.append(Entry(row, item, place, kind, shown(sheet, item, now), shown(sheet, item, value), value))


def _kind(value: str, now: str, before: str) -> Kind:
    if value == now:
        return Kind.UNCHANGED
    if value == before:
        return Kind.NEWER
    if now != before:
        return Kind.CONFLICT
    return Kind.CHANGED if now else Kind.NEW
