"""What a password must be, and when a new one is due (L-14)."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.models import UsedPassword
from accounts.roles import Role
from accounts.tests.factories import PASSWORD, create_user, user_with
from accounts.tests.signing import sign_in

pytestmark = pytest.mark.django_db
NEW = "Meadow-River-9"


def change(client, new=NEW, old=PASSWORD):
    return client.post(reverse("account_change_password"), {"oldpassword": old, "password1": new, "password2": new})


def codes_for(password, user) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [e.code for e in error.error_list]
    return []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Ab-4567", "password_too_short"),
        ("qmwnebrv7", "password_too_plain"),
        ("QMWNEBRV-", "password_too_plain"),
        ("Zhangwei-9", "password_contains_name"),
        ("Password1", "password_too_common"),
        ("Meadow-river", None),
        ("草地-River-九", None),
    ],
)
def test_rules_of_a_password(password, code):
    codes = codes_for(password, create_user(username="zhangwei"))
    assert codes == ([code] if code else [])


def test_the_page_checks_the_rules_on_the_server(client):
    client.force_login(create_user())
    response = change(client, "abcdefghij")
    assert response.context["form"].has_error("password1", "password_too_plain")


def test_a_changed_password_keeps_this_session_and_ends_the_others(client):
    user, elsewhere = create_user(), Client()
    client.force_login(user)
    elsewhere.force_login(user)
    assert change(client).url == reverse("dashboards:home")
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302


def test_the_present_password_and_the_three_before_it_are_not_chosen_again():
    user = create_user()
    for number in range(1, 4):
        services.choose_password(user=user, password=f"{NEW}{number}")
    for used in (PASSWORD, f"{NEW}1", f"{NEW}2", f"{NEW}3"):
        assert "password_used_before" in codes_for(used, user)
    services.choose_password(user=user, password=f"{NEW}4")
    assert codes_for(PASSWORD, user) == []


def test_only_three_old_hashes_are_kept():
    user = create_user()
    for number in range(6):
        services.choose_password(user=user, password=f"{NEW}{number}")
    assert UsedPassword.objects.filter(user=user).count() == 3


def test_after_a_code_every_page_leads_to_the_change_of_password(client):
    user = create_user()
    code = services.issue_code(user=user, by=user_with(Role.SECURITY_ADMIN))
    sign_in(client, user, code)
    change_page = reverse("account_change_password")
    for name in ("dashboards:home", "accounts:profile", "mfa_index"):
        assert client.get(reverse(name)).url == change_page
    part = client.get(reverse("accounts:profile"), headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == change_page
    assert client.get(change_page).status_code == 200


def test_with_a_code_one_can_still_sign_out_and_choose_the_language(client):
    client.force_login(create_user(must_change_password=True))
    assert client.post(reverse("accounts:set_language"), {"language": "en"}).status_code == 302
    assert client.post(reverse("account_logout")).url == reverse("account_login")


def test_the_code_itself_is_no_new_password(client):
    user = create_user()
    code = services.issue_code(user=user, by=user_with(Role.SECURITY_ADMIN))
    sign_in(client, user, code)
    assert change(client, code, code).context["form"].has_error("password1", "password_used_before")
    change(client, NEW, code)
    assert client.get(reverse("accounts:profile")).status_code == 200


@pytest.mark.parametrize(
    ("role", "days", "is_due"), [(Role.TEACHER, 181, True), (Role.TEACHER, 180, False), (Role.PARENT, 999, False)]
)
def test_staff_choose_a_new_password_after_180_days_and_parents_need_not(client, role, days, is_due):
    user = user_with(role)
    user.password_changed_at = timezone.now() - timedelta(days=days)
    user.save()
    client.force_login(user)
    assert (client.get(reverse("accounts:profile")).status_code == 302) is is_due
