"""Take the pictures of the README: really run the demo, really sign in, in headless Chromium.

Use: .venv/bin/python scripts/screenshots.py [--port 8123] [--to docs/screenshots]
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "Gongyu-2026"  # noqa: S105  # of the demo, see demo/loading/accounts.py
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SIZES = {"desktop": {"width": 1280, "height": 860}, "phone": {"width": 390, "height": 844}}


class Shot(NamedTuple):
    """A picture. follow: links to click from the path on, by selector; language: of the person's browser."""

    name: str
    username: str
    size: str
    path: str
    follow: tuple[str, ...] = ()
    language: str = "zh-CN"


ROW = "main table tbody a[href*='{}']"
WAITING = "main a:has-text('待核对')"
ROTAS, WEEK = "main a[href$='/rotas/']", "main a[href*='/communities/rotas/']"
SHOTS = (
    Shot("principal", "qinghe-principal", "desktop", "/"),
    Shot("principal-phone", "qinghe-principal", "phone", "/"),
    Shot("principal-en", "qinghe-principal", "desktop", "/", language="en"),
    Shot("setup", "qinghe-admin", "desktop", "/register/setup/"),
    Shot("import-preview", "qinghe-admin", "desktop", "/register/imports/", (WAITING,)),
    Shot("pupils", "qinghe-admin", "desktop", "/register/students/"),
    Shot("pupil", "qinghe-admin", "desktop", "/register/students/", (ROW.format("/register/students/"),)),
    Shot("own-class-phone", "qinghe-class", "phone", "/"),
    Shot("parent-phone", "qinghe-parent", "phone", "/"),
    Shot("rota-phone", "qinghe-leader", "phone", "/communities/rotas/", (ROTAS, WEEK)),
    Shot("calendar", "qinghe-admin", "desktop", "/school/calendar/"),
)


def main() -> None:
    """Serve the demo, take every picture, stop the demo."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    demo = serve(options.port)
    try:
        chromium = shutil.which("chromium") or shutil.which("chromium-headless-shell")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for shot in SHOTS:
                take(browser, shot, f"http://127.0.0.1:{options.port}", options.to)
            browser.close()
    finally:
        demo.terminate()
        demo.wait()


def serve(port: int) -> subprocess.Popen:
    """Start the demo and wait until it says that it runs."""
    command = [sys.executable, str(ROOT / "manage.py"), "demo", f"--port={port}"]
    demo = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    for line in demo.stdout:
        if f":{port}/" in line:
            return demo
    sys.exit(f"The demo did not start; it ended with code {demo.wait()}.")


def take(browser: Browser, shot: Shot, address: str, folder: Path) -> None:
    """Sign in, go there, take one picture of the window."""
    context = browser.new_context(
        viewport=SIZES[shot.size], base_url=address, locale=shot.language, reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, shot.username)
    page.goto(shot.path)
    for selector in shot.follow:
        page.locator(selector).first.click()
        page.wait_for_load_state()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"{shot.name}.png")
    context.close()


def sign_in(page: Page, username: str) -> None:
    """Use the sign-in page as a person would."""
    page.goto("/account/sign-in/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main form button[type=submit]")


if __name__ == "__main__":
    main()
