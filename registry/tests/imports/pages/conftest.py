"""A school with grades, its administrator signed in, and one import of it that was read."""

import pytest

from accounts.roles import Role
from accounts.tests.factories import user_with
from registry.tests.imports.engine.workbooks import primary_school, pupil, read


@pytest.fixture
def school():
    return primary_school()


@pytest.fixture
def admin(client, school):
    client.user = user_with(Role.SCHOOL_ADMIN, school=school)
    client.user.language = "en"
    client.user.save()
    client.force_login(client.user)
    return client


@pytest.fixture
def preview(school):
    return read(school, [pupil(), pupil("李四", sequence=12, number="370102201703040000")])
