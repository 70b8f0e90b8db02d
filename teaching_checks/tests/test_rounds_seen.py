"""Who sees which round and whose results."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from rulebook.tests.factories import create_small
from teaching_checks.models import Inspected, Round, RoundCell
from teaching_checks.services import inspected, planning
from teaching_checks.tests.factories import FULL, create_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    return create_small()


def days(first: int, last: int):
    today = timezone.localdate()
    return today + timedelta(days=first), today + timedelta(days=last)


def seen(client, user, name="round_list", *args, **query) -> list:
    client.force_login(user)
    return list(client.get(reverse(f"teaching_checks:{name}", args=args), query).context["page"])


@pytest.mark.parametrize(
    ("who", "sees"),
    [("clerk", True), ("principal", True), ("director", True), ("h2", False), ("h1", False), ("a1", False)],
)
@pytest.mark.parametrize("state", ["planned", "open"])
def test_before_its_day_an_unannounced_round_is_seen_by_nobody_whom_it_looks_at(client, small, who, sees, state):
    round = create_round(
        small=small,
        who=["a1", "h1"],
        inspector="h1",
        is_announced=False,
        state=state,
        days=days(1, 3),
        group=small.groups["语文"],
    )
    user = small.people[who]
    assert seen(client, user) == ([round] if sees else [])
    assert seen(client, user, q="期中") == ([round] if sees else [])
    for page in ("round_detail", "round_grid"):
        response = client.get(reverse(f"teaching_checks:{page}", args=[round.public_id]))
        assert response.status_code == (200 if sees else 404)
    assert Inspected.objects.visible_to(user).filter(round=round).exists() is sees


def test_from_its_day_on_an_unannounced_round_is_seen_like_others(client, small):
    round = create_round(small=small, who=["a1"], is_announced=False, days=days(0, 3))
    assert seen(client, small.a1) == [round]
    assert seen(client, small.a2) == []


def test_an_announced_round_is_seen_by_the_inspected_once_it_is_opened(client, small):
    round = create_round(small=small, who=["a1"], state="planned", days=days(1, 3))
    assert seen(client, small.a1) == []
    planning.open_round(round=round, by=small.clerk)
    assert seen(client, small.a1) == [round]


def test_a_head_plans_for_the_own_group_only_and_manages_own_rounds(client, small):
    client.force_login(small.h1)
    form = client.get(reverse("teaching_checks:round_create")).context["form"]
    assert list(form.fields["group"].queryset) == [small.groups["语文"]]
    of_office = create_round(small=small, group=small.groups["语文"])
    own = create_round(small=small, group=small.groups["语文"], organiser="h1")
    assert set(Round.objects.managed_by(small.h1)) == {own}
    assert client.post(reverse("teaching_checks:round_close", args=[of_office.public_id])).status_code == 404


def test_another_school_sees_nothing(client, small):
    create_round(small=small)
    assert seen(client, create_small().clerk) == []


def test_an_own_result_is_told_after_closing_or_after_opinions_were_exchanged(client, small):
    round = create_round(small=small, values={"a1": FULL, "a2": FULL})
    assert seen(client, small.a1, "result_list") == []
    row = Inspected.objects.get(round=round, person=small.a1)
    inspected.note_feedback(row=row, at=timezone.now(), by=small.h1)
    assert seen(client, small.a1, "result_list") == [row]
    assert seen(client, small.a2, "result_list") == []
    planning.close(round=round, by=small.clerk)
    assert [each.person for each in seen(client, small.a2, "result_list")] == [small.a2]
    assert RoundCell.objects.visible_to(small.a3).count() == 0


def test_a_result_shows_criteria_remarks_and_nobody_else(client, small):
    round = create_round(small=small, values={"a1": {**FULL, "remark": "板书工整"}, "a2": FULL}, state="closed")
    row = Inspected.objects.get(round=round, person=small.a1)
    client.force_login(small.a1)
    page = client.get(reverse("teaching_checks:result_detail", args=[row.public_id])).content.decode()
    assert "板书工整" in page
    assert "三维目标与重难点" in page
    assert "a2" not in strip_tags(page)  # addresses and tokens may hold any two letters
    client.force_login(small.a2)
    assert client.get(reverse("teaching_checks:result_detail", args=[row.public_id])).status_code == 404


def test_the_list_filters_by_object_state_and_name(client, small):
    plans = create_round(small=small, name="期中教案")
    books = create_round(small=small, name="期中作业", object="homework", state="closed")
    assert seen(client, small.clerk, object="homework") == [books]
    assert seen(client, small.clerk, state="open") == [plans]
    assert seen(client, small.clerk, q="教案") == [plans]
    assert set(seen(client, small.clerk, term=str(small.term.public_id), state="bad")) == {books, plans}


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_takes_as_many_statements_for_one_round_as_for_several(
    client, small, count, django_assert_num_queries
):
    for _ in range(count):
        create_round(small=small)
    client.force_login(small.clerk)
    client.get(reverse("teaching_checks:round_list"))
    with django_assert_num_queries(8):
        client.get(reverse("teaching_checks:round_list"))


@pytest.mark.parametrize("who", [["a1"], ["a1", "a2", "a3", "b1", "b2"]])
def test_a_round_takes_as_many_statements_for_one_teacher_as_for_several(client, small, who, django_assert_num_queries):
    round = create_round(small=small, who=who, values={"a1": FULL})
    client.force_login(small.clerk)
    url = reverse("teaching_checks:round_detail", args=[round.public_id])
    client.get(url)
    with django_assert_num_queries(11):
        client.get(url)


def test_the_office_plans_two_objects_in_one_go(client, small):
    client.force_login(small.clerk)
    data = {"name": "期中检查", "objects": ["lesson_plan", "homework"], "mode": "full", "whom": "teachers"}
    data |= {"checkers": "chain", "from_on": "2026-11-09", "to_on": "2026-11-13", "is_announced": "on"}
    response = client.post(reverse("teaching_checks:round_create"), data)
    first = Round.objects.order_by("pk").first()
    assert response.url == reverse("teaching_checks:round_detail", args=[first.public_id])
    assert [round.sheet.code for round in Round.objects.order_by("pk")] == ["lesson_plan_points", "homework_points"]


def test_days_outside_the_term_and_days_without_school_are_told(client, small):
    client.force_login(small.clerk)
    data = {"name": "检查", "objects": ["lesson_plan"], "mode": "full", "whom": "teachers", "checkers": "chain"}
    url = reverse("teaching_checks:round_create")
    form = client.post(url, data | {"from_on": "2026-11-09", "to_on": "2027-03-01"}).context["form"]
    assert form.errors.as_data()["to_on"][0].code == "outside-term"
    response = client.post(url, data | {"from_on": "2026-11-14", "to_on": "2026-11-15"}, follow=True)
    assert "没有上课日" in response.content.decode()


def test_taking_out_a_teacher_says_how_much_is_lost(client, small):
    round = create_round(small=small, values={"a1": FULL})
    row = Inspected.objects.get(round=round, person=small.a1)
    client.force_login(small.clerk)
    url = reverse("teaching_checks:inspected_remove", args=[row.public_id])
    assert "8 项" in client.get(url).content.decode()
    client.post(url)
    assert not Inspected.objects.filter(pk=row.pk).exists()
