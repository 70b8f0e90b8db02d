"""The list of one's alliances and the page of one: who sees it, and what stands on it."""

import pytest
from django.urls import reverse

from alliances.models import Membership
from alliances.tests.factories import create_alliance, create_body

pytestmark = pytest.mark.django_db
LIST = reverse("alliances:alliance_list")


def page_of(alliance):
    return reverse("alliances:alliance_detail", args=[alliance.public_id])


def test_a_teacher_sees_the_alliances_of_the_own_school_only(client):
    mine, other = create_alliance(), create_alliance()
    client.force_login(mine.others[0].teacher)
    assert list(client.get(LIST).context["page"]) == [mine.alliance]
    assert client.get(page_of(other.alliance)).status_code == 404


def test_the_page_shows_schools_who_runs_it_and_phases_that_overlap(client):
    allied = create_alliance(adopted=True)
    client.force_login(allied.others[0].teacher)
    response = client.get(page_of(allied.alliance))
    assert [member.school for member in response.context["members"]] == [member.school for member in allied.members]
    assert [seat.names for seat in response.context["running"]] == [
        [allied.core.vice.name],
        [allied.core.principal.name],
    ]
    first, second = [p for p in response.context["phases"] if p.span.from_on.month == 5]
    assert second.span.from_on < first.span.to_on


def test_the_list_costs_the_same_with_more_alliances(client, django_assert_max_num_queries):
    allied = create_alliance()
    client.force_login(allied.core.principal)
    client.get(LIST)
    create_alliance(document="G4", seat=allied.core.school)
    with django_assert_max_num_queries(14):
        assert len(client.get(LIST).context["page"]) == 2


def test_a_principal_founds_an_alliance_and_another_joins_it(client):
    allied = create_alliance(document="G4")
    first, second = allied.members[:2]
    client.force_login(first.principal)
    typed = {"document": "G5", "name": "Hill alliance", "level": "township", "from_on": "2026-09-01"}
    typed |= {f"part-{first.school.pk}": "core", f"part-{second.school.pk}": "member"}
    client.post(reverse("alliances:alliance_found"), typed)
    asked = Membership.objects.get(school=second.school, document="G5")
    client.force_login(second.principal)
    assert [each.pk for each in client.get(LIST).context["asked"]] == [asked.pk]
    client.post(reverse("alliances:member_answer", args=[asked.public_id]), {"answer": "accept"})
    asked.refresh_from_db()
    assert asked.accepted_by == second.principal


def test_two_core_schools_are_refused_in_words(client):
    allied = create_alliance(document="G4")
    client.force_login(allied.core.principal)
    typed = {"document": "G5", "name": "Hill alliance", "level": "township", "from_on": "2026-09-01"}
    typed |= {f"part-{member.school.pk}": "core" for member in allied.members}
    response = client.post(reverse("alliances:alliance_found"), typed)
    assert "有且只有一所核心校" in response.content.decode()


def test_the_core_school_that_leaves_reads_what_comes_first(client):
    allied = create_alliance()
    client.force_login(allied.core.principal)
    address = reverse("alliances:member_leave", args=[allied.core.membership.public_id])
    response = client.post(address, {"on": "2036-09-01", "why": "Merged"})
    assert "请先由另一所学校接任核心校" in response.content.decode()


def test_only_who_runs_it_changes_the_numbers_for_all(client):
    allied = create_alliance(adopted=True)
    address = reverse("alliances:alliance_numbers", args=[allied.alliance.public_id])
    client.force_login(allied.others[0].principal)
    assert client.get(address).status_code == 404
    client.force_login(allied.core.teacher)
    assert client.get(address).status_code == 403


def test_naming_somebody_twice_saves_and_warns(client):
    allied = create_alliance()
    client.force_login(allied.core.principal)
    bodies = [create_body(allied, name=name) for name in ("One", "Two")]
    teacher = allied.others[0].teacher.employments.get()
    for body in bodies:
        address = reverse("alliances:body_name", args=[body.public_id])
        page = client.post(address, {"post": "group_head", "teacher": teacher.pk}, follow=True)
    assert f"{teacher.user.name} 担任 2 个岗位。" in page.content.decode()


def test_the_bodies_show_what_is_missing_and_search_finds_by_name(client):
    allied = create_alliance(adopted=True)
    client.force_login(allied.core.principal)
    client.post(reverse("alliances:alliance_set_up", args=[allied.alliance.public_id]))
    lines = client.get(reverse("alliances:alliance_bodies", args=[allied.alliance.public_id])).context["lines"]
    group = next(line for line in lines if line.body.code == "G5-S02")
    assert [(each.post.post, each.is_short) for each in group.posts] == [
        ("group_head", False),
        ("group_deputy", False),
        ("group_member", True),
    ]
    address = reverse("alliances:body_name", args=[group.body.public_id])
    form = client.get(address, {"q": allied.others[1].teacher.employments.get().name}).context["form"]
    assert [each.user for each in form.fields["teacher"].queryset] == [allied.others[1].teacher]


def test_another_school_names_nobody(client):
    allied = create_alliance()
    body = create_body(allied)
    client.force_login(allied.others[0].principal)
    assert client.get(reverse("alliances:body_name", args=[body.public_id])).status_code == 404
