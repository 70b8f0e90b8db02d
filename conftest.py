"""Fixtures for the tests of every app."""

import pytest
from django.utils import translation

pytest_plugins = ["jobs.tests.worker", "reports.tests.libreoffice", "tests.database"]


@pytest.fixture
def sign_in(client):
    """Sign a user in, who reads English; gives the client. Apps whose tests read Chinese have their own."""

    def sign_in(user):
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


@pytest.fixture(autouse=True)
def no_language_left_over():
    """Forget the language of the last request: the test client leaves it active, and the next test would read it."""
    yield
    translation.deactivate()
