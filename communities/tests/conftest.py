"""Fixtures for the tests of communities."""

import pytest

from communities.tests.scenes import DutyScene
from core.refusals import Refused


@pytest.fixture
def scene(db):
    return DutyScene()


@pytest.fixture
def sign_in(client):
    """Sign a user in and give the client."""

    def as_user(user):
        client.force_login(user)
        return client

    return as_user


@pytest.fixture
def refusal():
    """Give the reason for which a service refuses: refusal(duties.accept, duty=…, by=…)."""

    def reason_of(service, **arguments) -> str:
        with pytest.raises(Refused) as refused:
            service(**arguments)
        return refused.value.reason

    return reason_of
