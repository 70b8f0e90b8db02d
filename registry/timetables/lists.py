"""Timetables as lists: one row per lesson, columns 班级 星期 节次 学科 教师 教室 单双周."""

from dataclasses import dataclass

from registry.imports.fields.headers import plain_header
from registry.imports.reading import Sheet
from registry.timetables.found import Spot
from registry.timetables.times import plain

ROWS_BEFORE_HEADER = 15
WORDS = {
    "class": "班级 授课班级 上课班级 任教班级 class",
    "weekday": "星期 周几 星期几 weekday day",
    "period": "节次 节 第几节 课节 period",
    "subject": "学科 科目 课程 课程名称 任教学科 subject",
    "teacher": "教师 老师 任课教师 授课教师 教师姓名 姓名 teacher",
    "room": "教室 上课地点 地点 场地 场所 room",
    "weeks": "单双周 周次 周 weeks",
}
CODES = {plain_header(word): code for code, words in WORDS.items() for word in words.split()}
NEEDED = {"class", "weekday", "period", "subject"}


@dataclass(frozen=True)
class ListedLesson:
    """One row: the text and the spot of each column that the list has."""

    texts: dict[str, str]
    spots: dict[str, Spot]

    def spot(self, column: str) -> Spot:
        return self.spots.get(column) or next(iter(self.spots.values()))


def read_list(sheet: Sheet) -> list[ListedLesson] | None:
    """Give the rows of the list in this sheet; None when it holds none."""
    for index, row in enumerate(sheet.rows[:ROWS_BEFORE_HEADER]):
        columns = {}
        for column, cell in enumerate(row):
            code = CODES.get(plain_header(cell)) if isinstance(cell, str) else None
            if code and code not in columns:
                columns[code] = column
        if columns.keys() >= NEEDED:
            return [each for number in range(index + 1, len(sheet.rows)) if (each := _row(sheet, number, columns))]
    return None


def _row(sheet, index, columns):
    row = sheet.rows[index]
    texts = {code: plain(row[column]) if column < len(row) else "" for code, column in columns.items()}
    if index in sheet.hidden_rows or not any(texts.values()):
        return None
    spots = {code: Spot(sheet.name, sheet.first_row + index, column) for code, column in columns.items()}
    return ListedLesson(texts, spots)
