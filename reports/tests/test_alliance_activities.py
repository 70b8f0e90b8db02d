"""R-11 and R-16 from real activities of an alliance, counted by hand beside."""

from datetime import date

import pytest

from alliances.models import FiveOne
from alliances.services import needs
from alliances.tests.activities import NOW, OCTOBER, create_activity, create_held, noon
from alliances.tests.factories import create_alliance
from reports import kinds

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 20)


def gathered(code, member):
    return kinds.get(code).gather(school=member.school, term=member.term, on=ON, options={})


def figures(found) -> dict:
    return {figure.key: figure.value for figure in found.figures}


def test_the_sheet_has_a_row_for_each_school_with_what_is_missing():
    allied = create_alliance(schools=3)
    for kind in FiveOne:
        create_held(allied, kind=kind.value, schools=[allied.others[0].membership])
    create_held(allied, kind="large_event")
    create_held(allied, kind="outreach", occasion="graduation", schools=[allied.others[1].membership])
    found = gathered("R-16", allied.core)
    rows = {row[0]: row[1:] for row in found.tables[0].rows}
    assert rows[allied.others[0].school.name] == [1, 1, 1, 1, 1, 5, ""]
    assert rows[allied.others[1].school.name][:6] == [0, 0, 0, 0, 0, 0]
    assert figures(found) == {"schools": 3, "complete": 2, "large": 1}
    assert found.tables[2].rows == [[allied.others[0].school.name, 0], [allied.others[1].school.name, 1]]


def test_the_year_counts_by_category_and_school():
    allied = create_alliance(document="G4", schools=2)
    one = allied.others[0]
    create_held(allied, commons=["models", "progress"], links=["research"])
    create_held(allied, commons=["models"], schools=[])
    create_activity(allied, commons=["models"])
    create_held(allied, commons=["models"], on=date(2026, 12, 1))
    need = needs.raise_need(membership=one.membership, title="器材", about="", by=one.clerk, now=noon(OCTOBER))
    needs.answer(need=need, answer="好", by=allied.core.vice, now=NOW)
    found = gathered("R-11", allied.core)
    assert found.tables[0].rows == [
        [allied.core.school.name, 3, 0, 0, 0, 1, 0, 1, 0, 0, 0, 3],
        [one.school.name, 2, 0, 0, 0, 1, 0, 1, 0, 0, 0, 2],
    ]
    assert figures(found) == {"activities": 3, "participations": 5, "needs": 1, "answered": 1}
    assert [row[1:3] for row in found.tables[1].rows] == [[3, 3], [0, 2]]


def test_a_school_without_an_office_has_an_empty_report():
    allied = create_alliance(schools=2)
    create_held(allied)
    for code in ("R-11", "R-16"):
        assert gathered(code, allied.others[0]).tables == []


def test_a_report_costs_the_same_for_however_many(django_assert_max_num_queries):
    allied = create_alliance(schools=4)
    for kind in FiveOne:
        create_held(allied, kind=kind.value)
    for code in ("R-11", "R-16"):
        with django_assert_max_num_queries(14):
            gathered(code, allied.core)


@pytest.mark.parametrize("code", ["R-11", "R-16"])
def test_a_sample_has_the_shape_of_the_report(code):
    found = kinds.get(code).sample()
    assert all(len(row) == len(table.columns) for table in found.tables for row in table.rows)
