"""A faulty file is refused with words that say where."""

import pytest

from rulebook.documents.checking import WrongDocument, check
from rulebook.documents.loading import parse

CODES = {
    "roles": {"teacher", "principal"},
    "evidence": {"observation"},
    "acts": {"observe"},
    "objects": {"lesson"},
    "topics": {"quota"},
    "subjects": {"self", "school", "class"},
    "units": {"time", "choice"},
}


def file(*, requirement=None, parameter=None, article=None, item=None):
    """Give a small right document as its file reads, with what is to be wrong in it."""
    text = {"zh": "听课", "en": "Observe"}
    return {
        "id": "X1",
        "kind": "rule_set",
        "title": text,
        "summary": text,
        "articles": [{"id": "X1.1", **text, "answered": "requirement", "by": ["X1-Q01", "X1-R01"]} | (article or {})],
        "parameters": [
            {"key": "n", "name": text, "unit": "time", "default": 10, "min": 0, "max": 99} | (parameter or {})
        ],
        "requirements": [
            {
                "id": "X1-Q01",
                "name": text,
                "topic": "quota",
                "legs": [{"who": ["teacher"], "for_each": "self"}],
                "act": "observe",
                "objects": ["lesson"],
                "evidence": "observation",
                "per": "term",
                "measure": "count",
                "least": "n",
                "articles": ["X1.1"],
            }
            | (requirement or {})
        ],
        "items": [
            {"id": "X1-R01", "kind": "report", "name": text, "of": ["X1-Q01"], "articles": ["X1.1"]} | (item or {})
        ],
    }


def test_a_right_file_is_taken():
    check(parse(file()), CODES)


FAULTY = [
    ({"requirement": {"legs": [{"who": ["astronaut"], "for_each": "self"}]}}, "X1-Q01: no role astronaut"),
    ({"requirement": {"legs": [{"who": ["teacher"], "for_each": "role:cook"}]}}, "X1-Q01: no role cook"),
    (
        {"requirement": {"legs": [{"who": ["teacher"], "or_else": ["cook"]}]}},
        "X1-Q01: no role cook",
    ),
    ({"requirement": {"legs": [{"who": ["teacher"], "for_each": "planet"}]}}, "X1-Q01: no subject planet"),
    ({"requirement": {"legs": [{"who": ["teacher"], "for_each": "class+planet"}]}}, "X1-Q01: no subject planet"),
    ({"requirement": {"legs": [{"who": ["teacher"], "for_each": "list:X1-L09"}]}}, "X1-Q01: no list X1-L09"),
    ({"requirement": {"legs": [{"who": ["teacher"], "for_each": "self", "scope": "moon"}]}}, "X1-Q01: no scope moon"),
    ({"requirement": {"legs": [{"who": ["teacher"], "where": "moon"}]}}, "X1-Q01: no subject moon"),
    ({"requirement": {"least": "20"}}, "X1-Q01: no parameter 20"),
    ({"requirement": {"most": "m"}}, "X1-Q01: no parameter m"),
    ({"requirement": {"due": {"days_after": "d"}}}, "X1-Q01: no parameter d"),
    ({"requirement": {"window": "full_moon"}}, "X1-Q01: no window full_moon"),
    ({"requirement": {"window": "phase"}}, "X1-Q01: no phase"),
    ({"requirement": {"due": {"phase": "X1-H01"}}}, "X1-Q01: no phase X1-H01"),
    ({"requirement": {"measure": "buckets"}}, "X1-Q01: buckets does not fit term"),
    ({"requirement": {"per": "exam"}}, "X1-Q01: no exams"),
    ({"requirement": {"per": "exam", "exams": ["quiz"]}}, "X1-Q01: no exam quiz"),
    ({"requirement": {"only_if": {"weather": "fine"}}}, "X1-Q01: no condition weather"),
    ({"requirement": {"evidence": "rumour"}}, "X1-Q01: no evidence rumour"),
    ({"requirement": {"act": "dance"}}, "X1-Q01: no act dance"),
    ({"requirement": {"objects": ["moon"]}}, "X1-Q01: no object moon"),
    ({"requirement": {"parts": ["moon"]}}, "X1-Q01: no part moon"),
    ({"requirement": {"topic": "weather"}}, "X1-Q01: no topic weather"),
    ({"requirement": {"coverage": "planet"}}, "X1-Q01: no subject planet"),
    ({"requirement": {"articles": ["X1.9"]}}, "X1.1: X1-Q01 does not cite it; X1-Q01: no article X1.9"),
    ({"requirement": {"articles": []}}, "X1.1: X1-Q01 does not cite it; X1-Q01: no article"),
    ({"parameter": {"unit": "mile"}}, "n: no unit mile"),
    ({"parameter": {"default": -1}}, "n: -1 is below 0"),
    ({"parameter": {"default": None, "suggested": 100}}, "n: 100 is above 99"),
    ({"parameter": {"unit": "choice", "default": "often"}}, "n: no choice often"),
    ({"parameter": {"default": ["often"]}}, "n: no choice often"),
    ({"article": {"answered": "perhaps"}}, "X1.1: answered 'perhaps'"),
    ({"article": {"by": ["X1-Q01", "X1-R01", "X1-Z01"]}}, "X1.1: nothing is called X1-Z01"),
    ({"article": {"parts": {"X1.1a": ["X1-Z01"]}}}, "X1.1: nothing is called X1-Z01"),
    ({"article": {"by": []}}, "X1.1: nothing answers it"),
    ({"item": {"of": ["X1-Z01"]}}, "X1-R01: nothing is called X1-Z01"),
    ({"item": {"evidence": "rumour"}}, "X1-R01: no evidence rumour"),
    ({"item": {"amount": "2"}}, "X1-R01: no parameter 2"),
    ({"item": {"numbers": {"principal": ["p"]}}}, "X1-R01: no parameter p"),
    ({"item": {"items": [{"code": "a", "zh": "一", "en": "one", "number": "p"}]}}, "X1-R01: no parameter p"),
    ({"item": {"slots": "p"}}, "X1-R01: no parameter p"),
    ({"item": {"slots": {"skills": "p"}}}, "X1-R01: no parameter p"),
]


@pytest.mark.parametrize(("wrong", "words"), FAULTY, ids=[words for _, words in FAULTY])
def test_a_faulty_file_is_refused_with_words(wrong, words):
    with pytest.raises(WrongDocument) as refused:
        check(parse(file(**wrong)), CODES)
    assert str(refused.value) == f"X1: {words}"


def test_every_fault_is_told_at_once():
    with pytest.raises(WrongDocument, match=r"no act dance.*no window full_moon|no window full_moon.*no act dance"):
        check(parse(file(requirement={"act": "dance", "window": "full_moon"})), CODES)
