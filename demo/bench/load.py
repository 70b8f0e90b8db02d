"""Several people at one real web server: what a request costs them at the 95th percentile."""

import contextlib
import http.client
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.test import Client

HOST = "127.0.0.1"
PATIENCE = 60
CSRF = "c" * 32


class Visitor:
    """One signed-in person with a connection that stays open."""

    def __init__(self, user, port: int):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self._connection = http.client.HTTPConnection(HOST, port)
        self._headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}",
            "X-CSRFToken": CSRF,
        }

    def get(self, url: str) -> float:
        """Ask for a page; give the seconds."""
        return self._ask("GET", url, None, {})

    def post(self, url: str, body: bytes, content_type: str) -> float:
        """Send something; give the seconds."""
        return self._ask("POST", url, body, {"Content-Type": content_type})

    def _ask(self, method: str, url: str, body: bytes | None, headers: dict) -> float:
        begin = time.perf_counter()
        self._connection.request(method, url, body, {**self._headers, **headers})
        response = self._connection.getresponse()
        answer = response.read()
        seconds = time.perf_counter() - begin
        if response.status != 200:
            raise RuntimeError(f"{method} {url} answered {response.status}: {answer[:200]!r}")
        return seconds


@contextlib.contextmanager
def web_server() -> Iterator[int]:
    """Serve this process's database by the same server as the demo; give its port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = ["gunicorn", "config.wsgi", f"--bind={HOST}:{port}", "--worker-class=gthread", "--workers=2"]
    command += ["--threads=4", "--log-level=warning", "--no-control-socket"]
    server = subprocess.Popen([sys.executable, "-m", *command])
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def at_once(works: list[Callable[[], float]], times: int) -> float:
    """Let everybody do the own work so often at the same time; give the 95th percentile in milliseconds.

    Once before that unmeasured: a new server reads texts and templates at the first request of each process.
    """
    with ThreadPoolExecutor(len(works)) as pool:
        list(pool.map(lambda work: work(), works))
        seconds = [each for found in pool.map(lambda work: [work() for _ in range(times)], works) for each in found]
    return statistics.quantiles(seconds, n=20)[-1] * 1000


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.2)
    raise RuntimeError("The web server did not start.")
