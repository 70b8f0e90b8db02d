"""The addresses that the grid's scripts speak to."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.tests.factories import create_teacher
from rulebook.services.waiving import waive
from rulebook.tests.factories import create_obligations, create_small
from teaching_checks.models import Inspected, RoundCell
from teaching_checks.selectors.ledger import ledger
from teaching_checks.services.inspected import excuse
from teaching_checks.tests.factories import add_row, create_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    return create_small()


@pytest.fixture
def round(small):
    today = timezone.localdate()
    return create_round(small=small, days=(today - timedelta(days=1), today + timedelta(days=1)))


def url(name, round) -> str:
    return reverse(f"teaching_checks:{name}", args=[round.public_id])


def row_of(round, person) -> str:
    return str(Inspected.objects.get(round=round, person=person).public_id)


def post(client, round, *changes, since=0):
    body = {
        "since": since,
        "changes": [dict(zip(("row", "criterion", "value", "seen"), c, strict=True)) for c in changes],
    }
    return client.post(url("round_cells", round), json.dumps(body), content_type="application/json")


def test_saving_answers_what_is_kept_and_what_is_wrong_at_its_cell(client, small, round):
    client.force_login(small.clerk)
    row = row_of(round, small.a1)
    answer = post(client, round, [row, "goals", "18.50", 0], [row, "process", "31", 0]).json()
    assert [(cell["criterion"], cell["value"], cell["revision"]) for cell in answer["kept"]] == [("goals", "18.5", 1)]
    assert [(fault["criterion"], fault["words"]) for fault in answer["faults"]] == [("process", "不能超过 30。")]
    assert (answer["revision"], answer["cells"], answer["why"]) == (1, [], "")


def test_an_answer_brings_what_others_saved_since(client, small, round):
    client.force_login(small.h1)
    post(client, round, [row_of(round, small.a1), "goals", "18", 0])
    client.force_login(small.clerk)
    answer = post(client, round, [row_of(round, small.a2), "goals", "12", 0]).json()
    assert {(cell["row"], cell["value"]) for cell in answer["cells"]} >= {(row_of(round, small.a1), "18")}
    later = client.get(url("round_changes", round), {"since": 1}).json()
    assert [(cell["row"], cell["value"]) for cell in later["cells"]] == [(row_of(round, small.a2), "12")]


def test_a_conflict_shows_the_value_of_the_other_and_who_it_was(client, small, round):
    row = row_of(round, small.a1)
    client.force_login(small.h1)
    post(client, round, [row, "goals", "18", 0])
    client.force_login(small.clerk)
    answer = post(client, round, [row, "goals", "12", 0]).json()
    assert [(c["value"], c["by"], c["revision"]) for c in answer["conflicts"]] == [("18", str(small.h1), 1)]


def test_a_closed_round_says_why_and_writes_nothing(client, small):
    round = create_round(small=small, state="closed")
    client.force_login(small.clerk)
    response = post(client, round, [row_of(round, small.a1), "goals", "18", 0])
    assert (response.status_code, response.json()["why"]) == (409, "本轮检查已结束。")
    assert not RoundCell.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"since": 0, "changes": [{"row": "x"}]}', '{"since": "a", "changes": []}']
)
def test_what_no_page_sends_is_refused_in_words(client, small, round, body):
    client.force_login(small.clerk)
    response = client.post(url("round_cells", round), body, content_type="application/json")
    assert response.status_code == 409


def test_a_teacher_of_another_school_cannot_be_written(client, small, round):
    stranger = create_small()
    other = create_round(small=stranger, days=(round.from_on, round.to_on))
    client.force_login(small.clerk)
    assert post(client, other, [row_of(other, stranger.a1), "goals", "18", 0]).status_code == 404
    answer = post(client, round, [row_of(other, stranger.a1), "goals", "18", 0]).json()
    assert [fault["words"] for fault in answer["faults"]] == ["您不能再录入这位教师的数据。"]


@pytest.mark.parametrize(("who", "status"), [("clerk", 200), ("h1", 200), ("principal", 200), ("a1", 404), ("h2", 404)])
def test_the_grid_opens_for_the_office_and_the_inspectors_only(client, small, round, who, status):
    client.force_login(small.people[who])
    for name in ("round_grid", "round_changes"):
        assert client.get(url(name, round)).status_code == status
    assert post(client, round).status_code == status


def test_an_inspector_gets_the_own_part_and_nobody_the_own_row(client, small):
    today = timezone.localdate()
    round = create_round(small=small, who=["a1", "a2"], days=(today, today))
    add_row(round, small.director, inspector=small.h2)
    for person, names in ((small.h1, ["a1", "a2"]), (small.h2, ["director"]), (small.director, ["a1", "a2"])):
        client.force_login(person)
        data = client.get(url("round_grid", round)).context["data"]
        assert [row["name"] for row in data["rows"]] == names


def test_who_is_on_leave_is_said_and_not_counted_as_missing(client, small, round):
    """A waiver of the days of the round, whatever for, or one of the inspection itself; and who is excused by hand."""
    [owed] = [each for each in create_obligations(small, "C3") if _is_quota_of(each, small.a1)]
    for first, reason in ((round.from_on, "maternity leave"), (round.to_on, "a day of training")):
        person = {"obligation": owed, "from_on": first, "to_on": round.to_on}
        waive(reason=reason, by=small.principal, **person)
    other = Inspected.objects.get(round=round, person=small.a2)
    excuse(row=other, reason="pupil in hospital", by=small.clerk)
    for who, words in ((small.clerk, "maternity leave"), (small.h1, "these days are waived")):
        client.force_login(who)
        page = client.get(url("round_grid", round), headers={"accept-language": "en"})
        assert [row["away"] for row in page.context["data"]["rows"]] == [words, ""]
        assert "a2 (pupil in hospital)" in page.content.decode()
    [shown] = client.get(reverse("teaching_checks:round_list")).context["page"]
    assert (shown.done, shown.asked) == (0, 1)
    assert [held.asked for held in ledger(small.school, small.term.span, on=timezone.localdate()).held] == [1]


def _is_quota_of(owed, person) -> bool:
    return owed.requirement == "C3-Q04" and owed.subject == f"person:{person.pk}"


def test_a_page_of_eighty_teachers_takes_as_many_statements_as_one_of_three(
    client, small, round, django_assert_num_queries
):
    client.force_login(small.clerk)
    client.get(url("round_grid", round))
    for _ in range(77):
        add_row(round, create_teacher(school=small.school).user, inspector=small.h1)
    with django_assert_num_queries(QUERIES_OF_PAGE):
        client.get(url("round_grid", round))


def test_a_saved_cell_costs_few_statements(client, small, round, django_assert_num_queries):
    client.force_login(small.clerk)
    row = row_of(round, small.a1)
    client.get(url("round_grid", round))
    with django_assert_num_queries(QUERIES_OF_CELL):
        post(client, round, [row, "goals", "18", 0])
    with django_assert_num_queries(QUERIES_OF_POLL):
        client.get(url("round_changes", round), {"since": 0})


# user, posts and school of the session come first in each
QUERIES_OF_PAGE = 9  # round, rows, cells, oneself among them, terms, messages
QUERIES_OF_CELL = 12  # round, savepoint, lock, row, cells, cell, result, revision, release
QUERIES_OF_POLL = 5  # round, cells
