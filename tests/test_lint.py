"""The linters of ./portal lint find nothing."""

import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    "linter",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["djlint", "--lint", "--quiet", "templates"],
    ],
    ids=" ".join,
)
def test_a_linter_finds_nothing(linter):
    done = subprocess.run([sys.executable, "-m", *linter], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
