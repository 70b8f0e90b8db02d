"""Fixtures for the tests of every app."""

import pytest
from django.utils import translation

pytest_plugins = ["jobs.tests.worker"]


@pytest.fixture(autouse=True)
def no_language_left_over():
    """Forget the language of the last request: the test client leaves it active, and the next test would read it."""
    yield
    translation.deactivate()
