import pytest
from django.utils import translation

from patrols.tests.factories import create_walk_scene
from registry.tests.timetable.conftest import sign_in  # noqa: F401


@pytest.fixture
def scene(db):
    return create_walk_scene()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield
