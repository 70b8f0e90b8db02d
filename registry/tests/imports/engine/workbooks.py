"""Small workbooks for tests, as schools write them, and one call that imports them."""

import io
from datetime import date

from openpyxl import Workbook

from jobs.runs import Unwatched
from registry.id_numbers import CHECK_CHARACTERS, WEIGHTS
from registry.imports import applying, pipeline, services
from registry.models import RegisterImport, StagedStudent
from registry.tests.factories import create_grades
from schools.tests.factories import create_school

HEADER = ("姓名", "性别", "出生日期", "身份证件号", "班级", "现住址", "父亲姓名", "父亲电话", "母亲姓名", "母亲电话")
TERM_START = date(2026, 9, 1)


def id_number(born_on: date = date(2017, 3, 4), sequence: int = 11, area: str = "370102") -> str:
    """Make a valid ID number; an odd sequence is a boy's."""
    first = f"{area}{born_on:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    return first + CHECK_CHARACTERS[total % 11]


def pupil(
    name="张三", *, sequence=11, born_on=date(2017, 3, 4), number=None, school_class="三年级2班", **cells
) -> dict:
    """Give one row by header; `number=""` leaves the ID number out."""
    row = {
        "姓名": name,
        "性别": "男" if sequence % 2 else "女",
        "出生日期": born_on.strftime("%Y%m%d") if born_on else "",
        "身份证件号": id_number(born_on, sequence) if number is None else number,
        "班级": school_class,
    }
    return row | cells


def workbook(rows: list[dict], header=HEADER) -> bytes:
    """Give an .xlsx with this header; cells that a row does not name are blank."""
    book = Workbook()
    sheet = book.active
    sheet.title = "学生信息"
    sheet.append(header)
    for row in rows:
        sheet.append([row.get(title) for title in header])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def primary_school(**fields):
    """Give a school with grades 1 to 6."""
    school = create_school(**fields)
    create_grades(school=school)
    return school


def read(school, rows, *, on=TERM_START, header=HEADER, **options) -> RegisterImport:
    """Upload and read; `rows` are dicts by header, or the bytes of a file."""
    data = rows if isinstance(rows, bytes) else workbook(rows, header)
    answers = options.pop("answers", {})
    register_import = services.upload(
        school=school, data=data, file_name="register.xlsx", effective_on=on, by=None, **options
    )
    register_import.answers = answers
    pipeline.read(register_import, Unwatched())
    return register_import


def apply(register_import, *, good_rows=False) -> dict:
    """Apply and give the report."""
    applying.apply(register_import, good_rows=good_rows, run=Unwatched())
    return register_import.report


def imported(school, rows, *, good_rows=False, **options) -> dict:
    """Read and apply; give the report."""
    return apply(read(school, rows, **options), good_rows=good_rows)


def codes(register_import) -> list[tuple[int, str]]:
    """Give (row, code) of every problem, in order."""
    rows = StagedStudent.objects.filter(register_import=register_import).order_by("sequence")
    return [(row.row, problem["code"]) for row in rows for problem in row.problems]
