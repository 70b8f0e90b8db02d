"""A parent's pages of duties: what stands on them, what a tap answers, and whose duties they never show."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import user_with
from communities.models import Assignment
from communities.services import duties, swaps
from communities.tests.factories import create_duty, create_rota, create_slot, create_swap
from communities.tests.scenes import DutyScene, day

pytestmark = pytest.mark.django_db
LIST, FREE, OFFERS = (reverse(f"communities:{name}") for name in ("duty_list", "duty_free", "swap_offers"))
HTMX = {"HTTP_HX_REQUEST": "true"}


def act(client, name, record, **headers):
    return client.post(reverse(f"communities:{name}", args=[record.public_id]), **headers)


def words_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_duties_of_all_schools_stand_by_day(scene, sign_in):
    elsewhere = DutyScene()
    elsewhere.first.user = scene.first.user
    elsewhere.first.save()
    tomorrow, later = scene.duty(on=1), elsewhere.duty(elsewhere.first, on=10, state="accepted")
    draft = create_rota(community=scene.community, from_on=day(60))
    create_duty(slot=create_slot(rota=draft, on=day(61)), guardian=scene.first, state="planned")
    for hidden in ("declined", "released"):
        scene.duty(on=4, kind="evening" if hidden == "declined" else "morning", state=hidden)
    cancelled = scene.duty(on=12, state="released", cancelled_at=timezone.now(), cancelled_why="venue")

    response = sign_in(scene.first.user).get(LIST)
    assert [(str(words), duties) for words, duties in response.context["sections"]] == [
        ("明天", [tomorrow]),
        ("以后", [later, cancelled]),
    ]


def test_past_duties_stand_on_their_own_tab(scene, sign_in):
    past = scene.duty(on=-3, state="accepted")
    scene.duty(on=-4, state="declined")
    scene.duty(on=2)
    assert list(sign_in(scene.first.user).get(LIST, {"past": "1"}).context["page"]) == [past]


def test_who_else_said_yes_is_named_and_who_has_not_answered_is_not(scene, sign_in):
    duty = scene.duty(state="accepted", needed=3)
    create_duty(slot=duty.slot, guardian=scene.second, seat=2, state="accepted")
    create_duty(slot=duty.slot, guardian=scene.third, seat=3, state="asked")
    page = sign_in(scene.first.user).get(LIST).content.decode()
    assert scene.second.name in page
    assert scene.third.name not in page


def test_a_tap_answers_with_the_card_or_without_javascript_with_the_list(scene, sign_in):
    client, duty = sign_in(scene.first.user), scene.duty()
    card = act(client, "duty_accept", duty, **HTMX)
    assert card.templates[0].name == "communities/_duty.html"
    assert "谢谢，已确认值日" in card.content.decode()
    response = client.post(reverse("communities:duty_decline", args=[duty.public_id]), follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert words_of(response) == ["谢谢告知，其他家长现在可以认领。"]


@pytest.mark.parametrize("name", ["duty_accept", "duty_decline", "duty_offer"])
def test_a_late_tap_meets_words_and_a_strange_one_page_404(scene, sign_in, name):
    gone, strange = scene.duty(state="released"), scene.duty(scene.second, on=5)
    client = sign_in(scene.first.user)
    assert "已由其他家长承担" in act(client, name, gone, **HTMX).content.decode()
    assert act(client, name, strange).status_code == 404
    assert Assignment.objects.get(pk=strange.pk).state == "asked"


def test_all_are_accepted_with_one_tap(scene, sign_in):
    for number in (1, 2):
        scene.duty(on=number)
    client = sign_in(scene.first.user)
    assert client.get(LIST).context["unanswered"] == 2
    client.post(reverse("communities:duty_accept_all"))
    assert client.get(LIST).context["unanswered"] == 0


def test_free_duties_are_those_of_own_groups_with_the_reason_why_one_cannot_be_taken(scene, sign_in):
    DutyScene().slot()
    mine = scene.duty(on=2, kind="evening", state="accepted")
    clashing, free = scene.slot(on=2), scene.slot(on=5)
    scene.duty(scene.second, on=6)
    client = sign_in(scene.first.user)
    page = client.get(FREE).context["page"]
    assert [(slot, slot.clash) for slot in page] == [(clashing, mine), (free, None)]
    assert "谢谢，这次值日归您了" in act(client, "duty_take", free, **HTMX).content.decode()
    assert "别的值日" in act(client, "duty_take", clashing, **HTMX).content.decode()
    assert free.assignments.get().guardian == scene.first


def test_an_offer_goes_to_the_first_and_the_second_is_told_who_was_faster(scene, sign_in):
    duty = scene.duty(state="accepted")
    act(sign_in(scene.first.user), "duty_offer", duty)
    swap = duty.swaps.get()
    client = sign_in(scene.second.user)
    assert list(client.get(OFFERS).context["page"]) == [swap]
    assert "归您了" in act(client, "swap_take", swap, **HTMX).content.decode()
    late = act(sign_in(scene.third.user), "swap_take", swap, **HTMX).content.decode()
    assert f"{scene.second.name}已先一步接下" in late
    owner = act(sign_in(scene.first.user), "swap_withdraw", swap, **HTMX).content.decode()
    assert f"{scene.second.name}已先一步接下" in owner


def test_one_takes_back_only_own_offers_and_takes_only_those_of_own_groups(scene, sign_in):
    swap = swaps.offer(duty=scene.duty(), by=scene.first.user)
    stranger = sign_in(DutyScene().first.user)
    assert [act(stranger, name, swap).status_code for name in ("swap_take", "swap_withdraw")] == [404, 404]
    assert act(sign_in(scene.second.user), "swap_withdraw", swap).status_code == 404
    assert act(sign_in(scene.first.user), "swap_withdraw", swap).status_code == 302


def test_gaps_and_swaps_are_the_leaders_page(scene, sign_in):
    url = reverse("communities:swap_list", args=[scene.community.public_id])
    swap, gap = swaps.offer(duty=scene.duty(), by=scene.first.user), scene.slot(on=5)
    for user in (scene.leader.user, scene.president):
        context = sign_in(user).get(url).context
        assert (list(context["page"]), list(context["gaps"])) == ([swap], [gap])
    assert [sign_in(user).get(url).status_code for user in (scene.first.user, DutyScene().leader.user)] == [404, 404]
    assert sign_in(user_with(Role.PRINCIPAL, school=scene.community.school)).get(url).status_code == 403


@pytest.mark.parametrize("url", [LIST, FREE, OFFERS])
def test_lists_are_paged_and_cost_the_same_for_many(scene, sign_in, django_assert_max_num_queries, url):
    for number in range(1, 23):
        scene.duty(on=number, state="accepted")
        scene.slot(on=number, hours=("12:00", "13:00"))
        create_swap(duty=scene.duty(scene.second, on=number, kind="weekend"))
    client = sign_in(scene.first.user)
    with django_assert_max_num_queries(18):
        page = client.get(url).context["page"]
    assert (len(page), page.paginator.count) == (20, 22)


def test_no_page_or_notice_tells_who_declined(scene, sign_in):
    """The canary declines; whoever else it is, leader, president or parent, never reads the name (L-06)."""
    scene.third.name = "金丝雀"
    scene.third.save()
    duty = scene.duty(scene.third, on=2, state="accepted", needed=2)
    create_duty(slot=duty.slot, guardian=scene.first, seat=2, state="accepted")
    swap = swaps.offer(duty=scene.duty(scene.third, on=3), by=scene.third.user)
    swaps.withdraw(swap=swap, by=scene.third.user)
    for given in (duty, swap.assignment):
        duties.decline(duty=given, by=scene.third.user, now=duty.starts_at - timedelta(hours=1))
    group = [scene.community.public_id]
    pages = [LIST, f"{LIST}?past=1", FREE, OFFERS, reverse("communities:unavailability_list")]
    led = [reverse(f"communities:{name}", args=group) for name in ("swap_list", "venue_list")]
    scene.third.user.notices.all().delete()
    for user in (scene.leader.user, scene.president, scene.first.user, scene.second.user):
        client = sign_in(user)
        # The offer itself was news with a name; that it was taken back and the duty declined is not.
        user.notices.filter(dedupe__startswith="swap-offered").delete()
        for url in [*pages, *led, reverse("notices:inbox")]:
            assert "金丝雀" not in client.get(url).content.decode(), (user, url)
