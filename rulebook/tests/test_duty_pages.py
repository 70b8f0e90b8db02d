"""“My duties” and one obligation: who sees what, and why a number is as it is."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Post
from accounts.roles import Role
from accounts.tests.factories import create_post, create_user
from rulebook.models import Audience, Obligation
from rulebook.rules.judging import State
from rulebook.selectors.duties import Section, duties_of
from rulebook.selectors.standing import own_standing, term_standing
from rulebook.tests.acceptance import only_registers as only_registers
from rulebook.tests.factories import create_attestation
from rulebook.tests.running import bring_up_to_date, midterm_check_of, small_now

pytestmark = pytest.mark.django_db
MINE = reverse("rulebook:obligation_mine")


def block_of(user, requirement: str):
    duties = duties_of(user, today=timezone.localdate())
    return next(block for block in duties.blocks if block.requirement.id == requirement)


@pytest.mark.usefixtures("only_registers")
def test_many_alike_are_one_block_that_says_how_many_are_done():
    small = small_now()
    for part in ("lesson_plan", "observation_notes", "homework"):
        create_attestation(
            school=small.school,
            actor=small.h1,
            subject=f"person:{small.a1.pk}",
            part=part,
            on=timezone.localdate(),
        )
    block = block_of(small.h1, "C3-K02")
    assert (block.done, block.asked) == (1, 3)
    assert block.state is State.DUE
    assert [line.subject_name for line in block.open_lines] == ["a2", "a3"]


def test_what_is_late_stands_before_what_is_to_be_done_later():
    small = small_now()
    found = [block.section for block in duties_of(small.h1, today=timezone.localdate()).blocks]
    assert found == sorted(found, key=list(Section).index)
    assert Section.LATE in found


def test_a_quota_shows_its_pace(client):
    small = small_now()
    block = block_of(small.b1, "C3-Q04")
    assert block.first.standing.is_behind
    client.force_login(small.b1)
    assert "would be the pace" in client.get(MINE, headers={"accept-language": "en"}).content.decode()


def test_the_page_costs_the_same_with_many_obligations(client, django_assert_max_num_queries):
    small = small_now()
    client.force_login(small.director)
    with django_assert_max_num_queries(24):
        client.get(MINE)


def test_an_obligation_of_the_term_before_that_is_due_in_this_one_is_still_shown():
    small = small_now()
    Obligation.objects.filter(requirement="C3-A03").update(bearers=[small.clerk.pk])
    owed = Obligation.objects.get(requirement="C3-A03")
    assert owed.due_on > small.term.ends_on
    later = small.term.ends_on.replace(year=small.term.ends_on.year + 1)
    assert duties_of(small.clerk, today=later).blocks  # the next term is not in the calendar yet


@pytest.mark.parametrize("when", ["", "late", "week", "month", "term", "closed", "nonsense"])
def test_each_tab_opens(client, when):
    small = small_now()
    client.force_login(small.h1)
    assert client.get(MINE, {"when": when}).status_code == 200


def test_who_owes_nothing_is_told_so_and_whether_a_document_is_in_force(client):
    small = small_now()
    parent = create_post(role=Role.PARENT, school=small.school).user
    for user, words in ((parent, "You owe nothing in this term"), (create_user(), "No document is in force")):
        client.force_login(user)
        assert words in client.get(MINE, headers={"accept-language": "en"}).content.decode()


def test_a_leader_reads_why_a_number_is_as_it_is(client):
    small = small_now()
    client.force_login(small.director)
    owed = Obligation.objects.get(requirement="C3-Q04", bearers=[small.b1.pk])
    page = client.get(reverse("rulebook:obligation_show", args=[owed.public_id]), headers={"accept-language": "en"})
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("C3.8", "as the document has it", "Pace:", "Version 1 counts"):
        assert words in text


def test_a_colleague_of_another_group_does_not_find_an_obligation(client):
    small = small_now()
    owed = midterm_check_of(small, "a1")
    for user, status in ((small.h1, 200), (small.clerk, 200), (small.h2, 404), (small.b1, 404)):
        client.force_login(user)
        assert client.get(reverse("rulebook:obligation_show", args=[owed.public_id])).status_code == status


def test_what_is_voluntary_is_seen_by_its_bearer_only(client):
    small = small_now()
    owed = midterm_check_of(small, "a1")
    Obligation.objects.filter(pk=owed.pk).update(audience=Audience.OWN)
    for user, status in ((small.h1, 200), (small.principal, 404), (small.clerk, 404)):
        client.force_login(user)
        assert client.get(reverse("rulebook:obligation_show", args=[owed.public_id])).status_code == status


def test_another_holder_of_a_post_stands_in_the_history(client):
    small = small_now()
    owed = midterm_check_of(small, "a2")
    head = Post.objects.get(user=small.h1, role=Role.RESEARCH_GROUP_HEAD)
    today = timezone.localdate()
    Post.objects.filter(pk=head.pk).update(to_on=today)
    create_post(
        role=Role.RESEARCH_GROUP_HEAD, school=small.school, user=small.a1, scope_id=head.scope_id, from_on=today
    )
    bring_up_to_date(small)
    client.force_login(small.director)
    page = client.get(reverse("rulebook:obligation_show", args=[owed.public_id]))
    assert [change.bearers for change in page.context["changes"]] == [(small.a1.pk,)]


def test_the_figures_of_first_pages_are_those_of_the_board_and_of_my_duties():
    small = small_now()
    today = timezone.localdate()
    school = term_standing(small.school, small.term, user=small.director, today=today)
    assert school.total == Obligation.objects.filter(school=small.school).count()
    assert school.late > 0
    counts = duties_of(small.h1, today=today).counts()
    mine = own_standing(small.h1, today=today)
    assert (mine.late, mine.this_week) == (counts[Section.LATE], counts[Section.WEEK])
