"""The sample workbooks under fixtures/registers/: what each is, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from demo.people import Pupil
from demo.places import SCHOOLS, SchoolPlan
from demo.population import of_classes
from demo.registers.city import city_sheets
from demo.registers.class_lists import class_list_sheets
from demo.registers.delimited import delimited_sheet
from demo.registers.errors import DOUBTFUL, LEFT_OUT, MENDED, RIGHT, Row
from demo.registers.messy import messy_sheet
from demo.registers.national import national_sheets
from demo.registers.texts import to_csv, to_html, to_tab_text, to_unicode_text
from demo.registers.workbooks import to_ods, to_xls, to_xlsx

YEAR = 2026
QINGHE, YUNQUE, SHILIU, XINGHE = SCHOOLS


@dataclass(frozen=True)
class Sample:
    """A file. about: what it shows; pupils: who stands in it; rows: its errors, when it is made of errors."""

    name: str
    about: str
    school: SchoolPlan
    pupils: list[Pupil]
    make: Callable[[list[Pupil]], bytes]
    rows: tuple[Row, ...] = ()


def samples() -> list[Sample]:
    """Give all sample files; the same bytes on every day."""
    return [*_layouts(), *_kinds_of_text(), *_with_errors()]


def _layouts():
    yield Sample(
        "national-template.xlsx",
        "The national template: 71 columns, a sheet of instructions before and a hidden sheet of code tables behind.",
        QINGHE,
        of_classes(YEAR, QINGHE, (2, 1)),
        lambda pupils: to_xlsx(national_sheets(pupils, YEAR)),
    )
    yield Sample(
        "city-template.xlsx",
        "A city's template: title rows, starred headers with line breaks, an example row, rows with only a number.",
        YUNQUE,
        of_classes(YEAR, YUNQUE, (3, 2)),
        lambda pupils: to_xlsx(city_sheets(pupils, YUNQUE.name, YEAR)),
    )
    yield Sample(
        "class-lists.xls",
        "Binary .xls: a sheet per class, merged title, 父亲｜母亲 over 姓名｜电话, totals and signatures below.",
        SHILIU,
        of_classes(YEAR, SHILIU, (1, 1), (1, 2), (1, 3)),
        lambda pupils: to_xls(class_list_sheets(pupils, SHILIU.name, YEAR)),
    )
    yield Sample(
        "class-lists.ods",
        "The same kind of list from an open-source office program.",
        SHILIU,
        of_classes(YEAR, SHILIU, (4, 1), (4, 2)),
        lambda pupils: to_ods(class_list_sheets(pupils, SHILIU.name, YEAR)),
    )


def _kinds_of_text():
    """Text knows no rare character beyond its encoding: GBK writes such a name with another one."""
    yield Sample(
        "export-gb18030.csv",
        "Comma-separated in GB18030, with rare characters; classes as 2025级1班.",
        XINGHE,
        of_classes(YEAR, XINGHE, (8, 1)),
        lambda pupils: to_csv(delimited_sheet(pupils, YEAR)),
    )
    yield Sample(
        "export-unicode.txt",
        "What Excel calls “Unicode text”: UTF-16 and tabs.",
        XINGHE,
        of_classes(YEAR, XINGHE, (7, 2)),
        lambda pupils: to_unicode_text(delimited_sheet(pupils, YEAR)),
    )
    yield Sample(
        "html-table.xls",
        "A web page's table in GBK that is named .xls.",
        XINGHE,
        _in_gbk(of_classes(YEAR, XINGHE, (9, 1))),
        lambda pupils: to_html(delimited_sheet(pupils, YEAR)),
    )
    yield Sample(
        "tab-text.xls",
        "Tab-separated text in GBK that is named .xls.",
        YUNQUE,
        _in_gbk(of_classes(YEAR, YUNQUE, (5, 1))),
        lambda pupils: to_tab_text(delimited_sheet(pupils, YEAR)),
    )


def _with_errors():
    for name, about, rows in (
        ("messy.xlsx", "Rows that are mended without a word, and one row for each reason to leave a row out.",
         (*MENDED, *LEFT_OUT)),
        ("doubtful.xlsx", "One row for each kind of warning; all rows go in.", (RIGHT, *DOUBTFUL)),
    ):  # fmt: skip
        sheet = messy_sheet(rows, YEAR)
        yield Sample(name, about, QINGHE, [], lambda pupils, sheet=sheet: to_xlsx([sheet]), rows)


def _in_gbk(pupils: list[Pupil]) -> list[Pupil]:
    """Give the pupils as an old system knows them: with 某 for characters that it does not have."""
    return [replace(pupil, name=_old(pupil.name)) for pupil in pupils]


def _old(name):
    return "".join(c if c == "·" or c.encode("gbk", "ignore") else "某" for c in name)
