"""The first administrators of an empty portal (L-14: no default password)."""

import io
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from accounts import services
from accounts.models import AccessRecord, User
from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from accounts.tests.signing import is_signed_in, sign_in

pytestmark = pytest.mark.django_db
PAGE = reverse("accounts:first_admin")
FORM = {
    "name": "王芳",
    "username": "wangfang",
    "password1": "Meadow-River-9",
    "password2": "Meadow-River-9",
    "security_name": "李雷",
    "auditor_name": "韩梅",
}


def test_an_empty_portal_leads_from_sign_in_to_its_first_administrator(client):
    assert client.get(reverse("account_login")).url == PAGE
    assert client.get(PAGE).status_code == 200


def test_the_page_makes_three_people_with_codes_for_the_other_two(client):
    response = client.post(PAGE, FORM)
    codes = {user.username: code for user, code in response.context["others"]}
    assert set(codes) == {"lilei", "hanmei"}
    held = dict(User.objects.values_list("username", "posts__role"))
    assert held == {"wangfang": Role.SYSTEM_ADMIN, "lilei": Role.SECURITY_ADMIN, "hanmei": Role.AUDITOR}
    sign_in(client, "lilei", codes["lilei"])
    assert client.get(reverse("accounts:account_list")).url == reverse("account_change_password")


def test_the_first_administrator_signs_in_with_the_chosen_password(client):
    client.post(PAGE, {**FORM, "security_name": "", "auditor_name": ""})
    sign_in(client, "wangfang", FORM["password1"])
    assert is_signed_in(client)
    assert User.objects.count() == 1
    assert AccessRecord.objects.filter(what="account_opened").exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password1": "abcdefgh", "password2": "abcdefgh"}, "password1"),
        ({"password1": "Wangfang-9", "password2": "Wangfang-9"}, "password1"),
        ({"password2": "Other-River-9"}, "password2"),
        ({"username": ""}, "username"),
        ({"username": "王芳"}, "username"),
    ],
)
def test_the_page_checks_what_was_typed(client, change, field):
    response = client.post(PAGE, {**FORM, **change})
    assert response.context["form"].has_error(field)
    assert not User.objects.exists()


def test_once_anybody_has_an_account_the_page_is_gone(client):
    create_user(is_active=False)
    assert client.get(PAGE).status_code == client.post(PAGE, FORM).status_code == 404
    assert client.get(reverse("account_login")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_four_founders_at_the_same_moment_one_succeeds():
    def found(number):
        try:
            services.found_portal(name="王芳", username=f"founder{number}", password="Meadow-River-9")
        except services.AdministratorExists:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(found, range(4))) == 1
    assert User.objects.count() == 1


def command(**options) -> dict:
    out = io.StringIO()
    options = {"username": "WangFang", "name": "王芳", **options}
    call_command("create_first_admin", json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_the_command_prints_a_one_time_code():
    answer = command()
    user = User.objects.get(username="wangfang")
    assert user.check_password(answer["code"])
    assert user.must_change_password
    assert user.posts.get().role == Role.SYSTEM_ADMIN


def test_the_command_takes_a_good_password_from_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Meadow-River-9\n"))
    assert command(password_stdin=True)["code"] is None
    assert not User.objects.get().must_change_password


def test_the_command_refuses_a_plain_password(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("abcdefgh\n"))
    with pytest.raises(CommandError) as refused:
        command(password_stdin=True)
    assert refused.value.returncode == 2
    assert not User.objects.exists()


def test_the_command_makes_each_first_administrator_once():
    command()
    for role in (Role.SECURITY_ADMIN, Role.AUDITOR):
        command(username=role.value, role=role.value)
        with pytest.raises(CommandError, match="already"):
            command(username="another", role=role.value)


def test_the_command_helps_when_the_only_holder_is_locked():
    holder = user_with(Role.SECURITY_ADMIN)
    User.objects.filter(pk=holder.pk).update(is_active=False)
    assert command(role=Role.SECURITY_ADMIN.value)["code"]
