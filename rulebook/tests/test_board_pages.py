"""The compliance board: sums, filters, who sees what, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_post, user_with
from registry.models import GroupMembership
from registry.tests.factories import create_teacher
from rulebook.models import Audience, ExpandedTerm, Obligation
from rulebook.tests.factories import AUTUMN
from rulebook.tests.running import bring_up_to_date, midterm_check_of, small_now

pytestmark = pytest.mark.django_db
BOARD, CELL = reverse("rulebook:board"), reverse("rulebook:board_cell")


def subjects(response) -> set[str]:
    return {line.subject_name for cell in response.context["page"] for line in cell.lines}


def add_teachers(small, number: int) -> None:
    for n in range(number):
        teacher = create_teacher(school=small.school, name=f"t{n}")
        create_post(role=Role.TEACHER, school=small.school, user=teacher.user, from_on=AUTUMN)
        GroupMembership.objects.create(school=small.school, group=small.groups["语文"], teacher=teacher, from_on=AUTUMN)
    bring_up_to_date(small)


@pytest.mark.parametrize("url", [BOARD, CELL + "?requirement=C3-K02&of={term}"])
def test_the_board_costs_the_same_with_three_and_with_thirty_teachers_more(client, url):
    small = small_now()
    client.force_login(small.director)
    url, counts = url.format(term=small.term.code), []
    for number in (3, 27):
        add_teachers(small, number)
        client.get(url)  # what is asked once for a session
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 30  # each kind of records costs its own


def test_sums_lead_to_their_obligations_and_stay_whole_beside_a_filter(client):
    small = small_now()
    client.force_login(small.director)
    whole = client.get(BOARD).context["found"].whole.counts
    late = client.get(BOARD, {"state": "late"}).context["found"]
    assert late.whole.counts == whole
    assert dict(late.shown.counts) == {"late": whole["late"]}


@pytest.mark.parametrize(
    ("word", "value", "wanted"),
    [
        ("document", "C3", {"C3"}),
        ("role", "research_group_head", {"research_group_head"}),
        ("period", "m1", {"m1"}),
    ],
)
def test_the_filter_narrows(client, word, value, wanted):
    small = small_now()
    client.force_login(small.director)
    value = f"{small.term.code}/m1" if value == "m1" else value
    cells = client.get(BOARD, {word: value}).context["page"].object_list
    told = {
        "document": {cell.document.id for cell in cells},
        "role": {code for cell in cells for leg in cell.requirement.legs for code in leg.who} & wanted,
        "period": {cell.period.partition("/")[2] for cell in cells},
    }
    assert cells
    assert told[word] == wanted


def test_a_person_and_a_group_are_filtered(client):
    small = small_now()
    client.force_login(small.director)
    of_head = client.get(BOARD, {"person": small.h1.pk}).context["page"]
    assert {line.bearers for cell in of_head for line in cell.lines} == {(small.h1.pk,)}
    of_group = client.get(BOARD, {"group": small.groups["英语"].pk}).context["page"]
    assert {line.group_id for cell in of_group for line in cell.lines} == {small.groups["英语"].pk}


def test_a_head_sees_the_own_group_only(client):
    small = small_now()
    client.force_login(small.h1)
    found = {line.group_id for cell in client.get(BOARD).context["page"] for line in cell.lines}
    assert found == {small.groups["语文"].pk}


def test_what_is_voluntary_is_on_no_board_and_what_is_restricted_on_the_principals_only(client):
    small = small_now()
    voluntary, restricted = midterm_check_of(small, "a1"), midterm_check_of(small, "a2")
    Obligation.objects.filter(pk=voluntary.pk).update(audience=Audience.OWN)
    Obligation.objects.filter(pk=restricted.pk).update(audience=Audience.PRINCIPAL)
    for user, wanted in ((small.h1, {"a3"}), (small.clerk, {"a3"}), (small.principal, {"a2", "a3"})):
        client.force_login(user)
        rows = client.get(CELL, {"requirement": "C3-K02", "of": small.term.code, "person": small.h1.pk})
        assert {row.about for row in rows.context["page"]} == wanted


def test_a_post_that_nobody_holds_is_said(client):
    small = small_now()
    small.h3.posts.all().delete()
    bring_up_to_date(small)
    client.force_login(small.director)
    page = client.get(BOARD, {"state": "nobody"}, headers={"accept-language": "en"})
    assert subjects(page) >= {"c1"}
    assert any("No one holds the post" in said.words for said in page.context["findings"])


def test_a_cell_is_searched_sorted_and_grouped_by_bearer(client):
    small = small_now()
    client.force_login(small.director)
    where = {"requirement": "C3-K02", "of": small.term.code}
    assert [row.about for row in client.get(CELL, {**where, "q": "a2"}).context["page"]] == ["a2"]
    by_name = [row.about for row in client.get(CELL, {**where, "sort": "-about"}).context["page"]]
    assert by_name == sorted(by_name, reverse=True)
    assert client.get(CELL, where).context["totals"][small.h1.name] == (0, 3)


@pytest.mark.parametrize("where", [{}, {"requirement": "C3-K02"}, {"requirement": "X", "of": "Y"}])
def test_a_cell_that_is_not_there_leads_back_to_the_board(client, where):
    small = small_now()
    client.force_login(small.director)
    assert client.get(CELL, where).url == BOARD


def test_bringing_up_to_date_says_when_and_what_could_not_be_settled(client):
    small = small_now()
    ExpandedTerm.objects.all().delete()
    client.force_login(small.clerk)
    response = client.post(reverse("rulebook:board_refresh"), {"next": BOARD + "?state=late"})
    assert response.url == BOARD + "?state=late"
    assert client.get(BOARD).context["expanded"].as_of == timezone.localdate()


def test_a_head_of_a_group_does_not_bring_the_school_up_to_date(client):
    small = small_now()
    client.force_login(small.h1)
    assert client.post(reverse("rulebook:board_refresh")).status_code == 403


def test_an_empty_school_is_told_what_is_missing(client):
    leader = user_with(Role.PRINCIPAL)
    client.force_login(leader)
    assert "no term yet" in client.get(BOARD, headers={"accept-language": "en"}).content.decode()


def test_a_leader_of_another_school_sees_nothing_of_it(client):
    small = small_now()
    client.force_login(user_with(Role.PRINCIPAL))
    response = client.get(reverse("rulebook:obligation_show", args=[midterm_check_of(small, "a1").public_id]))
    assert response.status_code == 404
