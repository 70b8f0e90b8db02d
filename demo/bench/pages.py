"""Measure that a page costs no more because other schools joined: a parent's first page and a tap in the week grid."""

import json
import statistics
import time
from collections.abc import Iterator
from itertools import count, cycle

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communities.selectors.rotas import parents_on
from demo.bench.register_import import compare, manage, own_database
from demo.bench.villages import Measured, first_group

REQUESTS = 40
MOST_GROWTH = 1.3


def figures(schools: list[int]) -> Iterator[dict]:
    """Give one figure after the other; milliseconds, statements and bytes of a page with few and with many schools.

    Filling and asking are processes of their own, so that what was made does not weigh on what is measured.
    """
    found, before = [], 0
    with own_database():
        for number in schools:
            manage("bench", "fill-schools", "--schools", str(number - before))
            before = number
            found.append(json.loads(manage("bench", "measure-pages")))
    few, many = found[0], found[-1]
    for page in few:
        name = f"{page}, {schools[-1]} schools beside {schools[0]}"
        yield compare(f"milliseconds of {name}", many[page]["ms"], few[page]["ms"], at_most=MOST_GROWTH)
        yield compare(f"statements of {name}", many[page]["statements"], few[page]["statements"], at_most=1)
    first, tap = many["a parent's first page"], many["a tap in the week grid"]
    yield compare("statements of a parent's first page", first["statements"], first["statements"], limit=8)
    yield compare("bytes of a parent's first page", first["bytes"], first["bytes"], limit=60_000)
    yield compare("bytes of a tap beside its whole page", tap["bytes"], many["the week grid"]["bytes"], at_most=0.25)


def measure() -> dict[str, dict]:
    """Measure the pages of the first group in this process's database."""
    return _pages(first_group())


def _pages(measured: Measured) -> dict[str, dict]:
    parent, leader = Client(), Client()
    parent.force_login(measured.parent)
    leader.force_login(measured.leader)
    home, week = reverse("dashboards:home"), reverse("communities:rota_week", args=[measured.rota.public_id])
    return {
        "a parent's first page": cost(lambda: parent.get(home)),
        "a leader's first page": cost(lambda: leader.get(home)),
        "the week grid": cost(lambda: leader.get(week)),
        "a tap in the week grid": cost(_taps(leader, measured)),
    }


def _taps(client, measured: Measured):
    """Give a request that puts one parent, then the other, on a seat to come, as two leaders' thumbs would."""
    slot = measured.rota.slots.filter(on__gt=timezone.localdate()).order_by("-starts_at").first()
    url = reverse("communities:slot_seat", args=[slot.public_id, 1])
    parents = cycle(parents_on(measured.rota.community)[:2])

    def tap():
        seen = slot.assignments.live().first()
        data = {"guardian": next(parents).public_id, "seen": seen.public_id if seen else ""}
        return client.post(url, data, headers={"HX-Request": "true"})

    return tap


def cost(request) -> dict:
    """Ask many times: median milliseconds, statements of one request, bytes of its answer."""
    response = request()
    assert response.status_code == 200, response.status_code
    statements = count()
    with connection.execute_wrapper(lambda execute, *rest: (next(statements), execute(*rest))[1]):
        response = request()
    seconds = []
    for _ in range(REQUESTS):
        begin = time.perf_counter()
        request()
        seconds.append(time.perf_counter() - begin)
    return {
        "ms": statistics.median(seconds) * 1000,
        "statements": next(statements),
        "bytes": len(response.content),
    }
