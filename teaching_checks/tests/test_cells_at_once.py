"""Several people at one grid at the same time, each with a session and a connection of the own."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.tests.threads import at_once
from rulebook.tests.factories import create_small
from teaching_checks.models import Inspected, RoundCell
from teaching_checks.tests.factories import create_round

pytestmark = pytest.mark.django_db(transaction=True)
MARKS = ["goals", "process", "exercises", "writing", "reflection"]


@pytest.fixture
def small():
    return create_small()


@pytest.fixture
def round(small):
    today = timezone.localdate()
    return create_round(small=small, days=(today - timedelta(days=1), today + timedelta(days=1)))


def typist(user, round):
    """Give a function that saves one cell in the user's own session and gives the answer."""
    client = Client()
    client.force_login(user)
    url = reverse("teaching_checks:round_cells", args=[round.public_id])

    def save(row, criterion, value, seen=0) -> dict:
        change = {"row": str(row.public_id), "criterion": criterion, "value": value, "seen": seen}
        body = json.dumps({"since": 0, "changes": [change]})
        response = client.post(url, body, content_type="application/json")
        assert response.status_code == 200
        return response.json()

    return save


def rows_of(round) -> list[Inspected]:
    return list(Inspected.objects.filter(round=round).order_by("position"))


def test_different_cells_of_the_same_lines_are_all_kept_and_add_up(small, round):
    rows = rows_of(round)
    columns = {small.clerk: MARKS[:2], small.director: MARKS[2:4], small.h1: MARKS[4:]}

    def fill(user):
        save = typist(user, round)
        return lambda: [save(row, code, "8") for row in rows for code in columns[user]]

    at_once(*(fill(user) for user in columns))
    revisions = list(RoundCell.objects.filter(round=round).values_list("revision", flat=True))
    assert sorted(revisions) == list(range(1, len(rows) * len(MARKS) + 1))
    assert [row.points for row in rows_of(round)] == [40, 40, 40]


def test_of_two_values_for_one_cell_one_is_kept_and_the_other_typist_asked(small, round):
    row = rows_of(round)[0]
    first, second = typist(small.clerk, round), typist(small.director, round)
    answers = at_once(lambda: first(row, "goals", "12"), lambda: second(row, "goals", "18"))
    kept = [cell["value"] for answer in answers for cell in answer["kept"]]
    overtaken = [cell["value"] for answer in answers for cell in answer["conflicts"]]
    assert kept == overtaken
    assert [cell.value for cell in RoundCell.objects.filter(round=round)] == kept


def test_every_answer_reaches_as_far_as_its_revision_says(small, round):
    """Whoever asks for what is newer than an answer's revision has missed nothing that was saved before it."""
    rows = rows_of(round)
    first, second = typist(small.clerk, round), typist(small.director, round)
    answers = at_once(
        lambda: [first(row, code, "5") for row in rows for code in MARKS[:2]],
        lambda: [second(row, code, "5") for row in rows for code in MARKS[2:]],
    )
    for answer in (each for answers_of_one in answers for each in answers_of_one):
        told = {cell["revision"] for cell in [*answer["cells"], *answer["kept"]]}
        assert told >= set(range(1, answer["revision"] + 1))
