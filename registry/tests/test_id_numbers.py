from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.id_numbers import check, check_character, from_15_digits, is_valid, mask

EXAMPLE = "11010519491231002X"


@pytest.mark.parametrize("number", [EXAMPLE, "440524188001010014", "513101198201130014"])
def test_the_examples_of_the_standard_are_valid(number):
    assert is_valid(number)


def test_birth_date_and_sex_are_read_from_the_number():
    assert check(EXAMPLE) == (None, date(1949, 12, 31), "F")
    assert check("440524188001010014") == (None, date(1880, 1, 1), "M")


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("110105194912310021", "check-digit"),
        ("110105491231002", "old"),
        ("11010519491231002", "length"),
        ("11010519491231002XX", "length"),
        ("", "length"),
        ("11010519491331002X", "date"),
        ("110105190002290028", "date"),
        ("00010519491231002X", "area"),
        ("1101051949123100OX", "characters"),
        ("11010519491231002A", "characters"),
        ("11010519491231002²", "characters"),
        ("1101051949123¹002X", "characters"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(number, fault):
    assert check(number) == (fault, None, None)


def test_residence_cards_of_foreigners_are_id_numbers():
    first = "911366" + "20130512" + "001"
    assert check(first + check_character(first)).born_on == date(2013, 5, 12)


@given(
    area=st.sampled_from(["110105", "370685", "810000"]),
    born_on=st.dates(date(1950, 1, 1), date(2025, 1, 1)),
    sequence=st.integers(0, 999),
)
def test_every_number_made_by_the_rule_is_valid_and_one_wrong_digit_is_noticed(area, born_on, sequence):
    first = f"{area}{born_on:%Y%m%d}{sequence:03}"
    number = first + check_character(first)
    assert check(number) == (None, born_on, "M" if sequence % 2 else "F")
    assert not is_valid(number[:16] + str((int(number[16]) + 1) % 10) + number[17])


def test_a_number_of_15_digits_becomes_one_of_18():
    assert from_15_digits("110105491231002") == EXAMPLE


@pytest.mark.parametrize(
    ("number", "masked"),
    [(EXAMPLE, "110105********002*"), ("H12345678", "H1*****78"), ("123456", "******"), ("", "")],
)
def test_a_masked_number_hides_birth_date_and_check_character(number, masked):
    assert mask(number) == masked
