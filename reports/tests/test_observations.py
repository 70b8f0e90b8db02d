"""R-22: what the office reports on observation, counted from the observations."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from observations.services.reading import tell_office
from observations.tests.observed import observe, observe_often, observing, scored
from reports import kinds

pytestmark = pytest.mark.django_db
KIND = kinds.get("R-22")
ON = date(2026, 11, 24)


def gathered(small, **options):
    with translation.override("en"):
        return KIND.gather(school=small.school, term=small.term, on=ON, options=KIND.complete(options))


def table(report, title: str) -> list:
    return next((each.rows for each in report.tables if each.title == title), [])


def test_quotas_and_feedback_are_counted_with_their_articles():
    small = observing("C3")
    observe_often(small, small.a1, small.b1, 10)
    told = observe(small, small.h1, small.a1, is_announced=False)
    observe(small, small.h1, small.a1, period=2, talked_over=False, is_announced=True)
    tell_office(observation=told, text="Good.", by=small.h1)
    report = gathered(small)
    figures = {figure.key: figure.value for figure in report.figures}
    assert (figures["observed"], figures["counting"], figures["told"], figures["done"]) == (12, 11, 1, 1)
    assert {"C1.4", "C2.2.4", "C6.4", "C7.4"} <= set(report.articles)
    (row,) = [row for row in table(report, "Who observed how many lessons") if row[0] == "a1"]
    assert row[2:] == ["C3.8 10 lessons a term", 10, 10, "", "Done"]
    assert table(report, "Inspection of observation notes")


def test_a_weekly_quota_stands_week_by_week():
    small = observing("C6")
    observe(small, small.a1, small.b1)
    weeks = {row[1]: row[2:] for row in table(gathered(small), "Week by week")}
    assert weeks[date(2026, 10, 12)] == [12, 1, 0]


def test_assessment_is_the_mean_with_or_without_the_extremes():
    small = observing("C7")
    for name, points in (("vice", "60"), ("director", "80"), ("h2", "90"), ("b1", "85")):
        scored(small, small.people[name], small.a1, points, kind="assessment")
    assert table(gathered(small), "Results of classroom assessment")[0][3] == Decimal("78.75")
    assert table(gathered(small, extremes="without"), "Results of classroom assessment")[0][3] == Decimal("82.50")


@pytest.mark.parametrize("number", [1, 10])
def test_it_costs_the_same_for_few_and_for_many(django_assert_num_queries, number):
    small = observing("C3")
    observe_often(small, small.a1, small.b1, number)
    with django_assert_num_queries(23):
        gathered(small)
