"""Who and what the documents mean: roles with and without people, naming and ending, things to be counted."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import create_user
from core.refusals import Refused
from rulebook.models import CountedThing, Obligation, RoleHolder
from rulebook.services import naming
from rulebook.tests.factories import AUTUMN, create_adoption, create_obligations, create_small

pytestmark = pytest.mark.django_db
LIST = reverse("rulebook:holder_list")
THINGS = reverse("rulebook:thing_list")
ADD = reverse("rulebook:holder_add", args=["central_group_head"])


@pytest.fixture
def small(client):
    small = create_small()
    client.force_login(small.principal)
    return small


def named(small, user=None, role="central_group_head", from_on=AUTUMN, **fields) -> RoleHolder:
    return naming.name_holder(
        school=small.school, role=role, user=user or small.h1, from_on=from_on, by=small.principal, **fields
    )


def thing(small, name="Pond", kind="hazard_area") -> CountedThing:
    return naming.add_thing(school=small.school, kind=kind, name=name, from_on=AUTUMN, by=small.principal)


def test_roles_that_nobody_holds_come_first(client, small):
    create_obligations(small)
    places = list(client.get(LIST).context["page"])
    empty = [not place.people for place in places]
    assert empty == sorted(empty, reverse=True)
    assert {"central_group_head", "other_admin"} <= {place.role for place in places if not place.people}


def test_a_role_says_how_many_obligations_have_nobody(client, small):
    small.h3.posts.filter(role="research_group_head").delete()
    create_obligations(small)
    heads = next(p for p in client.get(LIST).context["page"] if p.role == "research_group_head")
    without = Obligation.objects.filter(bearers=[], requirement__in=["C3-K07", "C3-K14", "C3-K02", "C3-K03", "C3-K12"])
    assert heads.nobody == without.count() > 0


def test_the_roles_of_a_document_being_adopted_are_shown_before(client, small):
    assert list(client.get(LIST).context["page"]) == []
    places = client.get(LIST, {"document": "C3"}).context["page"]
    assert "academic_office" in {place.role for place in places}


def test_the_list_costs_the_same_for_any_number_of_roles(client, small, django_assert_max_num_queries):
    create_adoption(school=small.school)
    with django_assert_max_num_queries(38):
        client.get(LIST)


def test_somebody_is_found_by_name_and_named_from_a_day(client, small):
    assert list(client.get(ADD, {"q": "nobody"}).context["people"]) == []
    assert small.h1 in client.get(ADD, {"q": small.h1.name}).context["people"]
    client.post(ADD, {"user": str(small.h1.public_id), "from_on": "2026-09-01"})
    assert RoleHolder.objects.get().user == small.h1


def test_naming_somebody_hands_the_obligations_over_at_once(client, small):
    create_obligations(small)
    small.term.ends_on = max(small.term.ends_on, timezone.localdate())
    small.term.save()
    client.post(ADD, {"user": str(small.h1.public_id), "from_on": str(AUTUMN)})
    assert Obligation.objects.live().filter(requirement="C3-Q02", bearers=[small.h1.pk]).exists()


def test_somebody_of_another_school_cannot_be_named(client, small):
    stranger = create_small().a1
    response = client.post(ADD, {"user": str(stranger.public_id), "from_on": "2026-09-01"})
    assert response.context["form"].errors["user"]
    with pytest.raises(Refused, match="not_of_the_school"):
        named(small, user=create_user())


def test_the_same_person_is_named_once_and_an_unknown_role_never(small):
    named(small)
    with pytest.raises(Refused, match="held_already"):
        named(small, from_on=AUTUMN + timedelta(days=30))
    with pytest.raises(Refused, match="unknown_role"):
        named(small, role="king")


def test_a_naming_ends_once_and_not_before_it_began(client, small):
    holder = named(small)
    url = reverse("rulebook:holder_end", args=[holder.public_id])
    assert client.post(url, {"on": "2026-08-01"}).context["form"].errors["on"]
    client.post(url, {"on": "2026-10-01"})
    holder.refresh_from_db()
    assert holder.to_on == date(2026, 10, 1)
    with pytest.raises(Refused, match="ended"):
        naming.end_holder(holder=holder, on=date(2026, 11, 1), by=small.principal)


def test_things_that_no_register_keeps_are_entered_and_ended(client, small):
    create_adoption(school=small.school, document="G3")
    missing = client.get(THINGS).context["kinds"]
    assert missing
    client.post(THINGS, {"kind": missing[0], "name": "Pond", "from_on": "2026-09-01"})
    row = CountedThing.objects.get(school=small.school, name="Pond")
    client.post(reverse("rulebook:thing_end", args=[row.public_id]), {"on": "2026-12-01"})
    row.refresh_from_db()
    assert row.to_on == date(2026, 12, 1)


def test_the_list_of_things_costs_the_same_for_any_number(client, small, django_assert_max_num_queries):
    create_adoption(school=small.school, document="G3")
    for number in range(12):
        thing(small, name=f"Pond {number}")
    with django_assert_max_num_queries(36):
        client.get(THINGS)


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("dragon", "Pond", "unknown_kind"),
        ("village", "Pond", "kept_by_a_register"),
        ("hazard_area", "  ", "no_name"),
        ("hazard_area", "River", "named_already"),
    ],
)
def test_a_thing_that_cannot_be_counted_is_refused(small, kind, name, code):
    thing(small, name="River")
    with pytest.raises(Refused, match=code):
        thing(small, name=name, kind=kind)


def test_teachers_may_not_name_and_another_schools_rows_are_not_found(client, small):
    other = create_small()
    holder, pond = named(other), thing(other)
    for url in (
        reverse("rulebook:holder_end", args=[holder.public_id]),
        reverse("rulebook:thing_end", args=[pond.public_id]),
    ):
        assert client.get(url).status_code == 404
    client.force_login(small.a1)
    assert client.get(LIST).status_code == client.get(THINGS).status_code == client.get(ADD).status_code == 403


def test_a_school_without_documents_is_led_to_the_library(client, small):
    assert reverse("rulebook:document_list") in client.get(LIST).content.decode()
