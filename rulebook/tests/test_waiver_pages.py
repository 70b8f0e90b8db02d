"""Waiving with a reason, several at once, and taking it back."""

import pytest
from django.urls import reverse

from rulebook.models import Obligation, Waiver
from rulebook.tests.running import midterm_check_of, small_now

pytestmark = pytest.mark.django_db


def show(owed) -> str:
    return reverse("rulebook:obligation_show", args=[owed.public_id])


def test_a_leader_waives_with_a_reason_and_takes_it_back(client):
    small = small_now()
    owed = midterm_check_of(small, "a1")
    client.force_login(small.vice)
    url = reverse("rulebook:obligation_waive", args=[owed.public_id])
    assert "reason" in client.post(url, {"reason": " "}).context["form"].errors
    assert client.post(url, {"reason": "on leave"}).url == show(owed)
    assert client.get(show(owed)).context["line"].state == "waived"
    client.post(reverse("rulebook:waiver_end", args=[Waiver.objects.get().public_id]))
    assert client.get(show(owed)).context["line"].state == "due"


def test_several_are_waived_at_once_and_ones_own_is_left_out(client):
    small = small_now()
    mine = Obligation.objects.get(requirement="C3-K02", subject=f"person:{small.h1.pk}")
    assert mine.bearers == [small.director.pk]
    ticked = [midterm_check_of(small, "a1"), midterm_check_of(small, "a2"), mine]
    client.force_login(small.director)
    url = reverse("rulebook:waiver_add")
    page = client.get(url, {"o": [str(each.public_id) for each in ticked]})
    assert len(page.context["lines"]) == 3
    client.post(url, {"o": [str(each.public_id) for each in ticked], "reason": "no class this term"})
    assert set(Waiver.objects.values_list("obligation", flat=True)) == {each.pk for each in ticked[:2]}


@pytest.mark.parametrize("ticked", [[], ["nonsense"]])
def test_nothing_ticked_leads_back(client, ticked):
    small = small_now()
    client.force_login(small.vice)
    board = reverse("rulebook:board")
    assert client.get(reverse("rulebook:waiver_add"), {"o": ticked, "next": board}).url == board


def test_who_only_reads_the_board_waives_nothing(client):
    small = small_now()
    owed = midterm_check_of(small, "a1")
    for user in (small.clerk, small.h1, small.a1):
        client.force_login(user)
        response = client.post(reverse("rulebook:obligation_waive", args=[owed.public_id]), {"reason": "x"})
        assert response.status_code == 403


def test_weeks_can_be_waived_of_a_weekly_duty_only(client):
    small = small_now("C6")
    weekly = Obligation.objects.filter(requirement="C6-S02").first()
    client.force_login(small.vice)
    fields = client.get(reverse("rulebook:obligation_waive", args=[weekly.public_id])).context["form"].fields
    assert set(fields) == {"reason", "from_on", "to_on"}
