"""Which browser the tests drive."""

import shutil

# The first is Chromium without its window: the same browser, but it draws no tabs and buttons, which cost half.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync", "--no-first-run"]


def program() -> str | None:
    """Give the path of the first browser that is installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)
