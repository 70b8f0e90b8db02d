"""Tables as the layout finds them, with invented people."""

from datetime import date

from registry.id_numbers import check_character
from registry.imports.cleaning import CleanTable, Context, Stage, clean_tables
from registry.imports.fields import find_field
from registry.imports.layout.tables import Column, Table

PRIMARY = Stage("primary", 1, 6)
TODAY = date(2025, 9, 15)


def id_number(born_on="20160512", sequence=1, area="370682") -> str:
    """Make an ID number by rule; an odd sequence is a boy's."""
    first = f"{area}{born_on}{sequence:03}"
    return first + check_character(first)


def make_table(columns: dict[str, list], *, sheet="一年级", first_row=3, default_class=None) -> Table:
    """Make a table from header → cells; the field follows from the header."""
    heads = [
        Column(index=index, letter=chr(65 + index), header=header, field=find_field(header))
        for index, header in enumerate(columns)
    ]
    rows = range(first_row, first_row + len(next(iter(columns.values()))))
    return Table(sheet, False, (first_row - 1,), heads, list(rows), list(columns.values()), default_class)


def make_context(**changes) -> Context:
    return Context(**{"stages": [PRIMARY], "effective_on": TODAY, **changes})


def clean(columns: dict[str, list], *, context=None, sheet="一年级", default_class="三年级2班") -> CleanTable:
    """Clean one table; without a class column all are in 三年级2班, without a name column all have names."""
    count = len(next(iter(columns.values())))
    names = {} if "姓名" in columns else {"姓名": [f"王{'一二三四五六七八九十'[i]}" for i in range(count)]}
    if "班级" in columns or "年级" in columns:
        default_class = None
    table = make_table(names | columns, sheet=sheet, default_class=default_class)
    return clean_tables([table], context or make_context())


def found(result: CleanTable) -> list[tuple[int, str]]:
    """Give row and code of all problems, by row."""
    return sorted((problem.row, problem.code) for problem in result.problems)
