"""Class lists of invented pupils, as people lay them out."""

from registry.imports.layout import by_fields, find_tables
from registry.imports.reading import Sheet, Workbook, read_workbook
from registry.tests.imports.reading import builders

HEADER = ["序号", "姓名", "性别", "身份证号", "家庭住址"]
# The check digits are wrong on purpose: nobody has these numbers.
PUPILS = [
    [1, "罗小禾", "女", "990101201305120020", "河边村一组"],
    [2, "麦田", "男", "990101201306130030", "河边村二组"],
    [3, "欧阳青山", "男", "990101201307140050", "坡上村"],
    [4, "古丽·艾山", "女", "990101201308150060", "坡上村"],
    [5, "苗苗", "女", "990101201309160080", "石桥村"],
]
NAMES = [pupil[1] for pupil in PUPILS]


def found_in(*sheets, resolve=by_fields, **options):
    """Find the tables of sheets given as lists of rows, without going through a file."""
    book = Workbook("xlsx", [s if isinstance(s, Sheet) else Sheet("花名册", [list(r) for r in s]) for s in sheets])
    return find_tables(book, resolve, **options)


def found_in_xlsx(rows, **options):
    """Find the tables of a real workbook."""
    return find_tables(read_workbook(builders.xlsx(rows, **options)), by_fields)


def only(found):
    """Give the one table found."""
    (table,) = found.tables
    return table


def names(table):
    """Give the pupils' names in order."""
    return values(table, "name")


def values(table, code):
    """Give the cells of a field."""
    return table.values[table.columns.index(table.column_of(code))]


def fields(table):
    return [column.field for column in table.columns]


def reasons(table):
    return {skipped.row: skipped.reason.value for skipped in table.skipped}
