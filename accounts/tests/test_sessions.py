"""Idle sessions end, languages follow the user, schools are switched."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from accounts.middleware import SEEN
from accounts.models import AccessRecord
from accounts.tests.factories import create_post, create_user
from accounts.tests.signing import is_signed_in
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db


def idle_for(client, minutes):
    session = client.session
    session[SEEN] -= minutes * 60
    session.save()


@pytest.fixture
def profile(client):
    client.force_login(create_user())
    url = reverse("accounts:profile")
    client.get(url)
    return url


def test_29_idle_minutes_are_forgiven(client, profile):
    idle_for(client, 29)
    assert client.get(profile).status_code == 200


def test_after_30_idle_minutes_the_session_ends_and_sign_in_returns_to_the_page(client, profile):
    idle_for(client, 31)
    response = client.get(f"{profile}?page=2")
    query = parse_qs(urlsplit(response.url).query)
    assert query == {"next": [f"{profile}?page=2"], "ended": ["idle"]}
    assert not is_signed_in(client)
    assert 'id="ended-idle"' in client.get(response.url).content.decode()
    assert AccessRecord.objects.get(action="sign_out").what == "idle"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client, profile):
    idle_for(client, 31)
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{profile}?q=zs"}
    response = client.get(reverse("dashboards:home"), headers=headers)
    target = urlsplit(response.headers["HX-Redirect"])
    assert response.status_code == 200
    assert parse_qs(target.query)["next"] == [f"{profile}?q=zs"]


def test_a_part_asked_for_without_a_session_does_the_same(client):
    create_user()
    response = client.get(reverse("accounts:profile"), headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"].startswith(reverse("account_login"))


def test_a_form_sent_too_late_returns_to_its_page_and_not_to_its_target(client, profile):
    idle_for(client, 31)
    referer = {"Referer": f"http://testserver{profile}"}
    response = client.post(reverse("accounts:switch_school"), headers=referer)
    assert parse_qs(urlsplit(response.url).query)["next"] == [profile]


def test_working_keeps_the_session_and_a_page_that_refreshes_itself_does_not(client, profile):
    idle_for(client, 20)
    client.get(profile)
    idle_for(client, 20)
    client.get(profile, headers={"X-Background": "1"})
    idle_for(client, 15)
    assert client.get(profile).status_code == 302


def test_the_chosen_language_is_saved_and_follows_to_another_device(client, settings):
    user = create_user()
    client.force_login(user)
    response = client.post(reverse("accounts:set_language"), {"language": "en", "next": "/me/"})
    user.refresh_from_db()
    assert (response.url, user.language) == ("/me/", "en")
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"

    del client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert client.get(reverse("accounts:profile")).headers["Content-Language"] == "en"


def test_signed_out_the_language_is_a_cookie_only(client, settings):
    create_user()
    client.post(reverse("accounts:set_language"), {"language": "en"})
    assert client.get(reverse("account_login")).headers["Content-Language"] == "en"


@pytest.mark.parametrize("data", [{"language": "xx"}, {"language": "en", "next": "https://evil.example/"}, {}])
def test_set_language_ignores_nonsense_and_other_sites(client, data):
    response = client.post(reverse("accounts:set_language"), data)
    assert urlsplit(response.url).netloc == ""


def test_switching_the_school_works_for_ones_own_schools_only(client):
    user, first, second = create_user(), create_school(), create_school()
    create_post(user=user, school=first)
    create_post(user=user, school=second)
    client.force_login(user)
    url = reverse("accounts:switch_school")
    assert client.post(url, {"school": second.public_id}).status_code == 302
    assert client.get(reverse("accounts:profile")).context["request"].school == second
    for wrong in (create_school().public_id, "nonsense", ""):
        assert client.post(url, {"school": wrong}).status_code == 404


@pytest.mark.parametrize("name", ["accounts:profile", "account_change_password", "mfa_index"])
def test_signed_out_ones_own_pages_lead_to_sign_in(client, name):
    create_user()
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))


def test_the_profile_shows_ones_own_posts_and_sign_ins_only(client):
    me, other = create_user(), create_user()
    post = create_post(user=me)
    create_post(user=other)
    client.force_login(other)
    client.force_login(me)
    context = client.get(reverse("accounts:profile")).context
    assert context["posts"] == [post]
    assert {record.user for record in context["sign_ins"]} == {me}
