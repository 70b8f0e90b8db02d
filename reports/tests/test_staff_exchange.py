"""R-14: the ledger of staff exchange, with the text's numbers (G5.3.5)."""

from datetime import date

import pytest
from django.utils import translation

from alliances.tests.exchanges import send_people, staff_up
from alliances.tests.factories import create_alliance
from reports import kinds

pytestmark = pytest.mark.django_db
KIND = kinds.get("R-14")
TODAY = date(2026, 11, 20)


@pytest.fixture
def allied(db):
    return create_alliance(schools=3, adopted=True)


def gather(member):
    with translation.override("en"):
        return KIND.gather(school=member.school, term=member.term, on=TODAY, options={})


def figures(member) -> dict:
    return {figure.key.partition("_")[2]: figure.value for figure in gather(member).figures}


def test_the_ratios_of_214_people_stand_in_the_ledger(allied):
    staff_up(allied.core, 214 - 10)
    send_people(allied, 5, backbone=4)
    found = figures(allied.core)
    assert (found["base"], found["required"], found["exchanged"], found["share"]) == (214, 7, 5, "2.3%")
    assert (found["backbone"], found["backbone_required"], found["backbone_share"]) == (4, 4, "80.0%")
    assert found["gap"] == "2 more, 2 of them backbone teachers, by 2027-03-01"


def test_what_no_number_was_set_for_is_not_configured(allied):
    send_people(allied, 1)
    assert {figures(allied.core)[key] for key in ("transport", "living", "bonus")} == {"not configured"}
    assert gather(allied.core).tables[1].rows[0][-2:] == ["not configured", "not configured"]


def test_the_seat_reads_all_and_another_school_its_own(allied):
    send_people(allied, 2, home=allied.others[0])
    rows = [len(gather(member).tables[1].rows) for member in allied.members]
    assert rows == [2, 2, 0]


def test_a_school_in_no_alliance_and_a_scheme_without_a_share_have_a_report_too(allied):
    balanced = create_alliance(document="G4", schools=2)
    assert figures(balanced.core) == {"exchanged": 0}
    balanced.core.membership.delete()
    assert gather(balanced.core).tables == []


def test_it_costs_the_same_with_more_people(allied, django_assert_num_queries):
    for _ in range(2):
        send_people(allied, 3)
        with django_assert_num_queries(13):
            gather(allied.core)
