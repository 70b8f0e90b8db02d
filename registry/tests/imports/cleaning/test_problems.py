import re

import pytest

from registry.imports.problems import KINDS, message, problem, safe_value

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


def test_every_code_says_reason_and_remedy():
    names = {
        "first_row": 3,
        "first_sheet": "S",
        "length": 17,
        "allowed": "男、女",
        "own": "男",
        "other": "女",
    }
    names |= {"born_on": "1985-01-01", "age": 40, "inclusive": "a", "disability": "b"}
    for code, kind in KINDS.items():
        sentence = message(problem("S", 4, "A", "x", code, **names))
        assert kind.level in {"reject", "warn"}
        assert len(re.findall(r"[.。;；]", sentence)) >= 2
        assert "%(" not in sentence
