"""Who owes what in an alliance: the whole at the school of its seat, each school's part on its own board."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import Post
from accounts.tests.factories import create_post
from alliances.services.papers import note_step
from alliances.tests.factories import FOUNDED, create_alliance
from registry.models import Subject
from rulebook.documents import loading
from rulebook.models import Obligation
from rulebook.rules.judging import State
from rulebook.selectors.board import board
from rulebook.services import starting
from rulebook.services.expanding import expand_term
from schools.tests.factories import create_term

pytestmark = pytest.mark.django_db


def owed(member, requirement) -> list[tuple[str, list[int]]]:
    expand_term(school=member.school, term=member.term, as_of=FOUNDED)
    rows = Obligation.objects.live().filter(school=member.school, requirement=requirement).order_by("pk")
    return list(dict.fromkeys((row.subject_name, tuple(row.bearers)) for row in rows))


def test_the_alliance_owes_its_meetings_where_its_office_is():
    allied = create_alliance(adopted=True)
    assert owed(allied.core, "G5-R03") == [(allied.alliance.name, (allied.core.principal.pk,))]
    assert owed(allied.others[0], "G5-R03") == []


def test_each_school_owes_its_five_ones_on_its_own_board():
    allied = create_alliance(adopted=True)
    for member in allied.members:
        assert owed(member, "G5-R09") == [(member.school.name, (member.principal.pk,))]


def test_the_core_school_owes_a_visit_to_every_member():
    allied = create_alliance(adopted=True)
    wanted = [(member.school.name, (allied.core.principal.pk,)) for member in allied.others]
    assert owed(allied.core, "G5-R04") == wanted
    assert owed(allied.others[0], "G5-R04") == []


def test_of_two_alliances_each_owes_by_its_own_scheme_only():
    core = create_alliance(adopted=True)
    balanced = create_alliance(document="G4", seat=core.core.school, adopted=True)
    assert owed(core.core, "G5-R03")[0][0] == core.alliance.name
    assert [name for name, _bearers in owed(balanced.core, "G4-R06")] == [core.core.school.name]
    assert {name for name, _bearers in owed(core.core, "G4-R11")} <= {balanced.alliance.name}


def test_a_new_principal_holds_the_seat_that_is_bound_to_the_post():
    allied = create_alliance(adopted=True)
    allied.core.principal.posts.update(to_on=FOUNDED)
    successor = create_post(role="principal", school=allied.core.school, from_on=FOUNDED).user
    assert owed(allied.core, "G5-R03") == [(allied.alliance.name, (successor.pk,))]


@pytest.mark.parametrize(("document", "requirements"), [("G5", ("G5-R01", "G5-R27")), ("G4", ("G4-R01", "G4-R05"))])
def test_the_posts_goals_and_communities_of_the_alliance_are_owed_at_its_seat_alone(document, requirements):
    allied = create_alliance(document=document, adopted=True)
    for member in allied.members:
        Subject.objects.create(school=member.school, name="语文")
    for requirement in requirements:
        assert owed(allied.core, requirement) != []
        assert owed(allied.others[0], requirement) == []


PREPARATION = ("G5-R21", "G5-R22")
MAY, JULY, AUGUST = date(2026, 5, 4), date(2026, 7, 20), date(2026, 8, 31)


def test_the_preparation_is_owed_before_the_first_term_that_a_school_has_here():
    allied = create_alliance(schools=2, from_on=MAY, adopted=True)
    Post.objects.update(from_on=MAY)
    one = allied.others[0]
    for requirement in PREPARATION:
        assert owed(one, requirement) == [(one.school.name, (one.principal.pk,))]
    steps = {"on": date(2026, 6, 1), "title": "First meeting", "by": one.clerk}
    note_step(membership=one.membership, kind="preparation_meeting", **steps)
    cells = board(one.school, one.term, today=FOUNDED).cells
    found = {cell.requirement.id: (cell.state, cell.opens_on, cell.due_on) for cell in cells}
    assert [found[each] for each in PREPARATION] == [(State.DONE, MAY, AUGUST), (State.LATE, MAY, AUGUST)]


def test_a_scheme_adopted_in_the_summer_asks_for_its_preparation_in_the_term_before():
    allied = create_alliance(schools=2, from_on=JULY)
    one = allied.others[0]
    spring = create_term(school=one.school, school_year=2025, number=2)
    values = {"programme.start_year": Decimal(2026)}
    text = loading.document("G5")
    starting.start(
        school=one.school, document=text, from_on=JULY, values=values, reasons={}, today=JULY, by=one.principal
    )
    found = {cell.requirement.id: cell.due_on for cell in board(one.school, spring, today=JULY).cells}
    assert [found[each] for each in PREPARATION] == [AUGUST, AUGUST]
    assert not set(PREPARATION) & {cell.requirement.id for cell in board(one.school, one.term, today=FOUNDED).cells}


def test_a_preparation_that_was_over_when_the_scheme_was_adopted_is_not_owed():
    allied = create_alliance(schools=2, adopted=True)
    assert [owed(allied.others[0], each) for each in PREPARATION] == [[], []]
