"""Saving cells: what is kept, what is refused at the cell, what two people do to one another."""

from datetime import date
from decimal import Decimal

import pytest

from core.refusals import Refused
from rulebook.tests.factories import create_small
from teaching_checks.models import Inspected, RoundCell
from teaching_checks.services.cells import Change, save
from teaching_checks.tests.factories import FULL, at_noon, create_round, fill

pytestmark = pytest.mark.django_db
DAY = at_noon(date(2026, 11, 10))


def row_of(round, person) -> Inspected:
    return Inspected.objects.get(round=round, person=person)


def change(row, value, *, criterion="goals", seen=0) -> Change:
    return Change(row.public_id, criterion, value, seen)


def test_a_complete_row_is_done_with_points_and_grade():
    small = create_small()
    round = create_round(small=small, values={"a1": FULL})
    row = row_of(round, small.a1)
    assert (row.is_done, row.points, row.grade) == (True, Decimal(85), "good")
    assert (row.done_on, row.done_by) == (date(2026, 11, 9), small.clerk)


def test_an_emptied_score_makes_the_row_undone_again():
    small = create_small()
    round = create_round(small=small, values={"a1": FULL})
    fill(round, small.a1, {"goals": ""}, by=small.clerk)
    row = row_of(round, small.a1)
    assert (row.is_done, row.points, row.grade, row.done_by) == (False, Decimal(67), "", None)


def test_what_is_typed_in_late_counts_for_the_last_day_of_the_round():
    small = create_small()
    round = create_round(small=small, values={"a1": FULL}, on=date(2026, 11, 20))
    assert row_of(round, small.a1).done_on == date(2026, 11, 13)


def test_bad_values_are_faults_at_their_cells_and_the_good_ones_are_kept():
    small = create_small()
    round = create_round(small=small)
    row = row_of(round, small.a1)
    changes = [change(row, "十八"), change(row, "31", criterion="process"), change(row, "8", criterion="writing")]
    saved = save(round=round, changes=changes, by=small.clerk, now=DAY)
    assert [(f.change.criterion, f.reason) for f in saved.faults] == [
        ("goals", "not-a-number"),
        ("process", "too-high"),
    ]
    assert [(cell.criterion, cell.value) for cell in RoundCell.objects.filter(round=round)] == [("writing", "8")]


def test_over_a_newer_value_of_somebody_else_one_is_asked_and_nothing_is_written():
    small = create_small()
    round = create_round(small=small)
    row = row_of(round, small.a1)
    save(round=round, changes=[change(row, "18")], by=small.h1, now=DAY)
    saved = save(round=round, changes=[change(row, "12")], by=small.clerk, now=DAY)
    assert [(c.cell.value, c.cell.by) for c in saved.conflicts] == [("18", small.h1)]
    again = save(round=round, changes=[change(row, "12", seen=saved.round.revision)], by=small.clerk, now=DAY)
    assert [cell.value for cell in again.cells] == ["12"]


def test_the_same_value_from_two_people_is_no_conflict():
    small = create_small()
    round = create_round(small=small)
    row = row_of(round, small.a1)
    for person in (small.h1, small.clerk):
        saved = save(round=round, changes=[change(row, "18")], by=person, now=DAY)
        assert (saved.conflicts, [cell.value for cell in saved.cells]) == ([], ["18"])


@pytest.mark.parametrize("who", ["h1", "a1", "h2"])
def test_nobody_writes_the_own_row_or_that_of_other_inspectors(who):
    small = create_small()
    round = create_round(small=small, who=["a1", "h1"], inspector="director")
    saved = save(round=round, changes=[change(row_of(round, small.a1), "18")], by=small.people[who], now=DAY)
    assert [fault.reason for fault in saved.faults] == ["not-yours"]


def test_a_row_of_another_round_is_nobodys():
    small = create_small()
    other = create_round(small=small)
    round = create_round(small=small)
    saved = save(round=round, changes=[change(row_of(other, small.a1), "18")], by=small.clerk, now=DAY)
    assert [fault.reason for fault in saved.faults] == ["not-yours"]


@pytest.mark.parametrize(("state", "reason"), [("planned", "planned"), ("closed", "closed")])
def test_only_open_rounds_take_values(state, reason):
    small = create_small()
    round = create_round(small=small, state=state)
    with pytest.raises(Refused, match=reason):
        save(round=round, changes=[change(row_of(round, small.a1), "18")], by=small.clerk, now=DAY)


def test_nothing_is_entered_before_the_first_day():
    small = create_small()
    round = create_round(small=small)
    with pytest.raises(Refused, match="not-begun"):
        fill(round, small.a1, by=small.clerk, on=date(2026, 11, 8))


def test_a_cell_keeps_every_value_it_had_with_the_typist():
    small = create_small()
    round = create_round(small=small, values={"a1": {"goals": "10"}})
    fill(round, small.a1, {"goals": "11"}, by=small.h1)
    events = RoundCell.pgh_event_model.objects.order_by("pgh_id")
    assert [(event.value, event.by_id) for event in events] == [("10", small.clerk.pk), ("11", small.h1.pk)]


@pytest.mark.parametrize("names", [["a1"], ["a1", "a2", "a3"]])
def test_saving_takes_the_same_number_of_statements_for_one_cell_and_for_many(names, django_assert_num_queries):
    small = create_small()
    round = create_round(small=small)
    changes = [change(row_of(round, small.people[n]), v, criterion=code) for n in names for code, v in FULL.items()]
    # savepoint, round, posts of the typist, rows, cells, upsert, results of the rows, revision, release
    with django_assert_num_queries(9):
        save(round=round, changes=changes, by=small.clerk, now=DAY)
