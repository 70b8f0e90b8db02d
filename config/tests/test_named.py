"""Named servers that cannot serve us, each told in one sentence."""

import pytest

from config.embedded import named


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("sqlite:///portal.db", "must begin with postgres://", id="another database"),
        pytest.param("127.0.0.1:5432", "must begin with postgres://", id="no scheme"),
        pytest.param("postgres://127.0.0.1:1/portal", "cannot be reached", id="nobody listens"),
        pytest.param("postgres://127.0.0.1:port/portal", "cannot be reached", id="no port number"),
    ],
)
def test_a_wrong_database_url(url, words):
    sentence = named.database_problem(url)
    assert words in sentence
    assert sentence.count("\n") == 0


def test_a_server_that_is_too_old_or_not_in_utf8():
    assert "PostgreSQL 14; the portal needs 15" in named._version_problem(140011, "UTF8")
    assert "LATIN1" in named._version_problem(160004, "LATIN1")
    assert named._version_problem(150000, "UTF8") is None


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "http://127.0.0.1/"])
def test_a_wrong_redis_url(url):
    assert "REDIS_URL cannot be reached" in named.redis_problem(url)
