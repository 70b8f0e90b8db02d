"""G1 and G2 adopted in one school with communities: what the board says, to whom, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from accounts.tests.factories import create_post
from communities.tests.evidence.factories import JOINED, START, Autumn, came, leave_on, session
from communities.tests.factories import create_venue, parents_of
from registry.models import Guardian, Student
from rulebook import kinds
from rulebook.models import Obligation
from rulebook.rules.judging import State

pytestmark = pytest.mark.django_db
DONE, DUE, LATE = State.DONE, State.DUE, State.LATE


@pytest.fixture
def autumn():
    autumn = Autumn()
    autumn.whole, autumn.short = autumn.community(families=6), autumn.community(families=3)
    autumn.choose_president()
    for document in ("G1", "G2"):
        autumn.adopt(document)
    return autumn


def test_the_board_shows_what_the_communities_keep(autumn):
    rota = autumn.rota(autumn.whole)
    came(session(rota, venue=create_venue(community=autumn.whole)), 0, "14:00", "16:30")
    came(session(autumn.rota(autumn.short)), 0, "14:00", "15:00")
    autumn.expand()
    states = autumn.states()
    assert states["G1-R05"] == [DONE]  # a society in the one village
    assert states["G1-R06"] == [DONE]
    assert states["G1-R08"] == [LATE]  # managers are attested, and nobody has
    assert states["G1-R09"] == [DONE, LATE]  # 6 and 3 pupils of 4 to 8
    assert states["G2-R01"] == [DONE, LATE]  # 6 to 8
    assert states["G1-R10"] == [DONE, LATE]
    assert states["G1-R11"] == states["G1-R12"] == states["G1-R13"] == states["G2-R05"] == [DONE, DONE]
    assert states["G1-R14"] == states["G2-R04"] == [DUE, DUE]  # right so far; done when the term is over
    assert states["G1-R16"] == [DUE, DUE]  # a rota in every week
    assert states["G1-R31"] == [DUE, LATE]
    assert states["G2-R11"] == [DUE, LATE]  # the second had no place
    assert set(states["G1-R17"]) == {LATE}  # one day of homework in a whole autumn


def test_what_no_app_keeps_stays_to_be_attested(autumn):
    assert all(kinds.is_attested(kind) for kind in ("org_post", "hazard_patrol", "community_inspection"))
    assert not any(kinds.is_attested(kind) for kind in ("accompaniment", "duty_rota", "register_entry"))


def test_who_owes_it_is_found_through_the_community(autumn):
    found = {(o.requirement, o.subject): o.bearers for o in autumn.expand()}
    short, society = f"community:{autumn.short.pk}", f"society:{autumn.society.pk}"
    parents = [guardian.user_id for guardian in parents_of(autumn.short)]
    assert found["G1-R09", short] == [autumn.president.pk]
    assert found["G1-R27", short] == [autumn.short.memberships.advisers().get().teacher.user_id]
    assert sorted(found["G1-R31", short]) == sorted(parents)
    assert found["G2-R05", short] == [parents[0]]  # parent leader, and guardian of the leading pupil
    assert len(found["G1-R06", society]) == 9
    assert found["G1-R02", ""] == [autumn.principal.pk]


def test_a_community_formed_in_the_term_owes_what_must_hold_from_then_on(autumn):
    """Source: G1.3.3.3; it was approved on 5 September, and the term began on the first."""
    assert {o.subject for o in autumn.expand(as_of=START) if o.requirement == "G1-R09"} == set()
    assert len([o for o in autumn.expand(as_of=JOINED) if o.requirement == "G1-R09"]) == 2


def test_no_child_is_named_on_a_board(autumn):
    autumn.rota(autumn.whole)
    autumn.expand()
    names = [*Student.objects.values_list("name", flat=True), *Guardian.objects.values_list("name", flat=True)]
    everything = " ".join(
        f"{line.subject_name} {line.inputs} {line.standing}" for cell in autumn.board().cells for line in cell.lines
    )
    assert names
    assert not any(name in everything for name in names)


def test_a_parents_own_duties_are_on_nobody_elses_board(autumn):
    rota = autumn.rota(autumn.whole)
    came(session(rota), 0, "14:00", "16:30")
    autumn.expand()
    (own,) = Obligation.objects.filter(requirement="G1-R21")
    doer, other = (guardian.user for guardian in parents_of(autumn.whole)[:2])
    director = create_post(role=Role.ACADEMIC_DIRECTOR, school=autumn.school).user
    seen = {user: Obligation.objects.visible_to(user).contains(own) for user in (doer, other, director)}
    assert seen == {doer: True, other: False, director: False}


def test_leaving_and_joining_again_give_the_same_board(autumn):
    autumn.expand()
    before = autumn.states()
    adviser = autumn.whole.memberships.advisers().get()
    leave_on(adviser, JOINED)
    autumn.expand()
    assert autumn.states()["G1-R11"] == [DONE, LATE]
    adviser.state, adviser.left_on = "confirmed", None
    adviser.save()
    autumn.expand()
    assert autumn.states() == before


def test_many_communities_cost_as_many_statements_as_few(autumn):
    costs = set()
    autumn.expand()
    autumn.board()  # the first look reads the terms of the school
    for more in (1, 27):
        for _ in range(more):
            came(session(autumn.rota(autumn.community(families=1))), 0, "14:00", "16:30")
        with CaptureQueriesContext(connection) as expanding:
            autumn.expand()
        with CaptureQueriesContext(connection) as looking:
            autumn.board()
        costs.add((len(expanding), len(looking)))
    assert len(costs) == 1, costs


def test_a_record_opens_a_page_of_the_communities(autumn):
    autumn.rota(autumn.whole)
    for kind in ("community_membership", "org_post", "mutual_aid_society", "duty_rota"):
        for row in autumn.rows(kind):
            assert kinds.evidence_kind(kind).page(row.ref).startswith("/")
        assert kinds.evidence_kind(kind).list_page().startswith("/")
