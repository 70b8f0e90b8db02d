"""What persons do in a browser, in words: sign in, visit a page, send a form."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from accounts.tests.factories import PASSWORD
from tests.browser.faults import expect_fault

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}
# Tokens, nonces, ids and numbers: what differs between two loads of one page.
CHANGING = re.compile(r"[0-9A-Za-z]{64}|nonce=\"[^\"]*\"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+")
# The menu and bars around the main part are alike on every page of a person, but for what tells the present page.
SHELL = [".shell-menu", ".shell-top", ".shell-bottom"]
PRESENT = re.compile(r' aria-current="page"|(?<=name="next" value=")[^"]*')
_found_good: set[tuple] = set()
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"


def sign_in(page: Page, user, password: str = PASSWORD) -> None:
    """Sign in through the form, as a person does, and arrive at the first page."""
    page.goto("/account/sign-in/")
    page.fill("input[name=login]", user.username)
    page.fill("input[name=password]", password)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/")


def send(page: Page, button: str = "") -> None:
    """Press the main button of the page's form, or the button of this (English) name, and hold the page that comes."""
    buttons = page.locator("main button[type=submit].btn-primary") if not button else None
    follow(page, buttons.first if buttons else page.get_by_role("button", name=button, exact=True))


def follow(page: Page, way: Locator) -> None:
    """Press a link or a button that leads to another page, and hold that page."""
    with page.expect_navigation():
        way.click()
    assert_in_order(page)


def enter_as(page: Page, user) -> None:
    """Give the page a signed-in session at once; for tests that are about something else than signing in."""
    client = Client()
    client.force_login(user)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key}
    page.context.add_cookies([{**cookie, "domain": "localhost", "path": "/"}])


def visit(page: Page, url: str, *, status: int = 200) -> None:
    """Open a page and hold it to what every page must keep: its status, one h1, width, accessibility."""
    if status >= 400:
        expect_fault(page, str(status))
    response = page.goto(url)
    assert response.status == status, f"{url}: {response.status}"
    assert_in_order(page)


def assert_in_order(page: Page) -> None:
    """Hold the page as it stands now to what every page must keep."""
    assert page.locator("h1").count() == 1, f"{page.url} needs exactly one h1"
    assert_fits(page)
    assert_accessible(page)


def assert_in_order_at_every_size(page: Page) -> None:
    """Hold the page on a phone and on a desk, and leave it as it was."""
    present = page.viewport_size
    for size in SIZES.values():
        page.set_viewport_size(size)
        assert_in_order(page)
    page.set_viewport_size(present)


def assert_fits(page: Page) -> None:
    """No page scrolls sideways; a wide table scrolls inside its own frame."""
    wide, window = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window, f"{page.url} is {wide} px wide in a window of {window} px"


def assert_accessible(page: Page) -> None:
    """Find no violation by axe-core. The script enters through the debugger, which no page policy stops.

    Markup that was found good at this width is not looked at again: neither a whole page nor the shell around one.
    """
    expect(page.locator(".htmx-swapping")).to_have_count(0)  # what is being exchanged stands there half seen, too pale
    width, shell = page.viewport_size["width"], _shell(page)
    shape = width, CHANGING.sub("", page.content())
    if shape in _found_good:
        return
    known = SHELL if (width, *shell) in _found_good else []
    if page.evaluate("() => !window.axe"):
        page.evaluate(_axe())
    found = page.evaluate("known => axe.run({exclude: known}, {resultTypes: ['violations']})", known)
    problems = [
        f"{v['id']}: {v['help']}\n    " + "\n    ".join(n["html"][:200] + " " + n["failureSummary"] for n in v["nodes"])
        for v in found["violations"]
    ]
    assert not problems, f"{page.url}\n" + "\n".join(problems)
    _found_good.update([shape, (width, *shell)])


def _shell(page: Page) -> tuple[str, bool]:
    """Give the shell's markup without the mark of the present page, and whether it bears one."""
    script = "parts => parts.map(part => document.querySelector(part)?.outerHTML ?? '').join()"
    markup = CHANGING.sub("", page.evaluate(script, SHELL))
    return PRESENT.sub("", markup), "aria-current" in markup


@cache
def _axe() -> str:
    assert AXE.exists(), f"{AXE} is missing: npm ci brings it"
    return f"() => {{ {AXE.read_text()} }}"
