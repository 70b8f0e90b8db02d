"""A phone in a classroom: a lesson that runs now, a line to the portal that can be cut, a profile that outlives it."""

import socket
import threading
from contextlib import contextmanager, suppress
from datetime import time

from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from observations.tests.scenes import Lessons
from tests.browser.faults import Faults
from tests.browser.programs import program
from tests.browser.steps import SIZES

ZONE = "Asia/Shanghai"
FORM = "/observations/new/"
NO_NETWORK = ("Failed to load resource", "net::ERR")


def lesson_now(**options) -> Lessons:
    """Give a school in which one period lasts all day, so that a lesson runs whenever the test does."""
    scene = Lessons.around(timezone.localdate(), **options)
    for (_weekday, period), slot in scene.slots.items():
        if period > 1:
            slot.delete()
    scene.school.period_times.filter(number__gt=1).delete()
    scene.school.period_times.update(starts_at=time(0), ends_at=time(23, 59))
    return scene


class Line:
    """The line between the phone and the portal. Cut, it lets nothing through, for a service worker neither."""

    def __init__(self, port: int):
        self._to, self.is_cut, self._open = ("localhost", port), False, []
        self._door = socket.create_server(("localhost", 0))
        self.url = f"http://localhost:{self._door.getsockname()[1]}"
        threading.Thread(target=self._answer, daemon=True).start()

    def cut(self) -> None:
        self.is_cut = True
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._open.clear()

    def mend(self) -> None:
        self.is_cut = False

    def close(self) -> None:
        self.cut()
        self._door.close()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._door.accept()
                if self.is_cut:
                    near.close()
                    continue
                far = socket.create_connection(self._to)
                self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while content := one.recv(65536):
                other.sendall(content)
        with suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)


@contextmanager
def phone(browser: Browser, line: Line, profile, language="en"):
    """Give the page of a phone whose browser keeps its profile in a folder; at the end the browser is closed."""
    context = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=program(),
        args=["--no-sandbox", "--disable-gpu"],
        viewport=SIZES["phone"],
        base_url=line.url,
        locale=language,
        timezone_id=ZONE,
        reduced_motion="reduce",
    )
    page = context.pages[0]
    faults = Faults.watch(page)
    faults.expected += NO_NETWORK
    yield page
    context.close()
    assert faults.seen == []


def cut(context: BrowserContext, line: Line) -> None:
    line.cut()
    context.set_offline(True)


def mend(context: BrowserContext, line: Line) -> None:
    line.mend()
    context.set_offline(False)


def photo(path, size=(3000, 2000)):
    Image.new("RGB", size, "navy").save(path)
    return path


def choose_lesson(page: Page) -> None:
    page.locator("[data-part=found] button").first.click()
    page.locator("[data-part=chosen]").wait_for()


def wait_until_saved(page: Page, words: str) -> None:
    """Wait until the phone has kept these words."""
    _wait(page, f"JSON.stringify(await window.observe.mine()).includes({words!r})")


def wait_until_kept(page: Page) -> None:
    """Wait until the form would open without network."""
    _wait(page, "(await navigator.serviceWorker.getRegistration('/observations/'))?.active?.state === 'activated'")
    assert page.evaluate("async () => Boolean(await caches.match('/observations/new/'))")


def _wait(page: Page, until: str) -> None:
    """Wait for what only a promise tells: wait_for_function takes the promise itself for true."""
    page.evaluate(f"async () => {{ while (!({until})) await new Promise((go) => setTimeout(go, 50)); }}")
