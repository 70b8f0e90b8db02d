"""The numbers of the texts, written by hand from the texts, against the files."""

from decimal import Decimal

import pytest

from rulebook.documents.loading import document

NUMBERS = [
    ("C1-P01.min", 2),
    ("C1-P01.max", 3),
    ("C1-Q01.min", 20),
    ("C1-Q02.min", 10),
    ("C1-K03.min", 2),
    ("C1-K06.max", 2),
    ("C1-T01.min", 1),
    ("C1-E01.max", None),
    ("C1-A02.days", 14),
    ("C2-K01.min", 1),
    ("C2-V01.size_min", 5),
    ("C2-V01.size_max", 10),
    ("C2-V02.size_min", 5),
    ("C2-L03.min", 1),
    ("C3-Q01.min", 20),
    ("C3-Q02.min", 15),
    ("C3-Q03.min", 10),
    ("C3-Q04.min", 10),
    ("C3-Q05.min", 20),
    ("C3-Q06.min", 10),
    ("C3-A02.days", 14),
    ("C3-A03.weeks", 1),
    ("C3-V01.max", 2),
    ("C4-D01.amount", 2),
    ("C4-D02.amount", 2),
    ("C4-D03.amount", None),
    ("C4-D05.amount", 2),
    ("C4-D07.amount", 10),
    ("C4-D08.amount", 1),
    ("C4-D08.share", "0.8"),
    ("C4-D09.amount", 2),
    ("C4-D10.amount", 5),
    ("C4-D11.amount", 20),
    ("C4-D12.amount", 2),
    ("C4-D13.amount", 5),
    ("C4-D14.amount", 2),
    ("C4-D15.amount", 5),
    ("C4-D16.amount", 3),
    ("C4-L03.min", 1),
    ("C5-Q01.min", 40),
    ("C5-Q02.min", 16),
    ("C6-Q01.min", 3),
    ("C6-Q02.min", 2),
    ("C6-Q03.min", 1),
    ("C6-P01.groups_max", 2),
    ("C6-K02.min", 1),
    ("C6-A02.days", 14),
    ("C7-Q01.min", 2),
    ("C7-P01.min", 1),
    ("C7-P01.groups_max", 1),
    ("C7-K09.max", 2),
    ("C7-V01.min", None),
    ("G1:community.students_min", 4),
    ("G1:community.students_max", 8),
    ("G1:community.advisers_max", 2),
    ("G1:session.accompanying_parents_min", 1),
    ("G1:adviser.inspections_per_month", None),
    ("G2:community.students_min", 6),
    ("G2:adviser.groups_min", 2),
    ("G2:adviser.groups_max", 3),
    ("G3:target.work_years_max", 5),
    ("G3:reading.monographs_per_term", 1),
    ("G3:resource_library.years", 3),
    ("G4:council.members", 4),
    ("G4:office.members", 2),
    ("G5:leading_group.members", 7),
    ("G5:project_group.deputies", 4),
    ("G5:exchange.share", "0.03"),
    ("G5:exchange.backbone_share", "0.80"),
    ("G5:education_systems.count", 12),
    ("G5:exchange.rank_bonus", None),
]


@pytest.mark.parametrize(("key", "number"), NUMBERS, ids=[key for key, _ in NUMBERS])
def test_a_number_is_that_of_the_text(key, number):
    name, key = key.split(":") if ":" in key else (key[:2], key)
    expected = None if number is None else Decimal(number)
    assert document(name).parameters[key].default == expected


@pytest.mark.parametrize(
    ("key", "choice"),
    [
        ("G1:accompany.mode", "single"),
        ("G1:community.unit", "village"),
        ("G2:community.grouping_mode", "coordinated"),
        ("G5:exchange.duration_rule", "two_terms"),
        ("C4:deduction.unit", "points"),
        ("C6:C6-S03.pupil_marking", "no"),
        ("C3:deadline.roll_forward", "no"),
        ("C3:month.definition", "four_teaching_weeks"),
    ],
)
def test_a_choice_is_that_of_the_default_reading(key, choice):
    name, key = key.split(":")
    assert document(name).parameters[key].default == choice


def test_self_inspection_reports_are_due_in_june_and_december():
    assert document("G5").parameters["self_check.months"].default == [6, 12]


@pytest.mark.parametrize("key", ["C3-Q05.min", "C3-Q06.min"])
def test_an_ambiguous_quota_is_asked_with_both_readings(key):
    parameter = document("C3").parameters[key]
    assert parameter.is_question
    assert set(parameter.readings) == {"A", "B"}


@pytest.mark.parametrize("name", ["C1", "C2", "C3", "C5", "C6", "C7", "G1", "G2", "G3", "G4", "G5"])
def test_only_the_fourth_set_deducts(name):
    assert not document(name).items_of("deduction")


def test_the_fourth_set_deducts_for_sixteen_things():
    assert len(document("C4").items_of("deduction")) == 16
