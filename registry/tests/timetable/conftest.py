import pytest

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
