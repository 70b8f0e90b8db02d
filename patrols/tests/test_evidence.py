"""What counts for C2-K02 and C7-K10, and what is a fact for a price list."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.dates import Span
from core.refusals import Refused
from deductions.kinds import fact_sources
from patrols.facts import facts
from patrols.services import reasons, walking
from patrols.tests.factories import MONDAY, TUESDAY, at, record
from rulebook.kinds import evidence_kind, is_attested
from rulebook.models import Obligation
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.services.expanding import expand_term
from rulebook.tests.factories import create_adoption

pytestmark = pytest.mark.django_db
TERM = Span(date(2026, 9, 1), date(2027, 1, 23))


def rows(scene, kind):
    return list(evidence_kind(kind).rows(scene.school, TERM))


def finish(scene, *, saw_norms=True):
    walking.all_as_planned(time=scene.time, by=scene.clerk, now=at(MONDAY))
    walking.finish(time=scene.time, saw_norms=saw_norms, by=scene.clerk, now=at(MONDAY))


def test_nothing_of_this_is_attested_any_more():
    assert not any(map(is_attested, ("patrol", "absence_reason", "lesson_change")))


def test_a_finished_walk_is_a_patrol_of_both_parts(scene):
    record(scene)
    assert rows(scene, "patrol") == []
    finish(scene)
    found = [(row.on, row.actor, row.subject, row.part) for row in rows(scene, "patrol")]
    assert found == [(MONDAY, scene.clerk.pk, "", "attendance"), (MONDAY, scene.clerk.pk, "", "classroom_norms")]


@pytest.mark.parametrize(("document", "requirement"), [("C2", "C2-K02"), ("C7", "C7-K10")])
def test_a_day_with_its_register_is_done_and_one_without_is_missed(scene, document, requirement):
    """C2.2.1, C7.7: from the real registers, day by day."""
    create_adoption(school=scene.school, document=document)
    expand_term(school=scene.school, term=scene.term, as_of=scene.term.starts_on)
    finish(scene)
    owed = Obligation.objects.filter(school=scene.school, requirement=requirement)
    (line,) = lines_of(scene.school, owed, frame(scene.school, scene.term), today=TUESDAY + timedelta(days=1))
    days = {each.span.from_on: each for each in line.standing.buckets}
    assert (days[MONDAY].is_met, days[TUESDAY].is_missed) == (True, True)


def test_who_looked_at_attendance_only_has_not_looked_at_norms(scene):
    finish(scene, saw_norms=False)
    assert [row.part for row in rows(scene, "patrol")] == ["attendance"]


def test_evidence_costs_one_statement_a_kind(scene, django_assert_num_queries):
    finish(scene)
    for kind in ("patrol", "absence_reason", "lesson_change"):
        with django_assert_num_queries(1):
            rows(scene, kind)


def test_late_and_left_early_are_two_facts_of_one_lesson(scene):
    record(scene, late=4, left=3)
    late, left = facts(scene.school, TERM)
    assert (late.event, left.event, late.figures) == ("lesson_late", "lesson_left", {"times": 1, "minutes": Decimal(4)})
    assert late.lesson == left.lesson == f"slot:{scene.one.pk}@2026-09-07"
    assert (late.teacher, late.reporter, late.key != left.key) == (scene.wang.pk, scene.clerk.pk, True)


def test_approved_leave_is_no_fact_and_forgetting_is_one(scene):
    entry = record(scene, is_absent=True)
    reasons.give(entry=entry, kind="forgot", text="", by=scene.clerk)
    assert [fact.event for fact in facts(scene.school, TERM)] == ["lesson_missed"]
    reasons.give(entry=entry, kind="approved_leave", text="", by=scene.clerk)
    assert list(facts(scene.school, TERM)) == []


def test_the_source_is_registered_and_opens_its_entry(scene):
    entry = record(scene, is_absent=True)
    source = next(each for each in fact_sources() if each.name == "patrols")
    assert source.page(str(entry.public_id)).endswith(f"/entries/{entry.public_id}/")


def test_a_reason_is_seen_by_somebody_else(scene):
    entry = record(scene, is_absent=True)
    reason = reasons.give(entry=entry, kind="official", text="court", by=scene.clerk)
    assert scene.director.notices.count() == 1
    with pytest.raises(Refused, match="own-reason"):
        reasons.see(reason=reason, by=scene.clerk)
    reasons.see(reason=reason, by=scene.director)
    assert [(row.on, row.is_right) for row in rows(scene, "absence_reason")] == [(MONDAY, True)]


def test_a_reason_needs_a_missed_lesson_and_goes_with_it(scene):
    entry = record(scene)
    with pytest.raises(Refused, match="not-missing"):
        reasons.give(entry=entry, kind="forgot", text="", by=scene.clerk)
    late = record(scene, late=4, seen=entry.seen)
    reasons.give(entry=late, kind="forgot", text="", by=scene.clerk)
    record(scene, seen=late.seen)
    assert rows(scene, "absence_reason") == []
