import pytest
from django.utils import translation

from patrols.tests.factories import create_walk_scene


@pytest.fixture
def scene(db):
    return create_walk_scene()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield
