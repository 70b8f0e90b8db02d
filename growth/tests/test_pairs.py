"""Pairs: asked, accepted by both, under way, ended with a result; one to one means one at a time (G5.3.3.3)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.refusals import Refused
from growth.models import Pair, PairActivity
from growth.services import pairs as services
from growth.settings import setting_of
from growth.tests.factories import FROM, create_activity, create_colleagues, create_pair
from notices.models import Notice
from registry.tests.factories import create_teacher

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    return create_colleagues()


def propose(one, **fields):
    given = {"mentor": one.mentor, "apprentice": one.apprentice, "kind": "one_to_one", "from_on": FROM}
    return services.propose(**{"setting": setting_of(one.school, ""), "by": one.principal, **given, **fields})


def test_from_asking_to_the_result(one):
    pair = propose(one)
    assert services.accept(pair=pair, by=one.mentor.user).state == "proposed"
    assert services.accept(pair=pair, by=one.apprentice.user).state == "accepted"
    assert services.begin(pair=pair, goals="练好板书", by=one.apprentice.user).state == "under_way"
    services.add_activity(pair=pair, on=FROM, what="lesson", place="三1班", by=one.mentor.user)
    ended = services.end(pair=pair, result="板书过关", on=timezone.localdate(), by=one.mentor.user)
    assert (ended.state, ended.result, ended.activities.count()) == ("ended", "板书过关", 1)


def test_both_are_asked_and_told(one):
    pair = propose(one)
    told = Notice.objects.filter(dedupe=f"pair-{pair.public_id}-asked").values_list("recipient", flat=True)
    assert set(told) == {one.mentor.user.pk, one.apprentice.user.pk}


def test_nobody_is_their_own_mentor(one):
    with pytest.raises(Refused, match="self"):
        propose(one, apprentice=one.mentor)
    with pytest.raises(IntegrityError), transaction.atomic():
        create_pair(mentor=one.mentor, apprentice=one.mentor)


def test_one_to_one_is_one_at_a_time_from_both_sides(one):
    third = create_teacher(school=one.school)
    waiting = propose(one, mentor=third, apprentice=one.apprentice)
    create_pair(mentor=one.mentor, apprentice=one.apprentice)
    with pytest.raises(Refused, match="mentor-taken"):
        propose(one, apprentice=third)
    services.accept(pair=waiting, by=third.user)
    with pytest.raises(Refused, match="apprentice-taken"):
        services.accept(pair=waiting, by=one.apprentice.user)


def test_a_famous_teacher_may_have_several(one):
    create_pair(mentor=one.mentor, apprentice=one.apprentice, kind="famous_teacher")
    third = create_teacher(school=one.school)
    assert propose(one, apprentice=third, kind="famous_teacher").state == "proposed"


@pytest.mark.parametrize("state", ["proposed", "accepted", "under_way"])
def test_the_same_two_are_not_asked_twice(one, state):
    create_pair(mentor=one.mentor, apprentice=one.apprentice, state=state, kind="ordinary")
    with pytest.raises(Refused, match="asked-already"):
        propose(one, kind="ordinary")


def test_a_colleague_of_a_school_outside_the_setting_is_not_asked(one):
    with pytest.raises(Refused, match="not-in-setting"):
        propose(one, apprentice=create_colleagues().apprentice)


def test_only_the_asked_answer_and_only_once(one):
    pair = propose(one)
    with pytest.raises(Refused, match="not-asked"):
        services.accept(pair=pair, by=one.principal)
    services.accept(pair=pair, by=one.mentor.user)
    with pytest.raises(Refused, match="not-asked"):
        services.accept(pair=pair, by=one.mentor.user)


def test_who_declines_says_why(one):
    pair = services.decline(pair=propose(one), why="太忙", by=one.mentor.user)
    assert (pair.state, pair.why_not) == ("declined", "太忙")


@pytest.mark.parametrize("day", [FROM - timedelta(days=1), date(2999, 1, 1)])
def test_what_was_done_lies_between_the_beginning_and_today(one, day):
    pair = create_pair(mentor=one.mentor, apprentice=one.apprentice)
    with pytest.raises(Refused, match="too-early"):
        services.add_activity(pair=pair, on=day, what="talk", by=one.mentor.user)


def test_an_entry_is_removed_by_who_made_it(one):
    activity = create_activity(create_pair(mentor=one.mentor, apprentice=one.apprentice))
    with pytest.raises(Refused, match="not-yours"):
        services.remove_activity(activity=activity, by=one.apprentice.user)
    services.remove_activity(activity=activity, by=one.mentor.user)
    assert not PairActivity.objects.exists()


def test_a_pair_does_not_end_without_a_result(one):
    with pytest.raises(IntegrityError), transaction.atomic():
        create_pair(mentor=one.mentor, apprentice=one.apprentice, state="ended", to_on=FROM)


def test_who_looks_after_pairs_ends_one_that_never_began(one):
    pair = create_pair(mentor=one.mentor, apprentice=one.apprentice, state="accepted")
    ended = services.end(pair=pair, result="改派", on=timezone.localdate(), by=one.principal)
    assert ended.state == "ended"
    assert propose(one).state == "proposed"


def test_a_teacher_sees_the_own_pairs_only(one, sign_in):
    mine = create_pair(mentor=one.mentor, apprentice=one.apprentice)
    other = create_pair(mentor=create_teacher(school=one.school), apprentice=create_teacher(school=one.school))
    client = sign_in(one.mentor.user)
    assert list(client.get(reverse("growth:pair_list")).context["page"]) == [mine]
    assert client.get(reverse("growth:pair_detail", args=[other.public_id])).status_code == 404


def test_the_office_searches_all_pairs_of_the_school_in_so_many_statements(one, sign_in, django_assert_num_queries):
    for _ in range(3):
        create_pair(mentor=create_teacher(school=one.school), apprentice=create_teacher(school=one.school))
    mine = create_pair(mentor=one.mentor, apprentice=one.apprentice)
    client = sign_in(one.principal)
    url = reverse("growth:pair_list")
    assert client.get(url).context["page"].paginator.count == 4
    assert list(client.get(url, {"q": "王师"}).context["page"]) == [mine]
    with django_assert_num_queries(8):
        client.get(url)


def test_the_pages_lead_from_asking_to_the_end(one, sign_in):
    client = sign_in(one.principal)
    form = {"mentor": one.mentor.pk, "apprentice": one.apprentice.pk, "kind": "one_to_one", "from_on": FROM}
    client.post(reverse("growth:pair_propose"), form)
    pair = Pair.objects.get()
    for user in (one.mentor.user, one.apprentice.user):
        sign_in(user).post(reverse("growth:pair_accept", args=[pair.public_id]))
    client.post(reverse("growth:pair_begin", args=[pair.public_id]), {"goals": "目标"})
    did = {"on": FROM, "what": "talk", "place": "办公室", "note": "谈目标"}
    client.post(reverse("growth:pair_activity", args=[pair.public_id]), did)
    page = client.get(reverse("growth:pair_detail", args=[pair.public_id])).content.decode()
    assert "谈目标" in page
    bad = client.post(reverse("growth:pair_end", args=[pair.public_id]), {"on": timezone.localdate(), "result": ""})
    assert bad.context["open"] == "result"
    client.post(reverse("growth:pair_end", args=[pair.public_id]), {"on": timezone.localdate(), "result": "成"})
    assert Pair.objects.get().state == "ended"
