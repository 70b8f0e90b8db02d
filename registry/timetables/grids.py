"""Finding timetables in a sheet: periods × weekdays, weekdays × periods, or one wide table of the whole school."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from registry.imports.reading import Sheet
from registry.timetables.found import Problem, Raw, Reading, Spot
from registry.timetables.times import plain, read_hours, read_period, read_weekday, squeezed

TITLE_ROWS = 6
LEAST_COLUMNS = 3
TITLE_WORDS = re.compile(r"班级|姓名|教师|课程表|课表|功课表|班主任")


@dataclass
class Block:
    """A header row, the title above and the rows below. days: column → weekday; periods: column → period."""

    title: int
    first: int
    last: int
    days: dict[int, int]
    periods: dict[int, int]
    body: int

    @property
    def left(self) -> int:
        """The first column that holds lessons."""
        return min(self.days or self.periods)


def read_grids(sheet: Sheet, owner_of: Callable, reading: Reading) -> list[Raw]:
    """Give the cells of every timetable in the sheet; hours, rows left out and problems go to the reading."""
    rows = _filled(sheet)
    blocks = _blocks(rows)
    return [raw for block in blocks for raw in _Grid(sheet, rows, block, owner_of, reading).read()]


def has_grid(sheet: Sheet) -> bool:
    return bool(_blocks(sheet.rows))


def _filled(sheet):
    """Give the rows with the value of a merged cell in each cell that it covers."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            row += [None] * (min(right, 200) + 1 - len(row))
            for column in range(left, min(right, 200) + 1):
                row[column] = rows[top][left]
    return rows


def _blocks(rows) -> list[Block]:
    heads = [(index, *found) for index, row in enumerate(rows) if any(found := _head(row))]
    blocks = []
    for index, days, periods in heads:
        title = _title_start(rows, index, blocks[-1].body if blocks else None)
        if blocks:
            blocks[-1].last = title
        below = _periods_below(rows, index, days)
        body = index + (2 if below else 1)
        blocks.append(Block(title, index, len(rows), days, periods or below, body))
    return blocks


def _title_start(rows, index, floor):
    """Give the first row of the title above a header row; under another block a title has few words."""
    start, highest = index, max(0, index - TITLE_ROWS)
    if floor is None:
        return highest
    while start > max(floor, highest) and _is_title(rows[start - 1]):
        start -= 1
    return start


def _is_title(row):
    words = {squeezed(cell) for cell in row} - {""}
    if any(read_period(cell) or read_period(cell, bare=True) for cell in row[:2]):
        return False
    return len(words) <= 2 or any(TITLE_WORDS.search(word) for word in words)


def _head(row):
    """Give (weekdays, periods) by column: one of them is filled in a header row, none in other rows."""
    days = {column: day for column, cell in enumerate(row) if (day := read_weekday(cell))}
    if len(set(days.values())) < LEAST_COLUMNS:
        bare = {column: day for column, cell in enumerate(row) if isinstance(cell, str) and len(squeezed(cell)) == 1
                if (day := read_weekday(cell, bare=True))}  # fmt: skip
        days = bare if set(bare.values()) >= {1, 2, 3, 4, 5} else {}
    periods = {c: period for c, cell in enumerate(row) if "节" in squeezed(cell) if (period := read_period(cell))}
    return days, ({} if days or len(set(periods.values())) < LEAST_COLUMNS else periods)


def _periods_below(rows, index, days):
    """Give the periods in the row under the weekdays of a wide table; {} when it is none."""
    if not days or index + 1 >= len(rows):
        return {}
    day = 0
    for column in range(min(days), len(rows[index])):
        day = days.get(column, day)
        days[column] = day
    below = {c: p for c, cell in enumerate(rows[index + 1]) if c in days if (p := read_period(cell, bare=True))}
    is_wide = len(below) > len(set(days.values()))
    if not is_wide:
        for column in [column for column in days if read_weekday(rows[index][column], bare=True) is None]:
            del days[column]
    return below if is_wide else {}


