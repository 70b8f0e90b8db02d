from registry.imports.layout import by_fields, find_tables
from registry.imports.reading import read_workbook
from registry.tests.imports.reading import builders

from .lists import HEADER, NAMES, PUPILS, fields, found_in, found_in_xlsx, names, only, reasons, values


def test_lists_of_allowed_values_beside_the_data_are_left_out():
    beside = [["性别", "民族"], ["男", "汉族"], ["女", "回族"], *([None, f"{n}族"] for n in range(6))]
    rows = [[*row, None, *extra] for row, extra in zip([HEADER, *PUPILS, *[[None] * 5] * 3], beside, strict=True)]
    table = only(found_in_xlsx(rows))
    assert (names(table), [column.letter for column in table.left_out]) == (NAMES, ["G", "H"])
    assert reasons(table) == {7: "allowed-values", 8: "allowed-values", 9: "allowed-values"}


def test_a_list_of_allowed_values_right_at_the_data_makes_no_pupils():
    rows = [[*HEADER, "可选值"], *([*p, v] for p, v in zip(PUPILS, "甲乙丙丁戊", strict=True)), [None] * 5 + ["己"]]
    table = only(found_in(rows))
    assert (names(table), reasons(table)) == (NAMES, {7: "allowed-values"})


def test_blank_columns_between_the_data_do_not_end_it():
    rows = [[None, *row[:2], None, *row[2:]] for row in [HEADER, *PUPILS]]
    table = only(found_in(rows))
    assert [column.letter for column in table.columns] == ["B", "C", "E", "F", "G"]


def test_a_column_without_a_header_is_offered_when_it_holds_something():
    rows = [[*HEADER[:4], None, "备注"], *([*p[:4], "x", "y"] for p in PUPILS)]
    assert fields(only(found_in(rows))) == ["serial", "name", "sex", "id_number", None, "remark"]


def test_lists_side_by_side_are_two_tables():
    half = ["序号", "姓名", "性别"]
    rows = [["三年级2班"], [*half, None, *half]]
    rows += [[*p[:3], None, q[0] + 5, q[1] + "乙", q[2]] for p, q in zip(PUPILS, PUPILS, strict=True)]
    rows.append([6, "末", "男", None, 12])
    left, right = found_in(rows).tables
    assert (names(left), names(right)) == ([*NAMES, "末"], [name + "乙" for name in NAMES])
    assert (right.columns[0].letter, right.default_class, left.default_class) == ("E", "三年级2班", "三年级2班")


def test_merged_cells_mean_the_same_as_above():
    header = ["班级", "村", *HEADER]
    rows = [["三（2）班" if n == 0 else None, "河边村" if n in (0, 3) else None, *p] for n, p in enumerate(PUPILS)]
    table = only(found_in_xlsx([header, *rows], merges=["A2:A6", "B2:B4", "B5:B6"]))
    assert values(table, "class_name") == ["三（2）班"] * 5
    assert values(table, "village") == ["河边村"] * 5
    assert [table.column_of(code).filled_down for code in ("class_name", "village")] == [4, 3]


def test_merged_cells_of_xls_and_pages_mean_the_same():
    def merge(sheet):
        sheet.write_merge(1, 2, 3, 3, "河边村")

    head = ["姓名", "性别", "身份证号", "村"]
    xls = builders.xls([head, ["罗", "女", "9901"], ["麦", "男", "9902"]], change=merge)
    page = (
        "<table><tr><td>姓名<td>性别<td>身份证号<td>村"
        "<tr><td>罗<td>女<td>9901<td rowspan=2>河边村<tr><td>麦<td>男<td>9902</table>"
    )
    for data in (xls, page.encode()):
        table = only(find_tables(read_workbook(data), by_fields))
        assert values(table, "village") == ["河边村", "河边村"]


def test_a_merged_name_does_not_make_a_second_pupil():
    rows = [["姓名", "家长姓名", "电话"], ["罗小禾", "罗山", "139"], [None, "麦香", "138"]]
    assert names(only(found_in_xlsx(rows, merges=["A2:A3"]))) == ["罗小禾", None]


def test_a_class_said_once_per_block_is_filled_down_without_merged_cells():
    classes = ["一班", None, None, "二班", None, None]
    rows = [
        ["班级", "村", "姓名", "性别"],
        *([c, None if n else "河边村", f"罗{n}", "女"] for n, c in enumerate(classes)),
    ]
    table = only(found_in(rows))
    assert values(table, "class_name") == ["一班"] * 3 + ["二班"] * 3
    assert values(table, "village") == ["河边村"] + [None] * 5
    assert table.column_of("class_name").filled_down == 4


def test_a_class_forgotten_here_and_there_stays_blank():
    rows = [["班级", "姓名", "性别"], *([None if n == 3 else "一班", f"罗{n}", "女"] for n in range(6))]
    assert values(only(found_in(rows)), "class_name").count(None) == 1
