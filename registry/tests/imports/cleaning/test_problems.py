import re

import pytest

from registry.imports.problems import KINDS, hidden_number, message, problem, reason, remedy, safe_value

EXAMPLE = "11010519491231002X"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (EXAMPLE, "110105************"),
        ("G" + EXAMPLE, "G110105************"),
        ("110105 19491231 002X", "110105**************"),
        ("张三" + EXAMPLE + "李四", "张三110105************李四"),
        (1.10105194912310e17, "110105************"),
        (440524188001010014, "440524************"),
        ("13800000000", "13800000000"),
        ("0535-8123456", "0535-8123456"),
        (3.2, "3.2"),
        (None, ""),
    ],
)
def test_a_value_never_shows_a_whole_id_number(value, shown):
    assert safe_value(value) == shown


def test_a_long_value_is_cut():
    assert safe_value("村" * 100) == "村" * 59 + "…"


@pytest.mark.parametrize("code", KINDS)
def test_every_code_says_reason_and_remedy(code):
    kind = KINDS[code]
    params = dict.fromkeys(re.findall(r"%\((\w+)\)s", f"{kind.reason} {kind.remedy}"), "x")
    found = problem("S", 4, "A", "x", code, **params)
    assert found.level in {"reject", "warn"}
    assert all(re.search(r"[.。]$", sentence) for sentence in (reason(found), remedy(found)))
    assert message(found) == f"{reason(found)} {remedy(found)}"


@pytest.mark.parametrize("value", [EXAMPLE, "G" + EXAMPLE, EXAMPLE[:10] + "O" + EXAMPLE[11:], "1101O519491231OO2X"])
def test_a_column_of_id_numbers_shows_the_area_only_however_the_number_is_misspelt(value):
    assert set(hidden_number(value)[7:]) == {"*"}


def test_words_in_a_column_of_id_numbers_stay_readable():
    assert hidden_number("正在办理") == "正在办理"
