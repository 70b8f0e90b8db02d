"""Who owes what in an alliance: the whole at the school of its seat, each school's part on its own board."""

import pytest

from accounts.tests.factories import create_post
from alliances.tests.factories import FOUNDED, create_alliance
from registry.models import Subject
from rulebook.models import Obligation
from rulebook.services.expanding import expand_term

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
