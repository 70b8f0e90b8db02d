import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.imports.cleaning.phones import find_phones, read_phones
from registry.imports.cleaning.text import Doubt

ONE, TWO = "13800000000", "13900000001"


@pytest.mark.parametrize(
    "cell",
    [
        ONE, 13800000000.0, 13800000000, "138-0000-0000", "138 0000 0000", "138000-00000", "'13800000000",
        "+86 13800000000", "8613800000000", "0086-13800000000", "013800000000", "１３８００００００００",
        "父亲13800000000", "13800000000（父）", "13800000000;13800000000",
    ],
)  # fmt: skip
def test_a_mobile_number_is_read_in_every_form(cell):
    assert read_phones(cell) == (ONE,)


@pytest.mark.parametrize("between", ["/", "、", ",", "，", ";", " ", "\n", "", " 或 ", "，母亲："])
def test_several_numbers_are_split_and_the_first_comes_first(between):
    assert read_phones(ONE + between + TWO) == (ONE, TWO)
    assert read_phones(TWO + between + ONE) == (TWO, ONE)


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("0535-8123456", ("0535-8123456",)),
        ("05358123456", ("0535-8123456",)),
        ("(0535)8123456", ("0535-8123456",)),
        ("010-62345678", ("010-62345678",)),
        (1062345678.0, ("010-62345678",)),
        (5358123456.0, ("0535-8123456",)),
        ("8123456", ("8123456",)),
        ("0535-8123456转801", ("0535-8123456-801",)),
        ("400-810-8888", ("400-810-8888",)),
        ("13800000000 0535-8123456", (ONE, "0535-8123456")),
        ("0535-8123456/13800000000", ("0535-8123456", ONE)),
    ],
)
def test_land_lines_are_written_with_their_area_code(cell, phones):
    assert read_phones(cell) == phones


@pytest.mark.parametrize(
    "cell", ["1380", "12", "1380000000", "138000000001", "12800000000", "6-12345", "1.38E+10", 3.7e17, "没有电话"]
)
def test_a_number_that_nobody_can_dial_is_left_out(cell):
    assert read_phones(cell) == Doubt(None, "phone-wrong")


def test_the_good_number_of_a_cell_is_kept_beside_a_wrong_one():
    assert read_phones("13800000000/1390000000") == Doubt((ONE,), "phone-wrong")


@pytest.mark.parametrize("cell", ["", " ", "无", "-"])
def test_a_blank_is_no_phone(cell):
    assert read_phones(cell) is None


def test_the_words_beside_a_number_are_given_too():
    assert find_phones("张伟：13800000000").words == "张伟"


@given(st.lists(st.from_regex(r"1[3-9][0-9]{9}|0[3-9][0-9]{2}-[2-9][0-9]{6}", fullmatch=True), min_size=1, max_size=3))
def test_clean_phones_stay_as_they_are(phones):
    expected = tuple(dict.fromkeys(phones))
    assert read_phones("/".join(phones)) == expected


@given(st.text() | st.floats() | st.integers())
def test_no_cell_makes_the_reader_fail(cell):
    read_phones(cell)
