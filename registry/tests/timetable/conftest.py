import pytest
from django.utils import translation

from registry.tests.timetable.factories import create_scene


@pytest.fixture
def scene(db):
    return create_scene()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield
