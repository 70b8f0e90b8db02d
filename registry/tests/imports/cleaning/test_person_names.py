import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.imports.cleaning.person_names import read_name, tidy_name
from registry.imports.cleaning.text import Doubt


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("张三", "张三"),
        ("张　三", "张三"),
        (" 张 三 丰 ", "张三丰"),
        ("张\u200b三\u00a0", "张三"),
        ("'张三", "张三"),
        ("张三*", "张三"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提.艾力", "买买提·艾力"),
        ("买买提‧艾力", "买买提·艾力"),
        ("买买提 · 艾力", "买买提·艾力"),
        ("John  Smith", "John Smith"),
        ("J. Smith", "J. Smith"),
        ("Ａｎｎａ O'Hara-Li", "Anna O'Hara-Li"),
        ("李㛃", "李㛃"),
        ("䶮明", "䶮明"),
        ("𬍛明", "𬍛明"),
        ("⼀凡", "一凡"),
        ("", None),
        ("　", None),
        ("无", None),
    ],
)
def test_a_name_is_written_in_one_way(cell, name):
    assert read_name(cell) == name


@pytest.mark.parametrize(
    ("cell", "name", "code"),
    [
        ("张三1", "张三1", "name-odd"),
        ("张三（小）", "张三（小）", "name-odd"),
        ("张?", "张?", "name-unreadable"),
        ("李□", "李□", "name-unreadable"),
        ("李\ufffd", "李\ufffd", "name-unreadable"),
        ("李\ue863", "李\ue863", "name-unreadable"),
        ("王", "王", "name-length"),
        ("王" * 26, "王" * 26, "name-length"),
        ("王" * 61, None, "name-not-a-name"),
        ("123", None, "name-not-a-name"),
        (5.0, None, "name-not-a-name"),
    ],
)
def test_an_unusual_name_is_in_doubt(cell, name, code):
    assert read_name(cell) == Doubt(name, code)


@given(st.text())
def test_a_tidy_name_stays_as_it_is(text):
    assert tidy_name(tidy_name(text)) == tidy_name(text)
