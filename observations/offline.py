"""What the phone keeps so that the form opens without network: the page, its styles and scripts, and nothing else."""

import hashlib
import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

STYLES = ("vendor/tabler/tabler.min.css", "css/base.css", "css/observe.css")
SCRIPTS = (
    "js/observe/store.js",
    "js/observe/words.js",
    "js/observe/photos.js",
    "js/observe/sending.js",
    "js/observe/lesson.js",
    "js/observe/sheet.js",
    "js/observe/notes.js",
    "js/observe/form.js",
    "js/observe/drafts.js",
    "js/observe/page.js",
)
ICON = "img/icon.svg"
WORKER = "js/observe/worker.js"


def version() -> str:
    """Give a word that changes with any of the files: a phone then fetches them anew."""
    digest = hashlib.sha256()
    for name in (*STYLES, *SCRIPTS, ICON, WORKER):
        digest.update(static(name).encode() + _content(name))
    return digest.hexdigest()[:12]


def worker() -> str:
    """Give the service worker: which page and files it keeps, and then how."""
    kept = {
        "version": version(),
        "page": reverse("observations:observation_new"),
        "files": [static(name) for name in (*STYLES, *SCRIPTS, ICON)],
    }
    return f"self.KEPT = {json.dumps(kept)};\n{_content(WORKER).decode()}"


def _content(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()
