"""Every day: errors in human words, the session's end, the language, the keyboard, paper, no JavaScript."""

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore
from playwright.sync_api import expect

from accounts.middleware import SEEN
from accounts.roles import Role
from accounts.tests.factories import PASSWORD, create_user, user_with
from registry.tests.people.factories import ID_NUMBER, create_scene
from tests.browser import steps
from tests.browser.faults import expect_fault


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_page_of_another_role_says_what_to_do(open_page, size):
    page = open_page(size)
    steps.enter_as(page, user_with(Role.TEACHER))
    steps.visit(page, "/school/schools/", status=403)
    steps.visit(page, "/register/students/00000000-0000-0000-0000-000000000000/", status=404)
    steps.follow(page, page.locator("main a[href='/']"))


def test_a_form_that_has_grown_old_says_that_nothing_was_saved(page_phone):
    create_user()
    steps.visit(page_phone, "/account/sign-in/")
    page_phone.context.clear_cookies()
    expect_fault(page_phone, "403")
    steps.send(page_phone)
    expect(page_phone.locator(".error-card")).to_be_visible()


def test_an_idle_session_ends_and_one_comes_back_to_the_same_page(page_phone):
    person = user_with(Role.SCHOOL_ADMIN)
    steps.sign_in(page_phone, person)
    _sit_idle(page_phone)
    steps.visit(page_phone, "/register/classes/?grade=7")
    expect(page_phone.locator("#ended-idle")).to_be_visible()

    page_phone.fill("input[name=login]", person.username)
    page_phone.fill("input[name=password]", PASSWORD)
    steps.send(page_phone)
    assert page_phone.url.endswith("/register/classes/?grade=7")


def test_a_list_that_refreshes_itself_leads_to_the_sign_in_page_when_the_session_has_ended(page_desktop):
    scene = create_scene()
    steps.enter_as(page_desktop, scene.admin)
    steps.visit(page_desktop, "/register/students/")
    _sit_idle(page_desktop)
    page_desktop.select_option("select[name=village]", str(scene.village.public_id))
    page_desktop.wait_for_url("**/account/sign-in/**")
    expect(page_desktop.locator("#ended-idle")).to_be_visible()


def test_the_language_is_changed_with_one_press_and_kept(open_page):
    page = open_page("phone", "zh-CN")
    person = create_user()
    steps.sign_in(page, person)
    for language in ("en", "zh-hans"):
        with page.expect_navigation():
            page.locator(".shell-language button").click()
        assert page.get_attribute("html", "lang") == language
        steps.visit(page, "/inbox/")
        assert page.get_attribute("html", "lang") == language
    person.refresh_from_db()
    assert person.language == "zh-hans"


def test_one_signs_in_and_opens_the_menu_with_the_keyboard_alone(page_phone):
    person = user_with(Role.PRINCIPAL)
    page_phone.goto("/account/sign-in/")
    page_phone.keyboard.type(person.username)
    page_phone.keyboard.press("Tab")
    page_phone.keyboard.type(PASSWORD)
    page_phone.keyboard.press("Enter")
    page_phone.wait_for_url("**/")

    page_phone.locator(".shell-bottom a[href='#menu']").focus()
    page_phone.keyboard.press("Enter")
    expect(page_phone.locator("#menu")).to_be_visible()
    steps.assert_in_order(page_phone)
    assert page_phone.evaluate("() => document.getElementById('menu').contains(document.activeElement)")
    page_phone.keyboard.press("Escape")
    expect(page_phone.locator("#menu")).to_be_hidden()
    expect(page_phone.locator(".shell-bottom a[href='#menu']")).to_be_focused()


def test_the_first_tab_leads_past_the_menu_to_the_content(page_desktop):
    steps.enter_as(page_desktop, user_with(Role.PRINCIPAL))
    steps.visit(page_desktop, "/")
    page_desktop.keyboard.press("Tab")
    expect(page_desktop.locator(".skip-link")).to_be_focused()
    page_desktop.keyboard.press("Enter")
    expect(page_desktop.locator("#content")).to_be_focused()


def test_a_class_list_is_printed_without_what_is_around_it(page_desktop):
    scene = create_scene()
    steps.enter_as(page_desktop, scene.admin)
    steps.visit(page_desktop, f"/register/classes/{scene.school_class.public_id}/")
    assert page_desktop.locator(".print-head").is_hidden()
    page_desktop.emulate_media(media="print")

    for around in ("#menu", ".shell-top", ".shell-bottom", ".page-actions", ".skip-link"):
        assert page_desktop.locator(around).is_hidden(), around
    assert not [button for button in page_desktop.locator(".btn").all() if button.is_visible()]
    expect(page_desktop.locator(".print-head")).to_contain_text(scene.school.name)
    expect(page_desktop.get_by_role("cell", name="张三", exact=True)).to_be_visible()
    assert page_desktop.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_without_javascript_one_signs_in_searches_and_opens_a_pupil(open_page, size):
    scene = create_scene()
    page = open_page(size, java_script_enabled=False)
    steps.sign_in(page, scene.admin)
    if size == "phone":
        page.locator(".shell-bottom a[href='#menu']").click()
        expect(page.locator("#menu a[href='/register/teachers/']")).to_be_visible()
        page.goto("/")
    page.locator("#shell-search, .shell-search-link").locator("visible=true").click()
    page.locator("input[name=q]").locator("visible=true").first.fill("zs")
    page.keyboard.press("Enter")
    page.locator("[data-noun=student]").get_by_role("link", name="张三").click()
    expect(page.locator("h1")).to_have_text("张三")

    page.get_by_role("button", name="Show in full").click()
    expect(page.locator("[data-revealed]")).to_have_text(ID_NUMBER)


def _sit_idle(page):
    """Let the last sign of life lie far back."""
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    session = SessionStore(session_key=key)
    session[SEEN] = session[SEEN] - 24 * 60 * 60
    session.save()
