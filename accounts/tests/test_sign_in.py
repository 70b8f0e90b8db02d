"""The sign-in page: who gets in, what it tells, where it leads."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse

from accounts.models import AccessRecord
from accounts.tests.factories import PASSWORD, create_user
from accounts.tests.signing import is_signed_in, sign_in

pytestmark = pytest.mark.django_db


def test_the_right_password_opens_the_first_page(client):
    response = sign_in(client, create_user())
    assert (response.status_code, response.url) == (302, reverse("dashboards:home"))


def test_user_names_are_the_same_in_any_case_and_with_blanks_around(client):
    create_user(username="zhangwei")
    sign_in(client, " ZhangWei ")
    assert is_signed_in(client)


def test_sign_in_returns_to_the_page_that_was_asked_for(client):
    user = create_user()
    asked = client.get(reverse("accounts:profile"))
    page = client.get(asked.url)
    assert f'name="next" value="{reverse("accounts:profile")}"' in page.content.decode()

    response = client.post(asked.url, {"login": user.username, "password": PASSWORD})
    assert response.url == reverse("accounts:profile")


def test_sign_in_never_leads_to_another_site(client):
    response = sign_in(client, create_user(), next="https://evil.example/")
    assert response.url == reverse("dashboards:home")


def test_unknown_user_and_wrong_password_get_the_same_answer(client):
    user = create_user()
    wrong, unknown = sign_in(client, user, "Wrong-pass-1"), sign_in(client, "nobody", "Wrong-pass-1")
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert wrong.status_code == unknown.status_code == 200


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is hashed, which is what takes time in production."""

    algorithm = "counting"
    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("who", ["wrong password", "unknown", "dormant"])
def test_a_failure_takes_one_hash_whoever_it_is(client, settings, who):
    settings.PASSWORD_HASHERS = ["accounts.tests.test_sign_in.CountingHasher"]
    user = create_user(password=None if who == "dormant" else PASSWORD)
    CountingHasher.hashed = 0
    sign_in(client, "nobody" if who == "unknown" else user, "Wrong-pass-1")
    assert CountingHasher.hashed == 1


def test_a_dormant_account_opens_for_nobody(client):
    sign_in(client, create_user(password=None), "")
    assert not is_signed_in(client)


def test_a_locked_account_says_so_only_to_who_knows_the_password(client):
    user = create_user(is_active=False)
    assert sign_in(client, user, "Wrong-pass-1").status_code == 200
    assert sign_in(client, user).url == reverse("account_inactive")
    assert not is_signed_in(client)
    assert client.get(reverse("account_inactive")).status_code == 200


def test_sign_out_needs_a_press_on_the_button(client):
    client.force_login(create_user())
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", ["/account/signup/", "/account/password/reset/", "/account/email/"])
def test_nobody_signs_up_or_resets_a_password_by_mail(client, path):
    client.force_login(create_user())
    assert client.get(path).status_code == 404


def test_signing_in_failing_and_out_are_in_the_log_with_the_address(client):
    user = create_user()
    sign_in(client, user, "Wrong-pass-1")
    sign_in(client, "stranger", "Wrong-pass-1")
    sign_in(client, user)
    client.post(reverse("account_logout"))
    rows = AccessRecord.objects.order_by("pk").values_list("action", "user", "username", "address")
    assert list(rows) == [
        ("sign_in_failed", user.pk, user.username, "127.0.0.1"),
        ("sign_in_failed", None, "stranger", "127.0.0.1"),
        ("sign_in", user.pk, user.username, "127.0.0.1"),
        ("sign_out", user.pk, user.username, "127.0.0.1"),
    ]


def test_the_address_behind_a_trusted_proxy_is_the_callers(client, settings):
    create_user()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.post(
        reverse("account_login"),
        {"login": "nobody", "password": "x"},
        headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"},
    )
    # Only what the proxy itself added is believed.
    assert AccessRecord.objects.get().address == "203.0.113.9"
