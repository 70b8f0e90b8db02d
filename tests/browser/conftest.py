"""Real headless Chromium against a real server: fixtures for the browser tests.

`page_phone` and `page_desktop` are empty pages in English; `open_page(size, language, …)` makes others.
A test fails when a page writes an error to the console, breaks the Content-Security-Policy or throws.
"""

import os

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.faults import Faults
from tests.browser.programs import FLAGS, program
from tests.browser.steps import SIZES

# Playwright's loop runs in the thread of the test; the database is still used by one thread at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

PATIENCE = 30_000  # milliseconds; a worker needs some seconds to start, more on a busy machine
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser():
    if program() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is not installed.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, live_server):
    """Give a function that opens an empty page: open_page("phone", "zh-CN"). Each has its own session."""
    opened = []

    def open_one(size: str = "desktop", language: str = "en", **options):
        context = browser.new_context(
            viewport=SIZES[size], base_url=live_server.url, locale=language, reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        opened.append((context, Faults.watch(page)))
        return page

    yield open_one
    for context, _ in opened:
        context.close()
    for _, faults in opened:
        assert faults.seen == []


@pytest.fixture
def page_phone(open_page):
    return open_page("phone")


@pytest.fixture
def page_desktop(open_page):
    return open_page("desktop")
