"""Planning rounds: whom, by whom, drawn how; opening, closing, and who is told."""

from datetime import date

import pytest

from core.refusals import Refused
from notices.models import Notice
from registry.models import Grade, Teacher
from rulebook.tests.factories import create_small
from teaching_checks.models import Inspected, Round
from teaching_checks.rules.checkers import Checkers
from teaching_checks.selectors.scope import Scope
from teaching_checks.services import inspected, planning
from teaching_checks.services.planning import Plan
from teaching_checks.tests.corrections import create_correction
from teaching_checks.tests.factories import FULL, create_round, create_sheet

pytestmark = pytest.mark.django_db
EVERYBODY = {"h1", "a1", "a2", "a3", "h2", "b1", "b2", "director", "h3", "c1"}


@pytest.fixture
def small():
    return create_small()


def planned(small, *, by="clerk", seed=None, objects=("lesson_plan",), **fields) -> Round:
    sheets = {each: create_sheet(school=small.school, purpose=each) for each in objects}
    days = {"from_on": date(2026, 11, 9), "to_on": date(2026, 11, 13)}
    plan = Plan(**{"name": "期中检查", "sheets": sheets, **days, **fields})
    return planning.plan(school=small.school, term=small.term, plan=plan, by=small.people[by], seed=seed)[0]


def chain(small, round) -> dict:
    names = {user.pk: name for name, user in small.people.items()}
    return {names[row.person_id]: names.get(row.inspector_id) for row in round.rows.all()}


def test_a_full_check_of_the_school_goes_by_the_chain(small):
    found = chain(small, planned(small))
    assert set(found) == EVERYBODY
    assert (found["a1"], found["h1"], found["director"], found["c1"]) == ("h1", "director", "h2", "h3")


def test_face_to_face_a_head_is_looked_at_by_a_member(small):
    scope = Scope(group=small.groups["语文"])
    found = chain(small, planned(small, scope=scope, checkers=Checkers.GROUP, mode="face_to_face"))
    assert set(found) == {"h1", "a1", "a2", "a3"}
    assert found["a1"] == "h1"
    assert found["h1"] in {"a1", "a2", "a3"}


def test_notes_of_leaders_are_inspected_by_the_principal_and_of_heads_by_the_office(small):
    assert chain(small, planned(small, scope=Scope(whom="leaders"))) == {"vice": "principal", "director": "principal"}
    assert chain(small, planned(small, scope=Scope(whom="heads"))) == dict.fromkeys(("h1", "h2", "h3"), "director")


def test_a_grade_or_a_subject_narrows_to_who_teaches_there(small):
    grade = Grade.objects.get(school=small.school, number=8)
    assert set(chain(small, planned(small, scope=Scope(grade=grade)))) == {"a2", "b2"}
    subject = small.groups["英语"].subject
    assert set(chain(small, planned(small, scope=Scope(subject=subject)))) == {"h3", "c1"}


def test_several_objects_make_one_round_each_with_the_same_sample(small):
    planned(small, objects=("lesson_plan", "homework"), sample=4, mode="spot")
    rounds = Round.objects.order_by("pk")
    assert [round.object for round in rounds] == ["lesson_plan", "homework"]
    assert [chain(small, round) for round in rounds] == [chain(small, rounds[0])] * 2
    assert len({round.seed for round in rounds}) == 1


def test_a_sample_can_be_drawn_again_from_its_seed(small):
    first = planned(small, sample=4)
    again = planned(small, sample=4, seed=first.seed)
    assert len(chain(small, first)) == 4
    assert chain(small, first) == chain(small, again)


