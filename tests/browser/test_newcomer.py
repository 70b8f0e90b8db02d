"""Story 1, the newcomer: an empty portal gets its administrators, who then sign in with their codes."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from accounts.roles import Role
from accounts.tests.factories import PASSWORD, create_user
from tests.browser import steps

OWN_PASSWORD = "Bamboo-Ferry-31"


@pytest.fixture(params=["phone", "desktop"])
def page(open_page, request):
    return open_page(request.param)


def test_an_empty_portal_asks_for_its_administrators_and_lets_them_in(page):
    steps.visit(page, "/")
    assert page.url.endswith("/first-administrator/")
    _fill_in_the_founders(page)
    steps.send(page)

    codes = _codes_on(page)
    assert {Role(post.role) for user in User.objects.all() for post in user.posts.all()} == {
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDITOR,
    }
    for username, code in codes.items():
        _come_in_with_a_code(page, username, code)
        assert page.locator("#menu a[href='/access-log/']").count() == (1 if "audit" in _role_of(username) else 0)
        page.context.clear_cookies()

    steps.sign_in(page, User.objects.get(username="founder"), OWN_PASSWORD)
    steps.assert_in_order(page)


def test_the_codes_are_shown_once_and_the_page_is_gone_afterwards(page):
    steps.visit(page, "/first-administrator/")
    _fill_in_the_founders(page)
    steps.send(page)
    codes = _codes_on(page)

    steps.visit(page, "/first-administrator/", status=404)
    steps.visit(page, "/")
    assert page.url.partition("?")[0].endswith("/account/sign-in/")
    assert not any(code in page.content() for code in codes.values())


def test_a_weak_password_or_a_slip_is_named_at_its_field(page):
    steps.visit(page, "/first-administrator/")
    _fill_in_the_founders(page, password1="12345678", password2="12345679")
    steps.send(page)

    expect(page.locator(".form-errors")).to_be_focused()
    for name in ("password1", "password2"):
        assert page.locator(f"input[name={name}]").get_attribute("aria-invalid") == "true"
    assert page.input_value("input[name=security_name]") == "李安全"
    assert not User.objects.exists()


def test_a_wrong_password_says_the_same_whether_the_name_exists_or_not(page):
    known = create_user()
    words = []
    for username in (known.username, "nobody-at-all"):
        steps.visit(page, "/account/sign-in/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", "Wrong-Answer-1")
        steps.send(page)
        words.append(page.locator(".form-errors, .alert-danger").first.inner_text())
    assert words[0] == words[1] != ""
    steps.sign_in(page, known, PASSWORD)


def _fill_in_the_founders(page, **typed):
    founder = {"name": "王建", "username": "founder", "security_name": "李安全", "auditor_name": "赵审计"}
    for name, value in (founder | {"password1": OWN_PASSWORD, "password2": OWN_PASSWORD} | typed).items():
        page.fill(f"input[name={name}]", value)


def _codes_on(page) -> dict[str, str]:
    """Read the slips: the code by user name."""
    slips = page.locator(".code-slip").all()
    assert len(slips) == 2
    return dict(slip.locator("dd.font-monospace").all_inner_texts() for slip in slips)


def _role_of(username) -> str:
    return User.objects.get(username=username).posts.get().role


def _come_in_with_a_code(page, username, code):
    """Sign in with a one-time code: nothing opens before the password is changed."""
    steps.visit(page, "/account/sign-in/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", code)
    steps.send(page)
    steps.visit(page, "/inbox/")
    assert page.url.endswith("/account/password/")
    expect(page.locator("#password-due")).to_be_visible()
    page.fill("input[name=oldpassword]", code)
    for name in ("password1", "password2"):
        page.fill(f"input[name={name}]", OWN_PASSWORD)
    steps.send(page)
    assert page.url.endswith("/")
