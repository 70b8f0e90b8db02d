"""Every sheet that the portal brings along is sound and has words in both languages."""

from collections import Counter
from decimal import Decimal

import pytest
from django.utils import translation

from rulebook.documents import loading
from sheets.content import read
from sheets.models import Purpose
from sheets.rules import by_dimension, faults
from sheets.shipped import shipped

SHIPPED = sorted(shipped())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_sheet_is_sound_in_both_languages(code, language):
    with translation.override(language):
        assert faults(read(shipped()[code].content)) == []


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_sheet_says_everything_in_chinese_and_english(code):
    sheet = shipped()[code]
    rows = [*sheet.content["items"], *sheet.content["grades"]]
    words = [sheet.name, *(row["name"] for row in rows), *(row["dimension"] for row in rows if "dimension" in row)]
    assert [said for said in words if set(said) != {"zh", "en"} or not all(said.values())] == []


def test_every_purpose_has_a_shipped_sheet():
    assert {sheet.purpose for sheet in shipped().values()} == set(Purpose.values)


@pytest.mark.parametrize(
    ("code", "marks"),
    [
        ("lesson_four_dimensions", [10, 20, 40, 30]),
        ("lesson_efficient", [10, 10, 20, 20, 10, 20, 10]),
        ("lesson_general", [100]),
        ("homework_points", [30, 20, 50]),
        ("homework_marking", [70, 20, 10]),
        ("homework_ten", [100]),
    ],
)
def test_the_marks_of_the_dimensions_are_those_of_the_real_sheets(code, marks):
    sheet = read(shipped()[code].content)
    assert [most for _name, _points, most in by_dimension(sheet, {})] == [Decimal(each) for each in marks]


def test_the_private_schools_sheet_has_sixteen_criteria():
    assert len(shipped()["lesson_four_dimensions"].content["items"]) == 16


def test_no_two_criteria_of_a_sheet_read_alike():
    for sheet in shipped().values():
        names = Counter(item["name"]["zh"] for item in sheet.content["items"])
        assert [name for name, times in names.items() if times > 1] == [], sheet.code


def test_the_checklists_of_marking_and_comments_stand_in_a_sheet():
    """C4.4.3 and C6-S03: each quality can be ticked as missing; face to face and with pupils are ways, not qualities."""
    qualities = [*_listed("C4", "C4.marking_rules"), *_listed("C6", "C6-S03")]
    ticks = [item["code"] for item in shipped()["homework_comments"].content["items"] if item.get("kind") == "tick"]
    ways = {"face_to_face", "with_pupils"}
    assert [tick.partition("_")[2] for tick in ticks] == [code for code in qualities if code not in ways]


def _listed(document: str, item: str) -> list[str]:
    return [each["code"] for each in loading.document(document).items[item].data["items"]]