class _Grid:
    def __init__(self, sheet, rows, block, owner_of, reading):
        self.sheet, self.rows, self.block = sheet, rows, block
        self.owner_of, self.reading = owner_of, reading

    def read(self) -> list[Raw]:
        block = self.block
        if block.days and block.periods:
            return self._wide()
        owner = self._title()
        if owner is None:
            return []
        return self._by_period(owner) if block.days else self._by_weekday(owner)

    def _title(self):
        """Find whose timetable it is: beside the weekdays, in the rows above, or in the sheet's name."""
        block = self.block
        near = range(block.first, block.title - 1, -1)
        texts = [(row, cell) for row in near for cell in self._title_cells(row) if squeezed(cell)]
        for _row, text in texts:
            if owner := self.owner_of(text):
                return owner
        if len(_blocks(self.sheet.rows)) == 1 and (owner := self.owner_of(self.sheet.name)):
            return owner
        shown = plain(texts[0][1]) if texts else self.sheet.name
        self._problem(block.first, 0, shown, "owner-unknown")
        return None

    def _title_cells(self, row):
        cells = self.rows[row]
        return list(dict.fromkeys(cells[: self.block.left] if row == self.block.first else cells))

    def _by_period(self, owner):
        """One row per period; a row without a label continues the one above (names under subjects)."""
        block, found, period, before = self.block, {}, None, 0
        offset = 0
        for index in self._body():
            labels = self.rows[index][: block.left]
            number = self._period(labels)
            if number is not None:
                offset = before if number + offset <= before else offset  # 下午第1节 goes on counting
                period = before = number + offset
                self._note_hours(period, labels)
            elif any(squeezed(label) for label in labels):
                period = None
                self._leave_out(index)
            if period is not None:
                self._take_row(found, index, owner, period)
        return list(found.values())

    def _take_row(self, found, index, owner, period):
        for column, weekday in self.block.days.items():
            self._add(found, index, column, (weekday, period), owner)

    def _by_weekday(self, owner):
        block, found, weekday = self.block, {}, None
        for index in self._body():
            labels = self.rows[index][: block.left]
            weekday = next((day for label in labels if (day := read_weekday(label, bare=True))), weekday)
            for column, period in block.periods.items():
                if weekday:
                    self._add(found, index, column, (weekday, period), owner)
        for column, period in block.periods.items():
            self._note_hours(period, [self.rows[block.first][column]])
        return list(found.values())

    def _wide(self):
        """One row per class or teacher, a column for each period of each weekday."""
        block, found = self.block, {}
        for index in self._body():
            labels = [label for label in self.rows[index][: block.left] if squeezed(label)]
            cells = {
                c: p for c, p in block.periods.items() if c < len(self.rows[index]) and squeezed(self.rows[index][c])
            }
            owner = next((owner for label in labels if (owner := self.owner_of(label))), None)
            if owner is None and labels and cells:
                self._problem(index, 0, plain(labels[-1]), "owner-unknown")
            for column, period in cells.items() if owner is not None else ():
                self._add(found, index, column, (block.days[column], period, index), owner)
        return list(found.values())

    def _body(self):
        hidden = self.sheet.hidden_rows
        return (index for index in range(self.block.body, self.block.last) if index not in hidden)

    def _add(self, found, index, column, key, owner):
        row = self.rows[index]
        text = plain(row[column]) if column < len(row) else ""
        if not text:
            return
        known = found.get(key)
        if known and text in known.text.split("\n"):
            return
        spot = known.spot if known else self._spot(index, column)
        found[key] = Raw(spot, key[0], key[1], owner, f"{known.text}\n{text}" if known else text)

    def _period(self, labels):
        numbers = [read_period(label) for label in labels] + [read_period(label, bare=True) for label in labels]
        return next((number for number in numbers if number), None)

    def _note_hours(self, period, labels):
        hours = next((hours for label in labels if (hours := read_hours(label))), None)
        if hours:
            self.reading.hours.setdefault(period, hours)

    def _leave_out(self, index):
        labels = [plain(label) for label in self.rows[index][: self.block.left] if squeezed(label)]
        if any(squeezed(cell) for cell in self.rows[index][self.block.left :]):
            self.reading.left_out.append((self._spot(index, 0), labels[-1]))

    def _problem(self, index, column, value, code):
        self.reading.problems.append(Problem(self._spot(index, column), value[:60], code))

    def _spot(self, index, column):
        return Spot(self.sheet.name, self.sheet.first_row + index, column)
