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


def test_every_kind_of_record_in_the_access_log_has_words():
    views = Path(settings.BASE_DIR).glob("*/views/**/*.py")
    kinds = {kind for file in views for kind in RECORDED.findall(file.read_text(encoding="utf-8"))}
    assert kinds > {"student", "guardian", "import"}
    assert kinds - log_words.KINDS.keys() == set()
