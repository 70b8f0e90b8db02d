"""R-12: the goals of the three years as they stand on a day, each traceable to its page."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from docx import Document
from openpyxl import load_workbook

from alliances.models import YearGoal
from alliances.rules.goals import Mark, Standing, standing, trend
from alliances.services import goals, joining, papers
from alliances.tests.activities import create_held
from alliances.tests.factories import create_alliance
from core.dates import Span
from core.refusals import Refused
from reports import kinds

ENGLISH = {"accept-language": "en"}
FIRST, SECOND = (Span(date(year, 1, 1), date(year + 1, 1, 1)) for year in (2026, 2027))
ON = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("done_on", "is_proved", "on", "wanted"),
    [
        (None, False, date(2026, 12, 31), Standing.OPEN),
        (None, True, date(2026, 12, 31), Standing.UNDER_WAY),
        (None, True, date(2027, 1, 1), Standing.UNMET),
        (date(2026, 12, 31), True, date(2027, 1, 1), Standing.REACHED),
        (date(2027, 1, 1), True, date(2027, 1, 1), Standing.REACHED_LATE),
        (date(2027, 2, 1), True, date(2027, 1, 31), Standing.UNMET),
    ],
)
def test_a_goal_stands_by_its_year_and_the_day(done_on, is_proved, on, wanted):
    assert standing(done_on, FIRST, is_proved=is_proved, on=on) is wanted


def test_goals_are_counted_at_the_end_of_every_half_year_and_on_the_day():
    found = trend([(FIRST, date(2026, 6, 30)), (FIRST, None), (SECOND, date(2027, 2, 1))], ON)
    assert found == [Mark(date(2026, 6, 30), 0, 1), Mark(date(2026, 12, 31), 2, 1), Mark(ON, 2, 2)]
    assert (trend([], ON), trend([(FIRST, None)], date(2025, 1, 1))) == ([], [Mark(date(2025, 1, 1), 0, 0)])


def reach(allied, code, on):
    goal = YearGoal.objects.get(alliance=allied.alliance, code=code)
    goals.prove(goal=goal, on=on, text="Written", by=allied.core.vice)
    YearGoal.objects.filter(pk=goal.pk).update(done_on=on)
    return goal


@pytest.fixture
def allied(db):
    allied = create_alliance(schools=2, adopted=True)
    goals.take_over(alliance=allied.alliance, by=allied.core.vice)
    reach(allied, "G5-H04.goals:plan_and_systems", date(2026, 10, 8))
    reach(allied, "G5-H04.goals:large_event", date(2026, 11, 20))
    return allied


def gathered(member, on=ON):
    with translation.override("en"):
        return kinds.get("R-12").gather(school=member.school, term=member.term, on=on, options={})


def figures(found) -> dict:
    return {figure.key.partition("_")[2]: figure.value for figure in found.figures}


def test_the_report_counts_goals_by_year_and_says_why_some_are_not_reached(allied):
    goal = YearGoal.objects.get(code="G5-H04.goals:two_topics")
    goals.explain(goal=goal, why="The district registers topics in May", by=allied.core.vice)
    create_held(allied, kind="large_event", on=date(2026, 10, 9))
    plan = {"title": "Plan", "first_year": 2026, "chapter": "What we do", "decided_on": date(2026, 9, 2)}
    one = allied.others[0]
    papers.draw_up(alliance=allied.alliance, school=one.school, by=one.clerk, **plan)
    found = gathered(allied.core)
    assert figures(found) == {
        "goals": 13, "reached": 2, "share": "15.4%", "late": 0, "unmet": 4, "plans": "1 / 2", "large": 1,
    }  # fmt: skip
    by_year, *_years, unmet, came_in, _plans, pages = found.tables
    assert [row[1:5] for row in by_year.rows] == [[6, 2, 0, 4], [4, 0, 0, 0], [3, 0, 0, 0]]
    assert sorted(row[3] for row in unmet.rows) == ["The district registers topics in May", *["no reason given"] * 3]
    assert [row[1:3] for row in came_in.rows] == [[0, 0], [6, 2], [6, 2]]
    assert [row[1].partition("#")[2] for row in pages.rows] == ["year-1", "year-2", "year-3", ""]
    assert {"G5.1.2.1", "G5.1.2.2", "G5.1.2.3", "G5.3.2.4"} <= set(found.articles)


def test_a_report_of_an_earlier_day_knows_nothing_of_later(allied):
    found = gathered(allied.core, on=date(2026, 10, 31))
    assert (figures(found)["reached"], figures(found)["unmet"]) == (1, 0)
    assert [row[1] for row in found.tables[1].rows].count("reached") == 1


def test_it_costs_the_same_with_more_in_it(allied, django_assert_num_queries):
    for code in ("shared_platform", "two_topics"):
        with django_assert_num_queries(8):
            gathered(allied.others[0])
        reach(allied, f"G5-H04.goals:{code}", date(2026, 10, 9))


def test_word_and_excel_open_from_the_page_and_link_to_the_goals(allied, client):
    client.force_login(allied.others[0].principal)
    page = client.get(reverse("alliances:alliance_goals", args=[allied.alliance.public_id]))
    urls = [reverse(f"reports:alliance_goals_{kind}", args=[allied.alliance.public_id]) for kind in ("word", "excel")]
    assert all(url in page.content.decode() for url in urls)
    word = Document(BytesIO(client.get(urls[0], headers=ENGLISH).content))
    assert any("#year-1" in each.target_ref for each in word.part.rels.values() if each.is_external)
    assert "By year" in load_workbook(BytesIO(client.get(urls[1], headers=ENGLISH).content)).sheetnames
    client.force_login(create_alliance(schools=2).core.principal)
    assert client.get(urls[0]).status_code == 404


def test_a_school_that_left_reads_no_goals_any_more(allied, client):
    gone = allied.others[0]
    joining.leave(membership=gone.membership, on=timezone.localdate(), why="Merged", by=gone.principal)
    assert gathered(gone).tables == []
    with pytest.raises(Refused, match="done_already"):
        goals.explain(goal=YearGoal.objects.filter(done_on__isnull=False).first(), why="?", by=allied.core.vice)


def test_the_office_says_why_a_goal_is_late_and_the_page_shows_it(allied, client):
    YearGoal.objects.update(year=1)
    client.force_login(allied.core.vice)
    goal = YearGoal.objects.filter(done_on=None).first()
    client.post(reverse("alliances:yeargoal_explain", args=[goal.public_id]), {"why_unmet": "Waits for the topic"})
    page = client.get(reverse("alliances:alliance_goals", args=[allied.alliance.public_id]))
    assert "Waits for the topic" in page.content.decode()
