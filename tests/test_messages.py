"""Everything the portal says is translated."""

from core import catalogues


def test_no_message_is_missing_fuzzy_broken_or_not_english():
    problems = catalogues.problems()
    assert problems == [], f"{len(problems)} messages; run `manage.py messages check`"
