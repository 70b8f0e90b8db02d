"""What the organisation of an alliance keeps counts for G4 and G5: done with the record, open without it."""

from datetime import date
from decimal import Decimal

import pytest

from alliances.models import Body, GroupAdmission, Membership, PlanConfirmation, PreparationStep, Seat, YearGoal
from alliances.services import admissions, bodies, goals, members, papers, seats
from alliances.tests.factories import FOUNDED, create_alliance
from registry.models import Subject, TeacherGroup
from rulebook.models import Obligation
from rulebook.rules.judging import State
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.services import adopting
from rulebook.services.expanding import expand_term

pytestmark = pytest.mark.django_db
SEEN = date(2026, 12, 20)


def states(member, requirement) -> dict[str, tuple[bool, Decimal]]:
    expand_term(school=member.school, term=member.term, as_of=FOUNDED)
    rows = list(Obligation.objects.live().filter(school=member.school, requirement=requirement).order_by("pk"))
    assert rows, f"{requirement} is not owed"
    lines = lines_of(member.school, rows, frame(member.school, member.term), today=SEEN)
    return {line.subject_name: (line.state is State.DONE, line.standing.value) for line in lines}


def done(member, requirement) -> set[bool]:
    return {is_done for is_done, _value in states(member, requirement).values()}


@pytest.fixture
def allied():
    return create_alliance(adopted=True)


@pytest.fixture
def council():
    return create_alliance(document="G4", adopted=True)


def test_each_post_of_the_scheme_is_counted_by_its_holders(allied):
    bodies.set_up(alliance=allied.alliance, by=allied.core.principal)
    Seat.objects.update(from_on=FOUNDED)
    found = states(allied.core, "G5-R01")
    assert found["领导小组组长"][0]
    assert found["领导小组副组长"] == (True, 3)
    assert found["领导小组成员"] == (False, 0)


def test_a_person_named_to_a_post_counts_and_a_post_without_holder_does_not(council):
    bodies.set_up(alliance=council.alliance, by=council.core.principal)
    body = Body.objects.filter(code="G4-S02").get()
    assert not states(council.core, "G4-R01")["秘书长"][0]
    teacher = council.others[0].teacher.employments.get()
    seats.name(body=body, post="alliance_secretary_general", teacher=teacher, by=council.core.principal)
    Seat.objects.update(from_on=FOUNDED)
    found = states(council.core, "G4-R01")
    assert found["秘书长"][0]
    assert found["理事"] == (True, 4)


def test_a_school_has_confirmed_when_its_principal_has(allied):
    plan = papers.draw_up(
        alliance=allied.alliance, title="Plan", first_year=2026, decided_on=FOUNDED, by=allied.core.principal
    )
    one, other = allied.others[:2]
    papers.confirm(plan=plan, membership=one.membership, by=one.principal)
    PlanConfirmation.objects.update(confirmed_on=FOUNDED)
    assert (done(one, "G5-R02"), done(other, "G5-R02")) == ({True}, {False})


@pytest.mark.parametrize(("chapter", "counts"), [("What we do", True), ("  ", False)])
def test_a_development_plan_counts_with_its_chapter_on_the_alliance(allied, chapter, counts):
    one = allied.others[0]
    papers.draw_up(
        alliance=allied.alliance, school=one.school, title="Plan", first_year=2026, decided_on=FOUNDED,
        chapter=chapter, by=one.principal,
    )  # fmt: skip
    assert done(one, "G5-R05") == {counts}


def test_a_goal_of_the_scheme_is_done_when_the_office_says_so(allied):
    goals.take_over(alliance=allied.alliance, by=allied.core.principal)
    goal = YearGoal.objects.get(code="G5-H04.goals:large_event")
    goals.prove(goal=goal, on=FOUNDED, text="Held", by=allied.core.principal)
    goals.complete(goal=goal, on=FOUNDED, by=allied.core.principal)
    found = states(allied.core, "G5-R27")
    assert {name for name, (is_done, _value) in found.items() if is_done} == {"大型活动1次"}


def test_a_school_has_both_its_groups_when_somebody_sits_in_them(allied):
    one = allied.others[0]
    bodies.set_up_school(membership=one.membership, by=one.principal)
    Seat.objects.update(from_on=FOUNDED)
    assert done(one, "G5-R24") == {False}
    team = Body.objects.get(school=one.school, kind=Body.Kind.SCHOOL_WORKING_TEAM)
    seats.name(body=team, post="group_member", teacher=one.teacher.employments.get(), by=one.principal)
    Seat.objects.update(from_on=FOUNDED)
    assert done(one, "G5-R24") == {True}


@pytest.mark.parametrize(("kind", "requirement"), [("preparation_meeting", "G5-R21"), ("action_draft", "G5-R22")])
def test_a_step_of_the_preparation_counts_for_the_school_that_took_it(allied, kind, requirement):
    one, other = allied.others[:2]
    for member in (one, other):
        days = {"phase:G5-H01": ["2026-09-01", "2026-10-31"]}
        adopting.change(adoption=member.adoption, from_on=FOUNDED, values=days, reasons={}, by=member.principal)
    PreparationStep.objects.create(membership=one.membership, kind=kind, on=FOUNDED, title="Step")
    assert (done(one, requirement), done(other, requirement)) == ({True}, {False})


def test_a_subject_community_is_complete_with_somebody_of_every_school_that_teaches_it(council):
    for member in council.members[:2]:
        Subject.objects.get_or_create(school=member.school, name="英语")
    body = bodies.form_community(alliance=council.alliance, subject="英语", by=council.core.principal)
    for member, is_complete in zip(council.members[:2], (False, True), strict=True):
        teacher = member.teacher.employments.get()
        seats.name(body=body, post="group_member", teacher=teacher, by=council.core.principal)
        Seat.objects.update(from_on=FOUNDED)
        assert states(council.core, "G4-R05")["英语"][0] == is_complete


def test_the_website_of_a_school_counts_since_it_is_written_down(council):
    one, other = council.others[:2]
    members.keep_site(membership=one.membership, website="https://example.org/", by=one.clerk)
    Membership.objects.exclude(website="").update(website_since=FOUNDED)
    assert (done(one, "G4-R06"), done(other, "G4-R06")) == ({True}, {False})


def test_somebody_of_a_partner_school_in_a_group_counts_for_the_host(council):
    one, other = council.others[:2]
    group = TeacherGroup.objects.create(school=one.school, name="Maths", kind="research")
    admissions.admit(host=one.membership, group=group, teacher=other.teacher.employments.get(), by=one.principal)
    GroupAdmission.objects.update(from_on=FOUNDED)
    assert (done(one, "G4-R07"), done(other, "G4-R07")) == ({True}, {False})
