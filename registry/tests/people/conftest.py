import pytest

from registry.tests.people.factories import create_scene


@pytest.fixture
def scene(db):
    return create_scene()
