"""Activities end obligations of G4 and G5 on the right boards."""

from datetime import date

import pytest

from alliances.evidence import activities as evidence
from alliances.services import needs as services
from alliances.services.participations import take_part
from alliances.tests.activities import NOW, OCTOBER, create_activity, create_held, noon
from alliances.tests.factories import create_alliance
from rulebook.models import Obligation
from rulebook.rules.judging import State
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.services.expanding import expand_term
from schools.models import Term

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 12, 30)


def states(member, requirement: str) -> dict[str, State]:
    """Give how each obligation of the requirement stands on the school's board, by its subject."""
    expand_term(school=member.school, term=member.term, as_of=AS_OF)
    owed = Obligation.objects.live().filter(school=member.school, requirement=requirement)
    found = lines_of(member.school, owed, frame(member.school, member.term), today=AS_OF)
    return {line.subject_name: line.state for line in found}


@pytest.mark.parametrize(
    ("kind", "requirement"),
    [
        ("theme_class_meeting", "G5-R09"),
        ("outward_experience", "G5-R10"),
        ("fellowship", "G5-R11"),
        ("mutual_aid", "G5-R12"),
        ("showcase", "G5-R13"),
    ],
)
def test_each_of_the_five_ones_ends_its_own_obligation_at_each_school(kind, requirement):
    allied = create_alliance(schools=2, adopted=True)
    other = allied.others[0]
    create_held(allied, kind=kind, host=other, schools=[])
    assert states(other, requirement) == {other.school.name: State.DONE}
    assert states(allied.core, requirement) == {allied.core.school.name: State.DUE}
    for left in {"G5-R09", "G5-R10", "G5-R11", "G5-R12", "G5-R13"} - {requirement}:
        assert states(other, left) == {other.school.name: State.DUE}


def test_an_activity_of_two_kinds_counts_as_the_one_that_the_school_chose():
    allied = create_alliance(schools=2, adopted=True)
    other = allied.others[0]
    activity = create_held(allied, kind="fellowship")
    part = activity.participations.get(membership=other.membership)
    take_part(participation=part, fields={"five_one": "showcase"}, staff=[], by=other.clerk, now=NOW)
    assert states(other, "G5-R13") == {other.school.name: State.DONE}
    assert states(other, "G5-R11") == {other.school.name: State.DUE}
    assert states(allied.core, "G5-R11") == {allied.core.school.name: State.DONE}


def test_what_a_school_has_not_confirmed_does_not_count_for_it():
    allied = create_alliance(schools=2, adopted=True)
    create_held(allied, kind="showcase", confirmed=False)
    assert states(allied.others[0], "G5-R13") == {allied.others[0].school.name: State.DUE}
    create_activity(allied, kind="mutual_aid")
    assert states(allied.core, "G5-R12") == {allied.core.school.name: State.DUE}


def test_one_large_event_a_term_is_owed_where_the_office_is():
    allied = create_alliance(schools=2, adopted=True)
    assert states(allied.core, "G5-R06") == {allied.alliance.name: State.DUE}
    create_held(allied, kind="large_event", confirmed=False)
    assert states(allied.core, "G5-R06") == {allied.alliance.name: State.DONE}


def test_a_visit_counts_for_the_school_that_was_visited_and_by_the_core_school_only():
    allied = create_alliance(schools=3, adopted=True)
    one, other = allied.others
    create_held(allied, kind="outreach", occasion="parents_meeting", schools=[one.membership])
    create_held(allied, kind="outreach", occasion="other", host=one, schools=[other.membership])
    assert states(allied.core, "G5-R04") == {one.school.name: State.DONE, other.school.name: State.DUE}


def test_a_need_is_owed_until_it_is_answered():
    allied = create_alliance(document="G4", schools=2, adopted=True)
    one = allied.others[0]
    need = services.raise_need(membership=one.membership, title="英语师资", about="", by=one.clerk, now=noon(OCTOBER))
    assert states(allied.core, "G4-R09") == {"英语师资": State.DUE}
    services.answer(need=need, answer="派两名教师", by=allied.core.vice, now=NOW)
    assert states(allied.core, "G4-R09") == {"英语师资": State.DONE}
    assert states(one, "G4-R09") == {}


def test_named_staff_have_taken_part_in_the_three_levels():
    allied = create_alliance(document="G4", schools=2, adopted=True)
    one = allied.others[0]
    activity = create_held(allied)
    part = activity.participations.get(membership=one.membership)
    take_part(participation=part, fields={}, staff=[one.teacher], by=one.clerk, now=NOW)
    rows = list(evidence.level_participation(one.school, one.term.span))
    assert [(row.actor, row.on) for row in rows] == [(one.teacher.pk, OCTOBER)]
    assert list(evidence.level_participation(allied.core.school, one.term.span)) == []


def test_joint_research_study_trips_and_projects_are_records_of_the_alliance():
    allied = create_alliance(schools=2)
    one = allied.others[0]
    span = Term.objects.get(school=one.school).span
    create_held(allied)
    create_held(allied, kind="study_trip")
    fields = {"title": "寄宿生", "problem": "想家", "plan": "陪伴", "members": "李老师", "from_on": OCTOBER}
    project = services.begin(alliance=allied.alliance, fields=fields, by=allied.core.vice)
    services.end(project=project, result="好转", by=allied.core.vice, now=NOW)
    core = allied.core.school
    research, _page = evidence.KINDS["joint_research"]
    assert [row.subject for row in research(core, span)] == [f"alliance:{allied.alliance.pk}"]
    assert list(research(one.school, span)) == []
    assert [row.subject for row in evidence.study_trips(one.school, span)] == [one.membership.subject]
    assert [row.subject for row in evidence.projects(core, span)] == [f"alliance:{allied.alliance.pk}"]


def test_evidence_costs_the_same_for_however_many(django_assert_num_queries):
    allied = create_alliance(schools=4)
    for kind in ("fellowship", "large_event", "outreach"):
        create_held(allied, kind=kind)
    for rows, _page in evidence.KINDS.values():
        with django_assert_num_queries(1):
            list(rows(allied.core.school, allied.core.term.span))
    for rows, _page in evidence.OF_MEMBERS.values():
        with django_assert_num_queries(1):
            list(rows([member.school for member in allied.members], allied.core.term.span))
