"""The second factor by authenticator app, from turning it on to a lost phone."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.urls import reverse

from accounts.models import AccessRecord
from accounts.tests.factories import PASSWORD, create_user
from accounts.tests.signing import is_signed_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def confirm(client, url):
    """Ask for a page that wants the password once more, and give it."""
    asked = client.get(url)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert client.get(asked.url).status_code == 200
    client.post(asked.url, {"password": PASSWORD})


@pytest.fixture
def protected(client):
    """Give a user who turned the second factor on by the pages, with secret and recovery codes; signed out."""
    user = create_user()
    sign_in(client, user)
    confirm(client, reverse("mfa_activate_totp"))
    page = client.get(reverse("mfa_activate_totp"))
    user.secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(user.secret)})
    user.recovery_codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    client.post(reverse("account_logout"))
    # A code works once: the next sign-in waits for no new one.
    cache.clear()
    return user


def test_the_password_alone_no_longer_opens_the_account(client, protected):
    assert sign_in(client, protected).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_password_and_code_open_it(client, protected):
    sign_in(client, protected)
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": code_of(protected.secret)})
    assert is_signed_in(client)


def test_a_wrong_code_does_not_and_is_in_the_log(client, protected):
    sign_in(client, protected)
    response = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert response.context["form"].has_error("code")
    assert AccessRecord.objects.filter(what="second_factor", user=protected).count() == 1


def test_a_recovery_code_opens_it_once(client, protected):
    for opens in (True, False):
        sign_in(client, protected)
        client.post(reverse("mfa_authenticate"), {"code": protected.recovery_codes[0]})
        assert is_signed_in(client) is opens
        client.post(reverse("account_logout"))


def test_five_wrong_codes_lock_the_second_factor(client, protected):
    sign_in(client, protected)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_of(protected.secret)})
    assert not is_signed_in(client)


def test_the_secrets_lie_sealed_in_the_database(protected):
    stored = " ".join(str(a.data) for a in Authenticator.objects.filter(user=protected))
    assert protected.secret not in stored


def test_turning_it_off_asks_for_the_password_again(client, protected):
    client.force_login(protected)
    confirm(client, reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=protected).exists()


def test_its_pages_open_and_lead_to_sign_in_when_signed_out(client, protected):
    names = "mfa_index", "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"
    for name in names:
        assert client.get(reverse(name)).url.startswith(reverse("account_login"))
    client.force_login(protected)
    assert client.get(reverse("mfa_index")).status_code == 200
