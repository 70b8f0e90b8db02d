"""The engine as a whole: a document in force becomes obligations, records make them done."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from accounts.models import Post
from accounts.roles import Role
from accounts.tests.factories import create_post
from core.dates import Span
from registry.models import GroupMembership, TeachingAssignment
from rulebook.documents.loading import document
from rulebook.models import Obligation
from rulebook.selectors.board import board
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.selectors.people import load_people
from rulebook.services.adopting import adopt
from rulebook.services.attesting import withdraw
from rulebook.services.expanding import expand_term
from rulebook.tests.acceptance import only_registers as only_registers
from rulebook.tests.factories import AUTUMN, create_attestation, create_obligations, create_small
from schools.models import Stage
from schools.tests.factories import create_term

pytestmark = pytest.mark.django_db


def test_expanding_twice_is_expanding_once():
    small = create_small()
    first = create_obligations(small)
    again = expand_term(school=small.school, term=small.term, as_of=date(2026, 9, 1))
    assert (again.made, again.changed, again.withdrawn, again.kept) == (0, 0, 0, len(first))


def test_a_school_sets_until_when_summaries_and_papers_are_handed_in():
    """C4.3: the office sets the day, so many days before the term or the school year ends."""
    small = create_small()
    days = {"C4-L02.days": Decimal(3), "C4-L03.days": Decimal(30)}
    reasons = dict.fromkeys(days, "before the last meeting")
    adopt(school=small.school, document=document("C4"), from_on=AUTUMN, values=days, reasons=reasons, by=None)
    expand_term(school=small.school, term=small.term, as_of=AUTUMN)
    owed = Obligation.objects.filter(school=small.school, requirement__in=("C4-L02", "C4-L03"))
    due = set(owed.values_list("requirement", "due_on"))
    assert due == {("C4-L02", date(2027, 1, 19)), ("C4-L03", date(2027, 6, 2))}


def test_a_record_makes_its_obligation_done_and_taking_it_back_undoes_that():
    small = create_small()
    create_obligations(small)
    day = date(2026, 12, 1)
    before = board(small.school, small.term, today=day).counts
    record = create_attestation(school=small.school, actor=small.clerk, kind="school_analysis", on=date(2026, 11, 20))

    after = board(small.school, small.term, today=day).counts
    assert after - before == Counter(done=1)

    withdraw(attestation=record, why="entered twice", by=small.clerk)
    assert board(small.school, small.term, today=day).counts == before


@pytest.mark.usefixtures("only_registers")
def test_a_head_who_changes_hands_the_obligation_over_and_keeps_what_was_done():
    small = create_small()
    create_obligations(small)
    notes = Obligation.objects.get(requirement="C3-K07", subject=f"person:{small.a2.pk}")
    create_attestation(
        school=small.school, actor=small.h1, subject=notes.subject, part="observation_notes", on=date(2026, 10, 8)
    )
    head = Post.objects.get(user=small.h1, role=Role.RESEARCH_GROUP_HEAD)
    head.to_on = date(2026, 10, 20)
    head.save()
    create_post(
        role=Role.RESEARCH_GROUP_HEAD, school=small.school, user=small.a1, scope_id=head.scope_id, from_on=head.to_on
    )

    expand_term(school=small.school, term=small.term, as_of=date(2026, 10, 21))
    notes.refresh_from_db()
    assert (notes.bearers, set(notes.counted_by)) == ([small.a1.pk], {small.h1.pk, small.a1.pk})
    lines = lines_of(small.school, [notes], frame(small.school, small.term), today=date(2026, 10, 21))
    assert lines[0].standing.value == 1


def test_a_leader_on_the_staff_list_who_neither_teaches_nor_belongs_to_a_group_owes_no_lesson_plan():
    small = create_small()
    create_post(role=Role.TEACHER, school=small.school, user=small.principal, from_on=date(2026, 9, 1))
    create_obligations(small)
    assert not Obligation.objects.filter(subject=f"person:{small.principal.pk}", requirement="C3-K01").exists()


def test_everybody_with_a_teachers_post_is_meant_while_no_lessons_are_entered():
    school = create_small().school
    GroupMembership.objects.filter(school=school).delete()
    TeachingAssignment.objects.filter(school=school).delete()
    people = load_people(school, Span(date(2026, 9, 1), date(2027, 1, 23)), wanted=())
    assert len(people.roles["teacher"]) == 10


def test_what_is_owed_once_keeps_its_day_in_the_terms_that_follow():
    small = create_small(stages=[Stage.PRIMARY])
    create_obligations(small, "G1")
    spring = create_term(school=small.school, number=2)
    first = Obligation.objects.get(requirement="G1-R03")
    due_on = first.due_on

    expand_term(school=small.school, term=spring, as_of=date(2027, 3, 1))
    first.refresh_from_db()
    assert (first.due_on, first.withdrawn_on) == (due_on, None)
