"""The list of one's alliances and the page of one: who sees it, and what stands on it."""

import pytest
from django.urls import reverse

from alliances.tests.factories import create_alliance

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
