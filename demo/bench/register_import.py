"""Measure the register import against its alternatives, each in a process of its own."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import uuid4

from django.db import connection

from config import embedded
from demo.bench import floor, stock
from demo.bench.workbooks import VILLAGES, register_workbook
from jobs.runs import Unwatched
from registry.imports import applying, pipeline, services, uploads
from registry.models import Grade
from schools.models import District, School, Village

DAY = date(2026, 9, 1)
MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


def figures(rows: list[int]) -> Iterator[dict]:
    """Give one figure after the other: {figure, ours, alternative, ratio, wanted, holds}, seconds and megabytes."""
    with TemporaryDirectory() as folder, own_database():
        ours = {n: run("ours", n, folder) for n in rows}
        template = run("template", rows[0], folder)
        floors = {n: run("floor", n, folder) for n in rows}
        for n in rows:
            yield compare(f"first import of {n}: times the floor", ours[n]["first"], floors[n]["first"], at_most=3)
        for n in (n for n in rows if n <= 20_000):
            other = run("stock", n, folder)
            limits = (12, 25) if n == 20_000 else (None, None)
            yield compare(f"first import of {n}: faster than stock", ours[n]["first"], other["first"], faster=limits[0])
            yield compare(
                f"same file of {n} again: faster than stock", ours[n]["again"], other["again"], faster=limits[1]
            )
        yield from growth(ours, rows)
        yield compare(f"national template of {rows[0]}: times 25 columns", template["first"], ours[rows[0]]["first"])


@contextmanager
def own_database() -> Iterator[None]:
    """Measure in a database of its own, made afresh beside the portal's and dropped at the end."""
    address = urlsplit(embedded.database_url())
    name = f"{address.path.strip('/')}_bench_{uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    before = os.environ.get("DATABASE_URL")
    os.environ["DATABASE_URL"] = address._replace(path=f"/{name}").geturl()
    try:
        manage("migrate", "--verbosity", "0")
        yield
    finally:
        os.environ.pop("DATABASE_URL") if before is None else os.environ.update(DATABASE_URL=before)
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def growth(ours: dict[int, dict], rows: list[int]) -> Iterator[dict]:
    """Say how time, statements and memory grow with the rows."""
    few, many = rows[0], rows[-1]
    per_row = [ours[n]["first"] / n for n in (few, many)]
    yield compare(f"seconds a row, {many} rows beside {few}", per_row[1], per_row[0], at_most=1.3)
    yield compare(f"statements of {many} rows", ours[many]["statements"], ours[few]["statements"], limit=60)
    yield compare(f"megabytes of the worker, {many} rows", ours[many]["megabytes"], ours[few]["megabytes"], limit=400)


def compare(figure, ours, alternative, *, at_most=None, faster=None, limit=None) -> dict:
    """Judge one figure: `at_most` bounds ours ÷ alternative, `faster` alternative ÷ ours, `limit` ours alone."""
    ratio = alternative / ours if "faster" in figure else ours / alternative
    holds, wanted = True, ""
    if at_most:
        holds, wanted = ratio <= at_most, f"≤ {at_most}"
    if faster:
        holds, wanted = ratio >= faster, f"≥ {faster}"
    if limit:
        holds, wanted = ours <= limit, f"ours ≤ {limit}"
    rounded = {"ours": round(ours, 6), "alternative": round(alternative, 6), "ratio": round(ratio, 2)}
    return {"figure": figure, **rounded, "wanted": wanted, "holds": holds}


def run(what: str, rows: int, folder: str) -> dict:
    """Measure one way in a fresh process, whose peak memory is then its own."""
    path = Path(folder) / f"{what == 'template'}-{rows}.xlsx"
    if not path.exists():
        path.write_bytes(register_workbook(rows, template=what == "template"))
    return json.loads(manage("bench", "measure", what, path))


def manage(*arguments: str | Path) -> str:
    """Run manage.py in a process of its own and give what it prints. Raises RuntimeError with its words."""
    done = subprocess.run([sys.executable, MANAGE, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def measure(what: str, path: Path) -> dict:
    """Do one way twice in this process: seconds, statements and the peak of memory so far in megabytes."""
    school, data = _school(), path.read_bytes()
    work = {
        "floor": partial(floor.write, school, data, DAY),
        "stock": partial(stock.write, school, data),
    }.get(what, partial(_ours, school, data))
    statements = count()
    with connection.execute_wrapper(lambda execute, *rest: (next(statements), execute(*rest))[1]):
        first = _seconds(work)
    again = _seconds(work) if what != "floor" else 0
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": first, "again": again, "statements": next(statements), "megabytes": megabytes}


def _ours(school: School, data: bytes) -> None:
    register_import = services.upload(school=school, data=data, file_name="register.xlsx", effective_on=DAY, by=None)
    report = pipeline.read(register_import, Unwatched())
    assert not report["skipped"], report
    applying.apply(register_import, run=Unwatched())
    uploads.clear(register_import)


def _seconds(work) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _school() -> School:
    code = uuid4().hex[:12]
    district = District.objects.create(name="Benchmark", code=code)
    school = School.objects.create(district=district, code=code, name="Benchmark")
    Grade.objects.bulk_create(Grade(school=school, stage="primary", number=n) for n in range(1, 7))
    school.villages.add(*Village.objects.bulk_create(Village(district=district, name=name) for name in VILLAGES))
    return school
