from datetime import date, datetime, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from registry.imports.cleaning.text import Doubt, compact, plain, read_number_text, read_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("　Ａ１２　ｂ ", "A12 b"),
        ("张\u200b三\ufeff", "张三"),
        ("a\u00a0\u00a0b\tc\r\nd", "a b c d"),
        ("a_x000D_\nb", "a b"),
        ("'0123", "0123"),
        ("’0123", "0123"),
        ("‘0123", "0123"),
        ('="0123"', "0123"),
        ("⼭东", "山东"),
        ("葛\U000e0100", "葛"),
        ("地址：１２号，东（门）", "地址：12号，东（门）"),
        ("O'Hara", "O'Hara"),
        ("㛃䶮𬍛", "㛃䶮𬍛"),
        ("买买提·艾力", "买买提·艾力"),
        ("", ""),
    ],
)
def test_text_loses_blanks_and_full_width_but_keeps_what_people_meant(text, expected):
    assert plain(text) == expected


@example("A¨")
@given(st.text())
def test_clean_text_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)
    assert compact(compact(text)) == compact(text)


@pytest.mark.parametrize("cell", ["", " ", "　", "无", "暂无", "-", "/", "不详", "N/A", float("nan")])
def test_words_for_nothing_are_blank(cell):
    assert read_text(cell) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (5.0, "5"),
        (3.2, "3.2"),
        (12, "12"),
        (True, "是"),
        (date(2013, 5, 12), "2013-05-12"),
        (datetime(2013, 5, 12), "2013-05-12"),
        (datetime(2013, 5, 12, 8, 30), "2013-05-12 08:30:00"),
        (time(8, 30), "08:30:00"),
        (1e15, Doubt(None, "number-rounded")),
    ],
)
def test_a_cell_of_another_type_becomes_text_as_people_write_it(cell, expected):
    assert read_text(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (" 370682 000000 ", "370682000000"),
        (370682000000.0, "370682000000"),
        ("3.70682E+17", Doubt(None, "number-rounded")),
        (3.7e17, Doubt(None, "number-rounded")),
    ],
)
def test_a_long_number_is_kept_whole_or_not_at_all(cell, expected):
    assert read_number_text(cell) == expected
