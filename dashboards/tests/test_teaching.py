"""Teaching at a glance: every figure opens as many rows; nobody but who inspects the school sees it."""

from collections import Counter
from datetime import date

import pytest
from django.urls import reverse

from deductions.services import answering
from deductions.tests.factories import create_appealed, create_entry, create_ledger, create_told
from rulebook.rules.judging import State
from rulebook.services.waiving import waive
from rulebook.tests.factories import create_obligations, create_small
from teaching_checks.selectors.owed import inspections_counted, inspections_owed
from teaching_checks.tests.factories import FULL, create_round

pytestmark = pytest.mark.django_db
PAGE, RESULTS = reverse("dashboards:teaching"), reverse("dashboards:teaching_results")


@pytest.fixture
def small(monkeypatch):
    """The small school on the first of December: the mid-term checks are overdue, those of the term's end to come."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: date(2026, 12, 1))
    small = create_small()
    create_obligations(small, "C3")
    return small


def opened(client, user, url=PAGE, **query):
    client.force_login(user)
    return client.get(url, query)


def test_inspections_are_counted_by_group_and_month(client, small):
    completion = opened(client, small.principal).context["completion"]
    assert set(completion.groups.values()) == {"语文组", "数学组", "英语组", "全校"}
    november = next(count for month, count in completion.by_month.items() if month == date(2026, 11, 1))
    assert (november.done, november.open) == (0, 0)
    assert november.late > 10


def test_every_figure_opens_as_many_rows(client, small):
    completion = opened(client, small.principal).context["completion"]
    for _name, cells in completion.rows:
        for count, url in cells:
            if count:
                assert client.get(url).context["page"].paginator.count == count.asked


def test_inspections_are_counted_as_the_board_judges_them(small):
    create_round(small=small, object="lesson_plan", inspector="h1", values={"a1": FULL, "a2": FULL}, state="closed")
    waive(obligation=small.school.obligations.filter(requirement="C3-K02").first(), reason="leave", by=small.principal)
    asked = {"user": small.principal, "school": small.school, "term": small.term, "today": date(2026, 12, 1)}
    lines, counted = inspections_owed(**asked), inspections_counted(**asked)
    assert Counter(counted) == Counter((line.state, line.due_on, line.group_id) for line in lines)
    assert {State.DONE, State.LATE, State.WAIVED} <= {each.state for each in counted}


def test_grades_are_counted_by_term_and_open_their_results(client, small):
    create_round(small=small, values={"a1": FULL, "a2": FULL})
    page = opened(client, small.director)
    chart = next(each for each in page.context["charts"] if each.key == "grades-lesson_plan")
    assert [(chart.series, row.values) for row in chart.rows] == [(["良"], [2])]
    rows = client.get(chart.rows[0].url).context["page"]
    assert {row.teacher.name for row in rows} == {"a1", "a2"}


def test_an_unknown_month_grade_or_group_shows_all(client, small):
    create_round(small=small, values={"a1": FULL})
    assert opened(client, small.clerk, RESULTS, grade="?", term="x", object="?").context["page"].paginator.count == 1
    url = reverse("dashboards:teaching_inspections")
    assert opened(client, small.clerk, url, month="2026", group="x").context["page"].paginator.count > 20


@pytest.mark.parametrize("who", ["h1", "a1"])
def test_who_does_not_inspect_the_school_does_not_open_it(client, small, who):
    assert [opened(client, small.people[who], url).status_code for url in (PAGE, RESULTS)] == [403, 403]


def test_without_a_term_the_page_says_what_to_do(client):
    small = create_small()
    small.term.delete()
    assert opened(client, small.principal).templates[0].name == "dashboards/teaching_empty.html"


def test_the_pages_cost_the_same_for_one_result_or_many(client, small, django_assert_max_num_queries):
    create_round(small=small, who=("a1", "a2", "a3"), values={"a1": FULL, "a2": FULL, "a3": FULL})
    urls = [(PAGE, 22), (RESULTS, 12), (reverse("dashboards:teaching_inspections"), 22)]
    for url, most in urls:
        opened(client, small.principal, url)
        with django_assert_max_num_queries(most):
            client.get(url)


@pytest.fixture
def ledger(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: date(2026, 12, 1))
    return create_ledger()


def test_deductions_are_counted_by_article_and_open_their_entries(client, ledger):
    create_told(ledger, times=2)
    create_told(ledger, teacher="wang")
    create_told(ledger, item="C4-D11")
    page = opened(client, ledger.principal)
    chart = next(each for each in page.context["charts"] if each.key == "deductions")
    assert [(row.values, row.note) for row in chart.rows] == [([2], "6 分"), ([1], "20 分")]
    assert [client.get(row.url).context["page"].paginator.count for row in chart.rows] == [2, 1]


def test_what_was_dismissed_or_taken_back_is_in_no_figure(client, ledger):
    answering.dismiss(entry=create_entry(ledger), reason="The register was wrong.", by=ledger.director)
    page = opened(client, ledger.principal)
    assert [each.key for each in page.context["charts"]] == []


def test_open_appeals_and_overdue_corrections_are_counted_with_their_lists(client, ledger):
    create_appealed(ledger)
    page = opened(client, ledger.principal)
    appeals = page.context["figures"][0]
    assert appeals.value == client.get(appeals.url).context["page"].paginator.count == 1
    assert all(client.get(figure.url).status_code == 200 for figure in page.context["figures"])
