"""Five failures lock a user name (L-14), in the real cache."""

import time

import pytest
from django.core.cache import cache

from accounts import lockout, services
from accounts.models import AccessRecord
from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from accounts.tests.signing import is_signed_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


def fail(client, user, times):
    for _ in range(times):
        response = sign_in(client, user, "Wrong-pass-1")
    return response


def test_four_failures_do_not_lock(client):
    user = create_user()
    fail(client, user, 4)
    sign_in(client, user)
    assert is_signed_in(client)


def test_five_failures_lock_with_the_right_password_too(client):
    user = create_user()
    fail(client, user, 5)
    response = sign_in(client, user)
    assert not is_signed_in(client)
    assert response.context["form"].has_error("__all__", "too_many_login_attempts")


def test_the_lock_lasts_its_whole_time_from_the_last_failure_and_then_ends(client, settings):
    settings.LOCKOUT_MINUTES = 8 / 60
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/8s/key"}
    user = create_user()
    fail(client, user, 1)
    time.sleep(4)
    fail(client, user, 4)
    time.sleep(4.5)  # the first failure is forgotten by now; the lock is not
    sign_in(client, user)
    assert not is_signed_in(client)

    time.sleep(4)
    sign_in(client, user)
    assert is_signed_in(client)


def test_an_unknown_name_locks_just_the_same(client):
    known, unknown = fail(client, create_user(), 6), fail(client, "nobody", 6)
    assert known.context["form"].errors == unknown.context["form"].errors
    assert unknown.context["form"].has_error("__all__", "too_many_login_attempts")


def test_other_spellings_and_other_host_names_are_the_same_name(client):
    user = create_user(username="zhangwei")
    for host, spelling in [("localhost", "ZHANGWEI"), ("127.0.0.1", " zhangwei"), ("testserver", "ｚhangwei")]:
        client.defaults["HTTP_HOST"] = host
        fail(client, spelling, 2)
    client.defaults.pop("HTTP_HOST")
    sign_in(client, user)
    assert not is_signed_in(client)


def test_one_locked_name_does_not_lock_another(client):
    fail(client, create_user(), 6)
    sign_in(client, create_user())
    assert is_signed_in(client)


def test_an_administrator_unlocks(client):
    user = create_user()
    fail(client, user, 5)
    services.unlock(user=user, by=user_with(Role.SECURITY_ADMIN))
    sign_in(client, user)
    assert is_signed_in(client)


def test_a_new_code_ends_the_lock(client):
    user = create_user()
    fail(client, user, 5)
    code = services.issue_code(user=user, by=user_with(Role.SECURITY_ADMIN))
    assert not lockout.is_locked(user.username)
    sign_in(client, user, code)
    assert is_signed_in(client)


def test_attempts_on_a_locked_name_are_in_the_log(client):
    user = create_user()
    fail(client, user, 6)
    assert AccessRecord.objects.filter(what="locked", username=user.username).count() == 1
