"""Places for leaders, homes for hosts: asked, answered, taken back."""

import pytest
from django.urls import reverse

from communities.models import Slot, Venue, VenueConsent
from communities.tests.factories import create_consent, create_venue
from communities.tests.scenes import DutyScene, day
from schools.tests.factories import create_term

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
HOMES = reverse("communities:home_list")


def url(name, record) -> str:
    return reverse(f"communities:{name}", args=[record.public_id])


@pytest.fixture
def home(scene):
    return create_venue(community=scene.community, kind="home", host=scene.second)


def test_a_leader_adds_a_home_and_asks_for_it_until_the_end_of_the_term(scene, sign_in):
    term = create_term(school=scene.community.school, starts_on=day(-30), ends_on=day(90))
    client = sign_in(scene.leader.user)
    asking = client.post(url("venue_add_home", scene.community), {"host": scene.second.pk})
    home = Venue.objects.get()
    assert (home.host, home.name, asking.url) == (scene.second, f"{scene.second.name}家", url("venue_ask", home))
    form = client.get(asking.url).context["form"]
    assert form["to_on"].value() == term.ends_on

    days = {"from_on": day(1), "to_on": day(9), "weekdays": [1, 5], "starts_at": "17:00", "ends_at": "18:30"}
    client.post(asking.url, {"scope": "recurring", **days})
    consent = VenueConsent.objects.get()
    assert (consent.state, consent.weekdays, consent.asked_by) == ("asked", [1, 5], scene.leader.user)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to_on": ""}, "no_end"),
        ({"to_on": day(0)}, "order"),
        ({"from_on": day(-9), "to_on": day(-8)}, "past"),
        ({"ends_at": "16:00"}, "hours"),
        ({"starts_at": "late"}, "invalid"),
    ],
)
def test_impossible_days_and_hours_are_refused_with_words(scene, sign_in, home, changes, code):
    days = {"scope": "recurring", "from_on": day(1), "to_on": day(9), "starts_at": "17:00", "ends_at": "18:30"}
    form = sign_in(scene.leader.user).post(url("venue_ask", home), {**days, **changes}).context["form"]
    assert code in [error.code for errors in form.errors.as_data().values() for error in errors]


def test_once_is_one_day(scene, sign_in, home):
    days = {"scope": "once", "from_on": day(1), "weekdays": [1], "starts_at": "17:00", "ends_at": "18:30"}
    sign_in(scene.leader.user).post(url("venue_ask", home), days)
    assert VenueConsent.objects.values_list("from_on", "to_on", "weekdays").get() == (day(1), day(1), [])


def test_only_parents_of_the_group_with_an_account_and_without_a_home_can_be_hosts(scene, sign_in, home):
    scene.third.user = None
    scene.third.save()
    form = sign_in(scene.leader.user).get(url("venue_add_home", scene.community)).context["form"]
    assert set(form.fields["host"].queryset) == {scene.leader, scene.first}


def test_a_place_that_is_nobodys_home_needs_no_word(scene, sign_in):
    client = sign_in(scene.president)
    form = client.get(url("venue_add", scene.community)).context["form"]
    assert "home" not in dict(form.fields["kind"].choices)
    client.post(url("venue_add", scene.community), {"kind": "school", "name": "音乐教室"})
    venue = Venue.objects.get()
    client.post(url("venue_close", venue))
    assert list(client.get(url("venue_list", scene.community)).context["page"]) == []


def test_the_list_warns_of_sessions_without_the_hosts_word(scene, sign_in, home):
    slot = scene.slot(venue=home)
    context = sign_in(scene.leader.user).get(url("venue_list", scene.community)).context
    assert (list(context["page"]), context["without"]) == ([home], [slot])
    assert "1次活动" in sign_in(scene.leader.user).get(url("venue_close", home)).content.decode()


def test_the_host_answers_in_one_tap_or_for_fewer_hours(scene, sign_in, home):
    consent, other = (create_consent(venue=home, from_on=day(0), to_on=day(n)) for n in (9, 8))
    client = sign_in(scene.second.user)
    assert len(client.get(HOMES).context["page"]) == 2
    card = client.post(url("home_agree", consent), {"starts_at": "17:00", "ends_at": "18:00"}, **HTMX)
    assert "17:00–18:00" in card.content.decode()
    assert "部分" not in card.content.decode()
    client.post(url("home_refuse", other))
    assert set(VenueConsent.objects.values_list("state", flat=True)) == {"given", "refused"}


def test_hours_left_out_or_too_wide_change_nothing(scene, sign_in, home):
    consent = create_consent(venue=home, from_on=day(0), to_on=day(9))
    client = sign_in(scene.second.user)
    for hours in ({"starts_at": "", "ends_at": "18:00"}, {"starts_at": "10:00", "ends_at": "18:00"}):
        assert 'role="alert"' in client.post(url("home_agree", consent), hours, **HTMX).content.decode()
    assert VenueConsent.objects.get().state == "asked"


def test_before_the_word_is_taken_back_the_sessions_are_shown(scene, sign_in, home):
    consent = create_consent(venue=home, state="given", from_on=day(0), to_on=day(9))
    slot = scene.slot(venue=home)
    client = sign_in(scene.second.user)
    assert client.get(url("home_withdraw", consent)).context["slots"] == [slot]
    client.post(url("home_withdraw", consent))
    assert Slot.objects.get().cancelled_why == "venue"


def test_nobody_answers_for_another_host_or_sees_another_groups_places(scene, sign_in, home):
    consent = create_consent(venue=home, from_on=day(0), to_on=day(9))
    for user in (scene.first.user, scene.leader.user, DutyScene().leader.user):
        client = sign_in(user)
        ways = [client.post(url(f"home_{verb}", consent)) for verb in ("agree", "refuse", "withdraw")]
        assert [way.status_code for way in ways] == [404] * 3
        assert list(client.get(HOMES).context["page"]) == []
    for user in (scene.first.user, DutyScene().leader.user):
        client = sign_in(user)
        assert client.get(url("venue_list", scene.community)).status_code == 404
        assert client.post(url("venue_close", home)).status_code == 404


def test_places_and_homes_cost_the_same_for_many(scene, sign_in, home, django_assert_max_num_queries):
    for number in range(12):
        create_consent(venue=home, from_on=day(number), to_on=day(20))
        scene.slot(on=number + 1, venue=create_venue(community=scene.community))
    for user, page in ((scene.leader.user, url("venue_list", scene.community)), (scene.second.user, HOMES)):
        client = sign_in(user)
        with django_assert_max_num_queries(14):
            client.get(page)
