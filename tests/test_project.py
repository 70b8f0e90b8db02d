"""The project as a whole: tables as the models say, settings fit for production."""

import os
import re
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config import embedded
from tests.source import PROJECT


@pytest.mark.django_db
def test_no_migration_is_missing():
    words = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=words, stderr=words)
    except (SystemExit, CommandError) as error:
        pytest.fail(f"{error}\n{words.getvalue()}")


def production() -> dict:
    """Give the environment of a server in production."""
    keys = {"SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz", "GONGYU_ID_KEY": "QUJD" * 11}
    servers = {"DATABASE_URL": embedded.database_url(), "REDIS_URL": embedded.redis_url()}
    site = {"GONGYU_PRODUCTION": "1", "GONGYU_HOSTS": "portal.example"}
    # Nothing of the tests' own environment, which lets a browser test touch the database.
    machine = {name: os.environ[name] for name in ("PATH", "HOME", "GONGYU_VAR") if name in os.environ}
    return {**machine, **keys, **servers, **site}


def run_check(environment: dict) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)


def test_the_settings_of_production_pass_djangos_own_check():
    result = run_check(production())
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("key", ["SECRET_KEY", "GONGYU_ID_KEY"])
def test_production_has_no_default_keys(key):
    environment = production()
    del environment[key]
    result = run_check(environment)
    assert result.returncode != 0
    assert f"Set {key} in the environment" in result.stderr + result.stdout


def test_migrations_render_no_models_but_their_own():
    """What makemigrations writes is exchanged for core/operations.py, or a new database takes minutes."""
    heavy = re.compile(
        r"(?<![\w.])(pgtrigger\.)?migrations\.(CreateModel|Add(Field|Trigger|Constraint|Index)|RemoveTrigger)\("
    )
    files = sorted(PROJECT.glob("*/migrations/*.py"))
    assert [file.name for file in files if heavy.search(file.read_text(encoding="utf-8"))] == []
