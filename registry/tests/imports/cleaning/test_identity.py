import pytest

from registry.imports.cleaning.identity import read_id_number
from registry.imports.cleaning.text import Doubt

from .factories import clean, found, id_number

GOOD = id_number("20160512", 1)
WITH_X = "11010519491231002X"
FITS_BUT_ROUNDED = "110105194912310000"


def ends_in_zeros(*, is_valid):
    """Make a number that ends in 000: by rule, or with a check digit that does not fit."""
    for day in range(1, 29):
        number = id_number(f"201605{day:02}", 100)
        if (number[17] == "0") == is_valid:
            return number[:17] + "0"
    raise AssertionError


@pytest.mark.parametrize(
    "cell",
    [
        WITH_X,
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X ",
        "'11010519491231002X",
        "’11010519491231002X",
        '="11010519491231002X"',
        "110105-19491231-002X",
        "11010519491231002Х",
        "11010519491231002×",
        "\ufeff11010519491231002X\u200b",
    ],
)
def test_an_id_number_is_read_in_every_form(cell):
    assert read_id_number(cell) == WITH_X


@pytest.mark.parametrize("cell", [4.40524188001010e17, 440524188001010014, 1e15, "4.40524E+17", "4.4E17"])
def test_a_number_that_excel_rounded_cannot_be_repaired(cell):
    assert read_id_number(cell) == Doubt(None, "id-rounded")


@pytest.mark.parametrize("cell", ["无", "正在办理", "暂无", "没有", "办理中", "未落户", "暂无身份证"])
def test_there_may_be_no_number_yet(cell):
    assert read_id_number(cell) == Doubt(None, "id-pending")


def test_a_blank_id_number_is_no_problem():
    result = clean({"身份证件号": [GOOD, None, ""]})
    assert result.columns["id_number"] == [GOOD, None, None]
    assert found(result) == []


def test_a_number_cell_is_rejected_even_when_its_check_digit_fits():
    number = ends_in_zeros(is_valid=True)
    result = clean({"身份证件号": [float(number)]})
    assert found(result) == [(3, "id-rounded")]
    assert result.columns["id_number"] == [None]
    assert result.rejected == {0}


def test_text_that_ends_in_zeros_stays_when_its_check_digit_fits():
    number = ends_in_zeros(is_valid=True)
    result = clean({"身份证件号": [number, GOOD]})
    assert result.columns["id_number"] == [number, GOOD]
    assert found(result) == [(3, "id-maybe-rounded")]
    assert result.rejected == set()


def test_text_that_ends_in_zeros_goes_when_another_shows_that_the_column_was_rounded():
    result = clean({"身份证件号": [ends_in_zeros(is_valid=True), ends_in_zeros(is_valid=False), GOOD]})
    assert found(result) == [(3, "id-rounded"), (4, "id-rounded")]
    assert result.columns["id_number"] == [None, None, GOOD]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (GOOD[:17], "id-length"),
        (GOOD + "1", "id-length"),
        ("110105491231002", "id-old"),
        (GOOD[:17] + ("1" if GOOD[17] != "1" else "2"), "id-check-digit"),
        ("370682201613120011", "id-date"),
        ("990682" + GOOD[6:], "id-area"),
        (GOOD[:10] + "O" + GOOD[11:], "id-characters"),
        ("E12345678", "id-length"),
    ],
)
def test_a_wrong_number_rejects_the_row_and_shows_no_number(number, code):
    result = clean({"身份证件号": [number]})
    assert found(result) == [(3, code)]
    assert result.rejected == {0}
    assert not any(number in str(part) for part in result.problems[0])


def test_another_document_consists_of_letters_and_digits():
    result = clean({"身份证件类型": ["护照", "A", "护照"], "身份证件号": ["e12345678", "M1234567(8)", "E/号码"]})
    assert result.columns["id_number"] == ["E12345678", "M12345678", None]
    assert found(result) == [(5, "id-document")]


def test_a_card_without_number_is_asked_for_and_other_may_be_empty():
    result = clean({"身份证件类型": ["居民身份证", "其他", None], "身份证件号": [None, None, GOOD]})
    assert found(result) == [(3, "id-missing")]
    assert result.columns["id_type"] == ["1", "Z", "1"]


def test_a_number_that_is_being_issued_is_told_but_not_rejected():
    result = clean({"身份证件号": ["正在办理", GOOD]})
    assert found(result) == [(3, "id-pending")]
    assert result.problems[0].value == "正在办理"
    assert result.rejected == set()
