"""The notice that families agree under: other words are another version, so that everybody is asked again."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings

from families.rules import NOTICE_VERSION

WORDS_OF = {"2026-11": "b52d9a823b48cab4"}


def test_the_words_of_a_version_do_not_change():
    words = (Path(settings.BASE_DIR) / "templates" / "families" / "_notice.html").read_bytes()
    assert WORDS_OF[NOTICE_VERSION] == sha256(words).hexdigest()[:16], "Other words need another NOTICE_VERSION."
