"""R-23 from real evaluations."""

from datetime import date

import pytest

from reports import kinds
from reports.contents import reviews
from rulebook.tests.factories import create_small
from teaching_checks.tests.test_reviews import write

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 20)


@pytest.fixture
def small():
    return create_small()


def gathered(small):
    return reviews.gather(school=small.school, term=small.term, on=ON, options={})


def figures(found) -> dict:
    return {figure.key: figure.value for figure in found.figures}


def test_each_final_evaluation_is_a_row_with_grades_and_words(small, django_assert_max_num_queries):
    values = {**write(small).values, "remark": "认真"}
    write(small, values=values)
    write(small, "a2")
    with django_assert_max_num_queries(22):
        found = gathered(small)
    table = found.tables[0]
    assert [column.label for column in table.columns] == [
        "教师",
        "备课",
        "上课",
        "作业批改",
        "辅导",
        "单元检测",
        "实验",
        "评语",
    ]
    assert table.rows == [["a1", *["良"] * 6, "认真"], ["a2", *["良"] * 6, ""]]
    assert found.articles == ["C4.3"]


def test_who_has_none_or_a_draft_only_is_named_as_missing(small):
    write(small)
    write(small, "a2", is_final=False)
    found = gathered(small)
    names = [row[0] for row in found.tables[1].rows]
    assert "a2" in names
    assert "a1" not in names
    assert figures(found) == {"teachers": len(names) + 1, "evaluated": 1, "missing": len(names)}


def test_a_sample_has_the_shape_of_the_report():
    found = kinds.get("R-23").sample()
    assert all(len(row) == len(table.columns) for table in found.tables for row in table.rows)
