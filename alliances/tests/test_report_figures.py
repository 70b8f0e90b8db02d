"""The sections of a self-report are filled from the records of the alliance's areas, each figure with its list."""

from datetime import date

import pytest

from alliances.models import Commendation, YearGoal
from alliances.sections import sections
from alliances.tests.activities import create_held
from alliances.tests.exchanges import create_stint
from alliances.tests.factories import create_alliance
from alliances.tests.meetings import create_attendee, create_meeting
from core.dates import Span

pytestmark = pytest.mark.django_db
AUTUMN = Span(date(2026, 7, 1), date(2027, 1, 1))
SPRING = Span(date(2027, 1, 1), date(2027, 7, 1))
AREAS = ("meetings", "activities", "exchange", "five_ones", "goals", "honours")


def values(membership, span=AUTUMN) -> dict[str, list[str]]:
    """Give the figures of each area in these days."""
    return {
        each.name: [str(figure.value) for figure in each.figures(membership, span)]
        for each in sections()
        if each.name in AREAS
    }


@pytest.fixture
def allied():
    """An autumn in which something of every kind happened, once at or by the second school."""
    allied = create_alliance()
    one = allied.others[0]
    create_attendee(create_meeting(allied, people=[allied.core.vice], is_held=True), one.vice, attendance="present")
    create_meeting(allied, on=date(2026, 11, 4), people=[allied.core.vice], is_held=True)
    create_meeting(allied, on=date(2026, 12, 2))
    create_held(allied, kind="fellowship", fellowship="basketball", host=one)
    create_held(allied)
    create_stint(allied.alliance, person=one.teacher, home=one.school, host=allied.core.school, state="under_way")
    YearGoal.objects.create(alliance=allied.alliance, year=1, text="Library", done_on=date(2026, 12, 1))
    YearGoal.objects.create(alliance=allied.alliance, year=1, text="Topics")
    Commendation.objects.create(
        alliance=allied.alliance, occasion="december", on=date(2026, 12, 20), school=one.school, reason="Good work",
        entered_by=allied.core.vice,
    )  # fmt: skip
    return allied


def test_a_school_reads_its_own_part_of_every_area(allied):
    found = values(allied.others[0].membership)
    assert found["meetings"] == ["2", "1"]
    assert found["activities"] == ["2", "1"]
    assert found["exchange"] == ["1", "0"]
    assert (found["five_ones"][0], len(found["five_ones"][1:])) == ("1 / 5", 4)  # and the four that are missing
    assert found["goals"] == ["1 / 2"]
    assert found["honours"] == ["1"]


def test_the_host_of_an_exchange_counts_who_came(allied):
    assert values(allied.core.membership)["exchange"] == ["0", "1"]


def test_other_days_tell_nothing_of_the_autumn(allied):
    found = values(allied.others[0].membership, SPRING)
    assert (found["meetings"], found["activities"], found["honours"]) == (["0", "0"], ["0", "0"], ["0"])


def test_a_scheme_without_five_ones_has_no_such_figures():
    assert values(create_alliance(document="G4").others[0].membership)["five_ones"] == []


def test_every_figure_opens_its_list(allied, client):
    one = allied.others[0]
    client.force_login(one.principal)
    urls = {figure.url for each in sections() if each.name in AREAS for figure in each.figures(one.membership, AUTUMN)}
    assert {client.get(url).status_code for url in urls} == {200}
