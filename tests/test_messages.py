"""Everything the portal says is translated."""

import re
from pathlib import Path

from django.conf import settings

from accounts import log_words
from core import catalogues

RECORDED = re.compile(r'(?:record_(?:view|list|reveal)|downloads\.(?:deliver|send))\(\s*request,\s*"(\w+)"')


def test_no_message_is_missing_fuzzy_broken_or_not_english():
    problems = catalogues.problems()
    assert problems == [], f"{len(problems)} messages; run `manage.py messages check`"


def test_gettext_goes_by_names_that_the_collector_knows():
    """Words said by another name are never collected, and stay English."""
    alias = re.compile(r"gettext(?:_lazy)? as (?!_\b)\w+")
    files = [file for app in Path(settings.BASE_DIR).glob("*/apps.py") for file in app.parent.rglob("*.py")]
    assert [str(file) for file in files if alias.search(file.read_text(encoding="utf-8"))] == []


def test_every_kind_of_record_in_the_access_log_has_words():
    views = Path(settings.BASE_DIR).glob("*/views/**/*.py")
    kinds = {kind for file in views for kind in RECORDED.findall(file.read_text(encoding="utf-8"))}
    assert kinds > {"student", "guardian", "import"}
    assert kinds - log_words.KINDS.keys() == set()
