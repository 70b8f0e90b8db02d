"""Every code has its words: kinds of problems, and files that cannot be read."""

import re
from pathlib import Path

import pytest

from registry.imports import reading
from registry.imports.overview import TITLES, title_of
from registry.imports.problems import KINDS
from registry.imports.reading import Unreadable
from registry.imports.unreadable import sentence

REASONS = re.compile(r'Unreadable\(\s*"([a-z-]+)"')
SOURCES = Path(reading.__file__).parent


@pytest.mark.parametrize("code", KINDS)
def test_the_title_of_a_kind_names_no_single_row(code):
    assert "%(" not in title_of(code)


def test_there_is_no_title_for_a_code_that_does_not_exist():
    assert TITLES.keys() - KINDS.keys() == set()


def test_every_reason_why_a_file_cannot_be_read_has_words_of_its_own():
    codes = {code for path in SOURCES.rglob("*.py") for code in REASONS.findall(path.read_text("utf-8"))}
    codes |= {"no-pupils", "unsupported-format"}
    assert len(codes) >= 8
    assert len({sentence(Unreadable(code)) for code in codes}) == len(codes)
