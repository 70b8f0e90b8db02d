"""A school that leaves: until its last day nothing changes, afterwards it reads what was and nothing new (0031)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.models import BasisDocument, Body, YearGoal
from alliances.services import bodies, founding, joining
from alliances.tests.activities import OCTOBER, create_held
from alliances.tests.factories import create_alliance, create_body, create_member, create_seat

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON, YESTERDAY = TODAY + timedelta(days=30), TODAY - timedelta(days=1)


@pytest.fixture
def allied(db):
    return create_alliance(schools=3)


def leave(member, on=TODAY) -> None:
    """Let a school have left on that day."""
    member.membership.to_on = on
    member.membership.save()


def at(name, of, query="") -> str:
    return reverse(f"alliances:{name}", args=[of.public_id]) + query


def test_who_has_said_that_it_leaves_reads_everything_until_then(allied, client):
    goal = YearGoal.objects.create(alliance=allied.alliance, year=1, text="A library")
    leaver = allied.others[0]
    joining.leave(membership=leaver.membership, on=SOON, why="Merged", by=leaver.principal)
    client.force_login(leaver.clerk)
    assert client.get(at("alliance_goals", allied.alliance)).context["years"][0].lines[0].goal == goal
    shown = [line.body.kind for line in client.get(at("alliance_bodies", allied.alliance)).context["lines"]]
    assert shown == [Body.Kind.LEADING_GROUP, Body.Kind.OFFICE]


def test_the_own_bodies_of_a_school_stand_until_its_last_day(allied, client):
    leaver = allied.others[0]
    bodies.set_up_school(membership=leaver.membership, by=leaver.principal)
    joining.leave(membership=leaver.membership, on=SOON, why="Merged", by=leaver.principal)
    client.force_login(leaver.clerk)
    lines = client.get(at("alliance_bodies", allied.alliance)).context["lines"]
    assert [line.body.school for line in lines if line.body.school] == [leaver.school] * 2


def test_an_alliance_that_has_ended_stays_readable(allied, client):
    create_seat(create_body(allied, name="Maths"), post="group_head", person=allied.core.teacher)
    goal = YearGoal.objects.create(alliance=allied.alliance, year=1, text="A library")
    BasisDocument.objects.create(alliance=allied.alliance, title="No. 12", issuer="Bureau", year=2026)
    founding.end(alliance=allied.alliance, on=TODAY, by=allied.core.principal)
    client.force_login(allied.others[0].teacher)
    assert client.get(at("alliance_goals", allied.alliance)).context["years"][0].lines[0].goal == goal
    assert len(client.get(at("alliance_papers", allied.alliance)).context["documents"]) == 1
    page = client.get(at("alliance_bodies", allied.alliance)).content.decode()
    assert allied.core.teacher.name in page
    assert allied.core.principal.name in page


def test_figures_of_the_alliance_end_for_a_school_when_it_leaves(allied, client):
    leaver = allied.others[0]
    create_held(allied, on=OCTOBER, title="before")
    leave(leaver, OCTOBER + timedelta(days=1))
    after = create_held(allied, on=OCTOBER + timedelta(days=7), schools=[], title="after")
    client.force_login(leaver.principal)
    for name in ("activity_matrix", "activity_term"):
        assert client.get(reverse(f"alliances:{name}")).status_code == 200
    matrix = client.get(reverse("alliances:activity_matrix")).context["rows"]
    assert {row.membership: row.all for row in matrix}[allied.core.membership] == 1
    client.force_login(allied.core.principal)
    matrix = client.get(reverse("alliances:activity_matrix")).context["rows"]
    assert {row.membership: row.all for row in matrix}[allied.core.membership] == 2
    assert after.was_held


def test_a_later_year_of_the_assessment_and_of_the_exchange_is_not_shown_to_who_has_left(client):
    allied = create_alliance(schools=3, from_on=date(2025, 9, 1))
    leaver = allied.others[0]
    leave(leaver, date(2026, 6, 1))
    client.force_login(leaver.principal)
    for name, year in (("jointassessment_show", 2026), ("exchange_board", 2026)):
        context = client.get(at(name, allied.alliance, f"?year={year}")).context
        shown = context["board"].year if name == "exchange_board" else context["found"].school_year
        assert (shown, max(context["years"])) == (2025, 2025)
    client.force_login(allied.others[1].principal)
    assert client.get(at("jointassessment_show", allied.alliance)).context["found"].school_year == 2026


def test_the_means_of_today_are_for_who_is_a_member_today(allied, client):
    leaver = allied.others[0]
    leave(leaver)
    for user, members in ((leaver.principal, 0), (allied.core.principal, 2)):
        client.force_login(user)
        lines = client.get(at("comparison_show", allied.alliance)).context["lines"]
        assert {line.found.members for line in lines} == {members}


def test_who_founded_an_alliance_without_the_own_school_reads_no_figures_of_it(allied, client):
    founder = allied.others[0]
    allied.alliance.founded_by = founder.director
    allied.alliance.save()
    founder.membership.delete()
    client.force_login(founder.director)
    assert client.get(at("alliance_detail", allied.alliance)).status_code == 200
    assert client.get(at("jointassessment_show", allied.alliance)).status_code == 404


def test_pages_open_with_the_alliance_of_today(client):
    old = create_alliance(schools=2, document="G4", name="A former one")
    member = old.others[0]
    leave(member)
    new = create_alliance(schools=2, document="G4", name="B present one")
    create_member(new.alliance, school=member.school, from_on=TODAY)
    client.force_login(member.principal)
    assert client.get(reverse("alliances:activity_list")).context["here"].alliance == new.alliance
