"""The private servers: shared, stopped in time, and not to be hindered by what a killed run left."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.embedded import processes
from config.tests import runs

PID_FILE = "test/postgres/data/postmaster.pid"


def nothing_runs(var):
    return processes.wait_until(lambda: not runs.of(var), seconds=30)


def test_importing_starts_nothing(var):
    code = "from config import embedded; import os; print(os.listdir(os.environ['GONGYU_VAR']))"
    assert runs.python(var, code) == "[]"


def test_servers_answer_and_stop_with_their_only_user(var):
    code = runs.START + "import redis; print(redis.from_url(embedded.redis_url()).ping())"
    assert runs.python(var, code) == "True"
    assert runs.of(var) == []


def test_chinese_letters_count_as_letters(var):
    query = "CREATE EXTENSION pg_trgm; SELECT similarity('王小明', '王小') > 0.3"
    assert runs.python(var, runs.sql(query)) == "True"


def test_a_named_server_is_used_as_it_stands(var):
    named = {"DATABASE_URL": "postgres://db.example/portal", "REDIS_URL": "redis://queue.example/0"}
    code = "from config import embedded; print(embedded.database_url(), embedded.redis_url())"
    assert runs.python(var, code, **named) == "postgres://db.example/portal redis://queue.example/0"
    assert list(var.iterdir()) == []


def test_many_first_users_at_once_share_one_server(var):
    users = [
        subprocess.Popen(
            [sys.executable, "-c", runs.sql("SELECT pg_postmaster_start_time()::text")],
            cwd=runs.PROJECT,
            env=runs.environment(var),
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    # Two moments at most: an early user may be gone, and the server with it, before a late one comes.
    moments = {user.communicate(timeout=180)[0].strip() for user in users}
    assert len(moments) <= 2
    assert "" not in moments
    assert nothing_runs(var)


def test_the_server_stops_when_its_last_user_is_killed(var):
    user = runs.begin_user(var)
    assert runs.of(var)

    user.kill()
    user.communicate()
    assert nothing_runs(var)


def test_a_second_user_keeps_the_server(var):
    first, second = runs.begin_user(var), runs.begin_user(var)
    assert first.first_line == second.first_line

    first.kill()
    first.communicate()
    assert runs.python(var, runs.sql("SELECT 1")) == "1"
    assert runs.of(var)
    second.kill()
    second.communicate()


def test_everything_killed_keeps_the_data_and_the_next_start_works(var):
    as_demo = {"GONGYU_PURPOSE": "demo"}  # a test's cluster may forget the last moments
    user = runs.begin_user(var, **as_demo)
    runs.python(var, runs.sql("CREATE TABLE kept AS SELECT 7 AS number"), **as_demo)
    for process in [user, *runs.of(var)]:
        process.kill()
    user.communicate()

    assert runs.python(var, runs.sql("SELECT number FROM kept"), **as_demo) == "7"


def test_a_pid_file_that_names_a_stranger_is_no_hindrance(var):
    runs.python(var, runs.sql("SELECT 1"))
    pid_file = var / PID_FILE
    pid_file.write_text(f"{os.getpid()}\n{pid_file.parent}\n")

    assert runs.python(var, runs.sql("SELECT 1")) == "1"


def test_a_first_start_cut_short_is_begun_again(var):
    half = var / "test/postgres/data"
    half.mkdir(parents=True)
    (half / "postgresql.conf").write_text("half")

    assert runs.python(var, runs.sql("SELECT 1")) == "1"


def test_a_broken_test_cluster_is_made_anew(var):
    runs.python(var, runs.sql("SELECT 1"))
    (var / "test/postgres/data/global/pg_control").write_bytes(b"")

    assert runs.python(var, runs.sql("SELECT 1")) == "1"


def test_a_long_path_moves_the_data_elsewhere(var):
    deep = var / ("深" * 40)
    assert runs.python(deep, runs.sql("SELECT 1"), XDG_STATE_HOME=str(var / "state")) == "1"
    assert not (deep / "test/postgres/data").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server has another user")
def test_a_path_closed_to_the_servers_user_moves_the_data_elsewhere(var):
    var.chmod(0o700)
    assert runs.python(var, runs.sql("SELECT 1")) == "1"
    assert not (var / "test/postgres/data").exists()


def test_data_elsewhere_goes_when_its_clone_is_gone(var):
    homes = []
    for name in ("first" * 20, "second" * 20):
        runs.python(var / name, runs.sql("SELECT 1"), XDG_STATE_HOME=str(var / "state"))
        homes.append(Path((var / name / "test/postgres.home").read_text()))
        shutil.rmtree(var / name)
    assert [home.exists() for home in homes] == [False, True]


def test_only_the_owner_can_reach_the_servers(var):
    user = runs.begin_user(var)
    runs.python(var, "from config import embedded; embedded.redis_url()")

    assert stat.S_IMODE((var / "test/postgres/data").stat().st_mode) == 0o700
    assert stat.S_IMODE((var / "test/valkey.url").stat().st_mode) == 0o600
    postgres = next(process for process in runs.of(var) if process.name() == "postgres")
    assert [link for link in postgres.net_connections("inet") if link.status == "LISTEN"] == []
    user.send_signal(signal.SIGKILL)
    user.communicate()


def test_a_directory_that_cannot_be_written_is_told_in_one_sentence(var):
    (var / "file").write_text("")
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=runs.PROJECT,
        env=runs.environment(var / "file"),
        capture_output=True,
        text=True,
    )
    assert result.returncode == 2
    assert result.stderr == f"Cannot write in {var / 'file' / 'test'}: Not a directory.\n"
