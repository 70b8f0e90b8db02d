"""The school's workbook back with its bad cells marked: reopened, only those cells differ."""

import io
import time

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from registry.imports.marking import marked_workbook
from registry.tests.imports.engine.workbooks import HEADER, primary_school, pupil, read, workbook

pytestmark = pytest.mark.django_db
BAD = "370102201703040000"
RED, YELLOW = "00FFC7CE", "00FFEB9C"


def saved(book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def marked(data: bytes):
    book = load_workbook(io.BytesIO(marked_workbook(read(primary_school(), data), data)))
    return book.worksheets[0]


def marks(sheet) -> dict[str, str]:
    """Give cell → colour of every comment."""
    return {cell.coordinate: cell.fill.fgColor.rgb for row in sheet.iter_rows() for cell in row if cell.comment}


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def titled(*rows) -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.append(["学生花名册"])
    sheet.merge_cells("A1:J1")
    sheet.append(HEADER)
    for row in rows:
        sheet.append([row.get(title) for title in HEADER])
    return book


def test_bad_cells_are_coloured_and_commented_and_nothing_else_changes():
    data = saved(titled(pupil(), pupil("李四", sequence=12, number=BAD, 父亲姓名="李大", 父亲电话="1390000000")))
    sheet = marked(data)
    assert marks(sheet) == {"D4": RED, "H4": YELLOW}
    assert values(sheet) == values(load_workbook(io.BytesIO(data)).worksheets[0])
    assert str(sheet.merged_cells) == "A1:J1"


def test_the_comment_says_what_is_wrong_without_the_number():
    text = marked(saved(titled(pupil(number=BAD))))["D3"].comment.text
    assert (len(text) > 20, BAD in text) == (True, False)


def test_a_problem_in_a_merged_cell_is_marked_at_its_first_cell():
    book = titled(pupil(school_class="启明班"), pupil("李四", sequence=12, school_class=None))
    book.active.merge_cells("E3:E4")
    assert marks(marked(saved(book))) == {"E3": RED}


def test_two_columns_with_one_header_are_told_apart_by_the_header_above():
    book = Workbook()
    sheet = book.active
    sheet.append(["姓名", "性别", "出生日期", "班级", "父亲", None, "母亲", None])
    sheet.append([None, None, None, None, "姓名", "电话", "姓名", "电话"])
    sheet.merge_cells("E1:F1")
    sheet.merge_cells("G1:H1")
    sheet.append(["张三", "男", "20170304", "三年级2班", "张大", "13900000001", "王二", "1390000"])
    assert marks(marked(saved(book))) == {"H3": YELLOW}


def test_the_school_s_own_comment_stays():
    book = titled(pupil(number=BAD))
    book.active["D3"].comment = Comment("家长说会补", "班主任")
    assert marked(saved(book))["D3"].comment.text.startswith("家长说会补")


def test_a_text_of_the_school_that_begins_with_an_equals_sign_stays_a_text():
    book = titled(pupil(number=BAD))
    book.active["F3"] = "=1+1"
    book.active["F3"].data_type = "s"
    assert marked(saved(book))["F3"].data_type == "s"


NAMES = ["王一", "李二", "张四", "赵五"]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)"]


def test_a_text_file_gets_a_list_in_which_nothing_becomes_a_formula():
    lines = [
        "姓名,性别,出生日期,民族,班级",
        *(f"{name},男,20170304,{text},三年级2班" for name, text in zip(NAMES, FORMULAS, strict=True)),
    ]
    sheet = marked("\n".join(lines).encode())
    cells = [sheet.cell(row, 5) for row in range(2, sheet.max_row + 1)]
    assert [cell.value for cell in cells] == FORMULAS
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)] * 4


def test_a_damaged_or_missing_upload_gets_the_list():
    preview = read(primary_school(), [pupil(number=BAD)])
    for data in (b"", b"PK\x03\x04 nothing"):
        sheet = load_workbook(io.BytesIO(marked_workbook(preview, data))).active
        assert [cell.value for cell in sheet[2]][1:3] == [2, "张三"]


def test_five_thousand_problems_are_marked_in_one_go():
    wrong = {"出生日期": "2017-02-31", "班级": "启明班"}
    rows = [pupil(f"张{n}", sequence=n % 900 + 10, number=BAD, **wrong) for n in range(1700)]
    data = workbook(rows)
    preview = read(primary_school(), data)
    started = time.monotonic()
    sheet = load_workbook(io.BytesIO(marked_workbook(preview, data))).worksheets[0]
    assert len(marks(sheet)) >= 5000
    assert time.monotonic() - started < 60
