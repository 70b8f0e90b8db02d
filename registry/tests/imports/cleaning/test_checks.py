import pytest

from .factories import clean, found


@pytest.mark.parametrize(
    ("inclusive", "disability", "fits"),
    [
        ("非随班就读", "无残疾", True),
        ("视力残疾随班就读", "视力残疾", True),
        ("其他残疾随班就读", "肢体残疾", True),
        ("视力残疾随班就读", "无残疾", False),
        ("非随班就读", "听力残疾", False),
        ("其他残疾随班就读", "视力残疾", False),
        ("非随班就读", None, True),
    ],
)
def test_inclusive_schooling_and_disability_must_fit(inclusive, disability, fits):
    result = clean({"随班就读": [inclusive, None], "残疾类型": [disability, None]})
    assert found(result) == ([] if fits else [(3, "inclusive-disability")])


def test_a_resident_card_wants_the_code_of_the_household():
    columns = {
        "身份证件类型": ["居民身份证", "其他"],
        "身份证件号": [None, None],
        "户口所在地行政区划代码": [None, None],
    }
    assert found(clean(columns)) == [(3, "household-code-missing"), (3, "id-missing")]


@pytest.mark.parametrize(
    ("cell", "year", "month"), [("201909", 2019, 9), ("2019年8月", 2019, 8), ("2019", 2019, 9), ("2019-09-01", 2019, 9)]
)
def test_the_month_of_entering_school_is_its_first_day(cell, year, month):
    entered = clean({"入学年月": [cell]}).columns["entered_on"][0]
    assert (entered.year, entered.month, entered.day) == (year, month, 1)


def test_entering_school_as_a_baby_is_asked_about():
    result = clean({"出生日期": ["20160512", "20160512"], "入学年月": ["201709", "202209"]})
    assert found(result) == [(3, "entered-implausible")]