def test_who_has_left_is_not_inspected(small):
    Teacher.objects.filter(name="a2").update(employed_to=date(2026, 10, 1))
    assert "a2" not in chain(small, planned(small))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"to_on": date(2027, 3, 1)}, "outside-term"),
        ({"from_on": date(2026, 11, 14)}, "outside-term"),
        ({"checkers": Checkers.NAMED}, "no-inspector"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(small, fields, reason):
    with pytest.raises(Refused, match=reason):
        planned(small, **fields)


def test_a_group_without_teachers_gives_no_round(small):
    small.groups["英语"].memberships.all().delete()
    with pytest.raises(Refused, match="nobody"):
        planned(small, scope=Scope(group=small.groups["英语"]))


def test_opening_tells_inspectors_and_announces_to_the_inspected(small):
    round = planned(small, scope=Scope(group=small.groups["英语"]))
    planning.open_round(round=round, by=small.clerk)
    told = {(notice.recipient, notice.url.split("/")[-2] == "grid") for notice in Notice.objects.all()}
    assert told == {(small.h3, True), (small.director, True), (small.h3, False), (small.c1, False)}


def test_an_unannounced_round_is_told_to_nobody_whom_it_looks_at(small):
    round = planned(small, scope=Scope(group=small.groups["英语"]), is_announced=False)
    planning.open_round(round=round, by=small.clerk)
    assert {notice.recipient for notice in Notice.objects.all()} == {small.director}


def test_a_round_is_closed_by_someone_and_can_be_opened_again(small):
    round = planning.close(round=create_round(small=small), by=small.clerk)
    assert (round.state, round.closed_by) == ("closed", small.clerk)
    with pytest.raises(Refused, match="not-open"):
        planning.close(round=round, by=small.clerk)
    assert planning.reopen(round=round, by=small.clerk).closed_at is None


def test_only_a_planned_round_is_changed_or_deleted(small):
    round = create_round(small=small)
    with pytest.raises(Refused, match="not-planned"):
        planning.delete(round=round, by=small.clerk)
    planning.delete(round=create_round(small=small, state="planned"), by=small.clerk)
    with pytest.raises(Refused, match="not-empty"):
        planning.delete(round=create_round(small=small, state="planned", values={"a1": FULL}), by=small.clerk)


def test_a_teacher_is_added_once_and_never_as_the_own_inspector(small):
    round = create_round(small=small)
    teacher = Teacher.objects.get(name="b1")
    with pytest.raises(Refused, match="himself"):
        inspected.add(round=round, teacher=teacher, inspector=small.b1, by=small.clerk)
    row = inspected.add(round=round, teacher=teacher, inspector=small.h2, by=small.clerk)
    assert (row.position, Round.objects.get(pk=round.pk).roster) == (3, 1)
    with pytest.raises(Refused, match="twice"):
        inspected.add(round=round, teacher=teacher, inspector=None, by=small.clerk)


def test_a_teacher_of_another_school_is_not_added(small):
    other = Teacher.objects.get(name="b1", school=create_small().school)
    with pytest.raises(Refused, match="not-here"):
        inspected.add(round=create_round(small=small), teacher=other, inspector=None, by=small.clerk)


def test_taking_a_teacher_out_asks_when_values_were_entered(small):
    round = create_round(small=small, values={"a1": FULL})
    row = Inspected.objects.get(round=round, person=small.a1)
    with pytest.raises(Refused, match="has-values"):
        inspected.remove(row=row, by=small.clerk)
    inspected.remove(row=row, by=small.clerk, even_with_values=True)
    assert set(chain(small, round)) == {"a2", "a3"}


def test_a_line_from_which_a_correction_was_ordered_stays(small):
    round = create_round(small=small, values={"a1": FULL})
    row = Inspected.objects.get(round=round, person=small.a1)
    create_correction(row, by=small.h1)
    with pytest.raises(Refused, match="has-records"):
        inspected.remove(row=row, by=small.clerk, even_with_values=True)


def test_nobody_excuses_or_removes_himself(small):
    round = create_round(small=small, who=["h1", "a1"], inspector="director", organiser="h1")
    row = Inspected.objects.get(round=round, person=small.h1)
    for service, more in ((inspected.excuse, {"reason": "sick"}), (inspected.remove, {})):
        with pytest.raises(Refused, match="yourself"):
            service(row=row, by=small.h1, **more)


def test_an_excused_teacher_is_not_waited_for_and_takes_no_values(small):
    round = create_round(small=small)
    row = Inspected.objects.get(round=round, person=small.a1)
    inspected.excuse(row=row, reason="出差培训", by=small.clerk)
    listed = Round.objects.for_listing().get(pk=round.pk)
    assert (listed.asked, listed.done) == (2, 0)
    assert not Inspected.objects.enterable_by(small.clerk).filter(pk=row.pk).exists()
