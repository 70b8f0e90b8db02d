import pytest

from registry.imports.cleaning.student_numbers import read_national_number
from registry.imports.cleaning.text import Doubt

from .factories import clean, found, id_number, make_context

NUMBER = id_number()


@pytest.mark.parametrize("letter", "GJL")
def test_national_numbers_of_all_kinds_are_read(letter):
    assert read_national_number(f" {letter.lower()}{NUMBER} ") == letter + NUMBER


@pytest.mark.parametrize("text", [NUMBER, "G" + NUMBER[:16], "2008020312345678"])
def test_a_number_of_another_shape_is_kept_in_doubt(text):
    assert read_national_number(text) == Doubt(text, "national-number-odd")


@pytest.mark.parametrize("text", ["正在办理", "暂无", "无学籍号"])
def test_pupils_whose_number_is_not_issued_yet_are_no_duplicates(text):
    result = clean({"学籍号": [text, text]})
    assert (found(result), result.columns["national_number"]) == ([], [None, None])


@pytest.mark.parametrize("cell", [3.7e17, "3.70682E+17"])
def test_a_rounded_national_number_rejects(cell):
    result = clean({"学籍号": [cell]})
    assert (found(result), result.columns["national_number"]) == ([(3, "national-number-rounded")], [None])


def test_national_number_and_id_number_may_differ():
    assert found(clean({"身份证件号": [id_number("20160512", 2)], "学籍号": ["G" + NUMBER]})) == []


def test_leading_zeros_come_back_where_the_school_has_a_width():
    context = make_context(number_widths={"school_number": 4})
    result = clean({"学号": [5.0, "12", "0003", "A7"]}, context=context)
    assert result.columns["school_number"] == ["0005", "0012", "0003", "A7"]


def test_without_a_width_numbers_stay_as_they_are():
    result = clean({"学号": [5.0, "05"], "学籍辅号": ["3706820001", 1e18]})
    assert result.columns["school_number"] == ["5", "05"]
    assert result.columns["auxiliary_number"] == ["3706820001", None]
    assert found(result) == [(4, "number-rounded")]
