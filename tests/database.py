"""The test database: copied from one that is kept, and emptied by deleting its rows.

Both give what Django's own ways give, in less time: migrations take some ten seconds and each process of a run needs
them, and TRUNCATE makes the files of 200 tables and 1,300 indexes anew after every test that commits.
"""

import fcntl
import gc
import hashlib
import os
from contextlib import contextmanager
from functools import cache

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

from config.embedded import places

TEMPLATE = "migrated_"
ALSO_MAKE_IT = ("core/operations.py", "requirements.txt", "constraints.txt")
# They say what the code says, not what a test did; Django's way writes them again each time.
KEPT = {"django_content_type", "auth_permission"}
empty_by_truncate = TransactionTestCase._fixture_teardown


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Let each process copy the kept database. On a named server nothing is kept: it is somebody's."""
    if "DATABASE_URL" not in os.environ:
        with django_db_blocker.unblock():
            settings.DATABASES["default"]["TEST"]["TEMPLATE"] = _template()


@pytest.fixture(scope="session", autouse=True)
def _rows_are_deleted():
    TransactionTestCase._fixture_teardown = _empty
    yield
    TransactionTestCase._fixture_teardown = empty_by_truncate


def _template() -> str:
    """Give the name of the migrated database for these migrations; the first who asks makes it, the others wait."""
    name = TEMPLATE + _hash_of_migrations()
    with open(places.var_dir() / "locks" / "template", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [TEMPLATE])
            present = [row[0] for row in cursor.fetchall()]
            if name not in present:
                _make(name, cursor)
                for old in present:
                    cursor.execute(f'DROP DATABASE "{old}"')
    return name


def _hash_of_migrations() -> str:
    """Name what the kept database was made of. Copies are migrated too: a migration missing in it comes with the copy."""
    files = [*places.PROJECT.glob("*/migrations/*.py"), *map(places.PROJECT.joinpath, ALSO_MAKE_IT)]
    content = hashlib.sha256()
    for file in sorted(files):
        content.update(file.read_bytes())
    return content.hexdigest()[:20]


def _make(name: str, cursor) -> None:
    """Migrate a database under another name first, so that one cut short is never taken for a whole one."""
    making = "making"
    with _no_rubbish_collected(), _named(making):
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
    cursor.execute(f'ALTER DATABASE {making} RENAME TO "{name}"')


@contextmanager
def _named(name: str):
    own, test = settings.DATABASES["default"]["NAME"], connection.settings_dict["TEST"]
    wanted, test["NAME"] = test["NAME"], name
    yield
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own
    test["NAME"] = wanted


@contextmanager
def _no_rubbish_collected():
    """Migrations make lasting objects, among which the collector looks for rubbish a quarter of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _empty(case) -> None:
    """Delete all rows, after everybody's open transaction has ended, as TRUNCATE does."""
    if not _may_pass_by_triggers():  # on a named server, perhaps
        return empty_by_truncate(case)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_deleting())


@cache
def _may_pass_by_triggers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
        return cursor.fetchone()[0]


@cache
def _deleting() -> str:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    names = [connection.ops.quote_name(table) for table in sorted(set(tables) - KEPT)]
    return ";".join(
        [
            "SET LOCAL session_replication_role = replica",  # no history of this, no protection, any order
            f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE",
            *(f"DELETE FROM {name}" for name in names),
        ]
    )
