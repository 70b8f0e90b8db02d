import pytest
from django.utils import translation

from registry.tests.timetable.factories import create_scene


@pytest.fixture
def scene(db):
    return create_scene()


@pytest.fixture
def sign_in(client):
    """Sign a user in; gives the client."""

    def sign_in(user):
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield
