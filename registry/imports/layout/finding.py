"""From a workbook to its tables of pupils."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import zip_longest

from registry.imports.reading import Workbook

from .blocks import Part, parts_of
from .class_labels import class_in, class_of_sheet
from .columns import build_columns
from .filling import fill_down
from .grid import Grid
from .headers import Block, header_blocks
from .resolving import Resolve
from .roles import CLASS
from .rows import sort_rows
from .tables import Found, SkippedRow, SkippedSheet, SkipReason, Table

INSTRUCTIONS = re.compile("说明|须知|填写|指南|必读|示例|样例|样表|帮助|readme|help|instruction", re.IGNORECASE)
CODE_TABLE = re.compile(
    "代码|编码|字典|选项|枚举|下拉|对照|参照|数据源|数据有效性|可选值|区划|dict|code|list|param",
    re.IGNORECASE,
)


def find_tables(workbook: Workbook, resolve: Resolve, *, include_hidden: bool = False, min_fields: int = 3) -> Found:
    """Give the tables of pupils and the sheets left out, in the order of the workbook.

    `resolve` names the field of a header (see resolving.by_fields); a row is a header when it names pupils and
    knows `min_fields` columns, or when it has two columns and both are known.
    """
    found = Found()
    for sheet in workbook.sheets:
        tables, reason = _tables_or_reason(sheet, resolve, include_hidden, min_fields)
        found.tables += tables
        if reason:
            found.skipped_sheets.append(SkippedSheet(sheet.name, reason))
    return found


def _tables_or_reason(sheet, resolve, include_hidden, min_fields):
    if sheet.hidden and not include_hidden:
        return [], "hidden"
    grid = Grid(sheet)
    if not any(value is not None for row in grid.rows for value in row):
        return [], "empty"
    tables = _tables(grid, resolve, min_fields)
    if any(table.row_numbers for table in tables):
        return [table for table in tables if table.row_numbers], None
    return [], _reason(sheet.name, grid, tables)


def _reason(name, grid, tables):
    if INSTRUCTIONS.search(name):
        return "instructions"
    if CODE_TABLE.search(name):
        return "code-table"
    if tables:
        return "empty"
    said = [text for row in range(min(len(grid.rows), 10)) for text in grid.texts(row) if text]
    return "instructions" if any(INSTRUCTIONS.search(text) and len(text) < 40 for text in said[:3]) else "no-header"


@dataclass
class _Run:
    """Rows of one table: under one header, of one class."""

    block: Block
    part: Part
    default_class: str | None
    header_rows: list[int]
    rows: list[int]
    skipped: list[tuple[int, SkipReason]]


def _tables(grid, resolve, min_fields):
    blocks = header_blocks(grid, resolve, min_fields=min_fields)
    runs = {}
    title, above = "", 0
    for block, following in zip_longest(blocks, blocks[1:]):
        end = following.first if following else len(grid.rows)
        label, words, titles = _title(grid, above, block.first)
        title = words or title
        for part in parts_of(block, grid.rows[block.last + 1 : end]):
            first_run = not runs
            _collect(grid, block, part, end, label or class_of_sheet(grid.sheet.name, title), runs)
            if first_run:
                next(iter(runs.values())).skipped[:0] = titles
        above = _end_of_pupils(runs, block) + 1
    return [_build(grid, run) for run in runs.values()]


def _end_of_pupils(runs, block):
    return max([run.rows[-1] for run in runs.values() if run.rows] + [block.last])


def _title(grid, first, end):
    """Give the class nearest above a header, all words up there, and the rows as skipped."""
    label, words, skipped = None, [], []
    for index in range(max(first, end - 50), end):
        text = " ".join(filter(None, grid.texts(index)))
        if text:
            words.append(text)
            skipped.append((index, SkipReason.TITLE))
            label = class_in(text) or label
    return label, " ".join(words), skipped


def _collect(grid, block, part, end, default_class, runs):
    """Add the rows under a header to the run of the same header and class, a new one where a title names another."""
    sorted_rows = sort_rows(grid, block, part, block.last + 1, end)
    says_class = CLASS in part.fields.values() and _says_class(grid, part, sorted_rows.pupils)
    events = sorted(
        [(index, None) for index in sorted_rows.pupils] + [(index, reason) for index, reason in sorted_rows.skipped]
    )
    run = _run_for(block, part, None if says_class else default_class, runs)
    for index, reason in events:
        if index in sorted_rows.labels and not says_class:
            run = _run_for(block, part, sorted_rows.labels[index], runs)
        (run.rows.append(index) if reason is None else run.skipped.append((index, reason)))


def _says_class(grid, part, pupils):
    column = next(index for index, field in part.fields.items() if field == CLASS)
    return any(grid.rows[index][column] is not None for index in pupils)


def _run_for(block, part, default_class, runs):
    key = (tuple(part.columns), tuple(block.headers[i] for i in part.columns), default_class)
    run = runs.setdefault(key, _Run(block, part, default_class, [], [], []))
    for row in range(block.first, block.last + 1):
        if row not in run.header_rows:
            run.header_rows.append(row)
    return run


def _build(grid, run):
    columns, values = build_columns(grid, run.block, run.part, run.rows)
    fill_down(grid, run.rows, columns, values)
    shown = run.block.first, run.block.last
    return Table(
        sheet=grid.sheet.name,
        hidden=grid.sheet.hidden,
        header_rows=tuple(grid.number(row) for row in range(shown[0], shown[1] + 1)),
        columns=columns,
        row_numbers=[grid.number(index) for index in run.rows],
        values=values,
        default_class=run.default_class,
        skipped=[SkippedRow(grid.number(i), why) for i, why in sorted(_repeats(run) + run.skipped)],
        left_out=build_columns(grid, run.block, run.part, [], left_out=True)[0],
        hidden_rows=[grid.number(i) for i in sorted(grid.sheet.hidden_rows) if _holds(run.rows, i)],
    )


def _repeats(run):
    """Give the header rows after the first block as skipped."""
    return [(row, SkipReason.REPEATED_HEADER) for row in run.header_rows if row > run.block.last]


def _holds(rows, index):
    place = bisect_left(rows, index)
    return place < len(rows) and rows[place] == index
