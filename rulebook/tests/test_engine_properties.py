"""What holds of the rules for any people, posts and records."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rulebook.models import Obligation
from rulebook.rules.expanding import expand
from rulebook.rules.people import Holding, group
from rulebook.selectors.board import board
from rulebook.services.waiving import take_back, waive
from rulebook.tests.factories import create_obligations, create_small
from rulebook.tests.pure import (
    AUTUMN,
    create_frame,
    create_owed,
    create_people,
    create_requirement,
    create_scene,
    record,
    stands,
)

FRAME = create_frame()
DAYS = some.integers(-30, 170).map(lambda n: AUTUMN + timedelta(days=n))
ROLES = ("teacher", "research_group_head", "academic_director", "academic_clerk", "principal", "admin_leader")
DOCUMENTS = some.sampled_from(["C1", "C3", "C4", "C5", "C6", "C7"])
few = settings(max_examples=40, deadline=None)


@some.composite
def holdings(draw) -> Holding:
    role = draw(some.sampled_from(ROLES))
    first = draw(some.one_of(some.just(AUTUMN), DAYS))
    last = draw(some.one_of(some.none(), some.integers(1, 150).map(lambda n: first + timedelta(days=n))))
    over = group(draw(some.integers(1, 2))) if role == "research_group_head" else ""
    return Holding(role, draw(some.integers(1, 6)), over, first, last)


POSTS = some.lists(holdings(), min_size=1, max_size=14)


def scene_of(document: str, posts: list[Holding]):
    roles = {role: [each for each in posts if each.role == role] for role in ROLES if role != "teacher"}
    teachers = [each for each in posts if each.role == "teacher"]
    people = create_people({1: [1, 2, 3], 2: [4, 5, 6]}, teachers=teachers, academic_office=[], **roles)
    people.roles["academic_office"] = roles["academic_director"] + roles["academic_clerk"]
    return create_scene(document, people, frame=FRAME)


def owed(document: str, posts: list[Holding]) -> dict[str, tuple]:
    drafts = expand(scene_of(document, posts)).drafts
    found = {d.key: (sorted(d.bearers), d.least, d.opens_on, d.due_on, d.counts) for d in drafts}
    assert len(found) == len(drafts)
    return found


@few
@given(DOCUMENTS, POSTS)
def test_the_same_people_owe_the_same_each_time(document, posts):
    assert owed(document, posts) == owed(document, posts)


@few
@given(DOCUMENTS, POSTS, some.randoms(use_true_random=False))
def test_the_order_in_which_posts_are_read_does_not_matter(document, posts, random):
    shuffled = list(posts)
    random.shuffle(shuffled)
    assert owed(document, shuffled) == owed(document, posts)


@few
@given(DOCUMENTS, POSTS)
def test_nobody_judges_himself(document, posts):
    for draft in expand(scene_of(document, posts)).drafts:
        about = draft.subject.removeprefix("person:")
        assert draft.requirement.bears_each or about not in map(str, draft.bearers)


@few
@given(DOCUMENTS, POSTS)
def test_who_owes_something_alone_holds_the_post_on_a_day_on_which_it_is_due(document, posts):
    for draft in expand(scene_of(document, posts)).drafts:
        if draft.requirement.bears_each:
            mine = [each for each in posts if each.user == draft.bearers[0]]
            assert any(
                each.from_on <= draft.due_on and (each.to_on is None or draft.opens_on < each.to_on) for each in mine
            )
            assert draft.opens_on <= draft.due_on
            assert draft.counts.from_on <= draft.counts.to_on


@few
@given(some.lists(DAYS, max_size=8), DAYS, some.integers(1, 5), DAYS, some.randoms(use_true_random=False))
def test_a_record_added_and_taken_back_leaves_no_trace_and_order_does_not_matter(days, extra, least, today, random):
    duty = create_owed(create_requirement(), FRAME, least=least)
    records = [record(on) for on in days]
    before = stands(duty, records, FRAME, today=today)
    more = stands(duty, [*records, record(extra)], FRAME, today=today)
    assert more.value - before.value == (extra in duty.counts)
    random.shuffle(records)
    assert stands(duty, records, FRAME, today=today) == before


@pytest.mark.django_db
def test_waiving_and_taking_back_returns_to_the_same_board():
    small = create_small()
    create_obligations(small, "C3")
    day = date(2026, 12, 1)
    before = board(small.school, small.term, today=day).counts
    late = Obligation.objects.get(requirement="C3-A01", subject=f"person:{small.a1.pk}", due_on__lt=day)

    waiver = waive(obligation=late, reason="ill for a month", by=small.principal)
    waived = board(small.school, small.term, today=day).counts
    assert (waived["waived"], waived["late"]) == (1, before["late"] - 1)

    take_back(waiver=waiver, by=small.principal)
    assert board(small.school, small.term, today=day).counts == before
