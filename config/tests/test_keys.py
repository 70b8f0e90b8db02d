"""Secrets: made once for a demo, never made in production."""

import base64
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import embedded


@pytest.fixture(autouse=True)
def _own_directory(monkeypatch, tmp_path):
    for name in ("SECRET_KEY", "GONGYU_ID_KEY", "GONGYU_PRODUCTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GONGYU_VAR", str(tmp_path))
    monkeypatch.setenv("GONGYU_PURPOSE", "test")


def test_a_secret_is_made_once_and_kept_from_others(tmp_path):
    key = embedded.secret("GONGYU_ID_KEY")
    assert len(base64.b64decode(key)) == 32
    assert embedded.secret("SECRET_KEY") != key
    assert embedded.secret("GONGYU_ID_KEY") == key
    assert stat.S_IMODE((tmp_path / "test" / "secrets.env").stat().st_mode) == 0o600


def test_the_environment_wins(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "from outside")
    assert embedded.secret("SECRET_KEY") == "from outside"


def test_production_has_no_default(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGYU_PRODUCTION", "1")
    with pytest.raises(ImproperlyConfigured, match="GONGYU_ID_KEY"):
        embedded.secret("GONGYU_ID_KEY")
    assert list(tmp_path.iterdir()) == []
