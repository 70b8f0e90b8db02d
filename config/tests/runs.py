"""Programs in processes of their own, which use the private servers of a directory made for one test."""

import os
import subprocess
import sys
from pathlib import Path

import psutil

PROJECT = Path(__file__).resolve().parents[2]
START = "import sys, time; from config import embedded; database = embedded.database_url(); "


def environment(var: Path, **more: str) -> dict[str, str]:
    """Give our environment without named servers, with `var` as the directory for private ones."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    kept |= {"GONGYU_VAR": str(var), "GONGYU_PURPOSE": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}
    return kept | more


def python(var: Path, code: str, **more: str) -> str:
    """Run Python code to its end and give what it printed."""
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env=environment(var, **more),
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def begin(var: Path, *command: str, **more: str) -> subprocess.Popen:
    """Start a program and give it once it has printed its first line."""
    program = subprocess.Popen(
        [sys.executable, *command],
        cwd=PROJECT,
        env=environment(var, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    program.first_line = program.stdout.readline().strip()
    return program


def begin_user(var: Path, **more: str) -> subprocess.Popen:
    """Start a program that uses the private PostgreSQL until it is ended."""
    return begin(var, "-c", START + "print(database, flush=True); time.sleep(60)", **more)


def of(var: Path) -> list[psutil.Process]:
    """Give every process that belongs to the directory: by an argument, or by working in it."""
    found = []
    for process in psutil.process_iter(["cmdline", "cwd"]):
        words = [*(process.info["cmdline"] or []), process.info["cwd"] or ""]
        if any(word.startswith(str(var)) for word in words):
            found.append(process)
    return found


def sql(query: str) -> str:
    """Give code that connects, runs the query and prints its first value."""
    return START + (
        "import psycopg2; link = psycopg2.connect(database); link.autocommit = True; "
        f"cursor = link.cursor(); cursor.execute({query!r}); "
        "print(cursor.fetchone()[0] if cursor.description else 'done')"
    )
