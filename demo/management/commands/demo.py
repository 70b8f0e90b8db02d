"""./portal demo: prepare the demo district and serve it until Ctrl-C."""

import errno
import os
import shutil
import socket
import sys
import urllib.error
import urllib.request

from django.core.management import BaseCommand, call_command, get_commands
from django.db import OperationalError

from config import embedded
from config.embedded import places, sharing
from demo import supervisor

HOST = "127.0.0.1"
NOTE = "demo-processes"
DISK_NEEDED = 200  # MB, for the database and its journal


class Refused(Exception):
    """The demo cannot run; the text is one sentence."""


class Command(BaseCommand):
    """Check, prepare, serve; code 0 when stopped as asked, 1 when a part ended, 2 when it cannot run."""

    help = "Prepares the demo district and starts web, worker and beat."
    requires_system_checks = ()  # a person who wants to look must not be stopped by a style of ours

    def add_arguments(self, parser):
        """Add --port, --prepare-only and --empty."""
        parser.add_argument("--port", type=int, default=8000, help="port at 127.0.0.1 (8000)")
        parser.add_argument("--prepare-only", action="store_true", help="prepare the data, then end")
        parser.add_argument("--empty", action="store_true", help="a portal without the demo district")

    def handle(self, *, port, prepare_only, empty, **options):
        """Run the demo and turn how it ended into an exit code."""
        supervisor.raise_on_stop_signals()
        try:
            self.check_machine(port=None if prepare_only else port)
            self.prepare(empty=empty)
            if not prepare_only:
                self.serve(port)
        except supervisor.Stop:
            self.say("Stopped.")
        except supervisor.PartEnded as error:
            self.end(error, code=1)
        except (Refused, embedded.EmbeddedError, OperationalError) as error:
            self.end(error, code=2)

    def check_machine(self, *, port: int | None) -> None:
        """Raise Refused unless the disk has room, no other demo runs here and the port is free; end leftovers."""
        directory = places.var_dir()
        free = shutil.disk_usage(directory).free // 2**20
        if free < DISK_NEEDED:
            raise Refused(f"The disk is full: {free} MB are free at {directory}, {DISK_NEEDED} MB are needed.")
        # Held until this process ends, however it ends.
        if not sharing.try_lock(sharing.open_lock(directory, "demo", "only-one")):
            raise Refused("A demo runs here already; stop it first (Ctrl-C in its terminal).")
        supervisor.end_leftovers(directory / NOTE)
        if port is not None and (problem := port_problem(port)):
            raise Refused(problem)

    def prepare(self, *, empty: bool) -> None:
        """Bring the tables up to date and, in an empty portal, load the demo district."""
        self.say("Preparing …")
        call_command("migrate", interactive=False, verbosity=0)
        if not empty and "load_demo" in get_commands() and is_empty():
            call_command("load_demo", stdout=self.stdout)

    def serve(self, port: int) -> None:
        """Serve until somebody stops us."""
        address = f"http://{HOST}:{port}/"
        supervisor.run(
            parts(port),
            note=places.var_dir() / NOTE,
            is_ready=lambda: answers(address),
            when_ready=lambda: self.say(f"Gongyu 共育 runs at {address} – Ctrl-C stops it."),
        )

    def say(self, words: str) -> None:
        """Print a line now, also into a pipe."""
        self.stdout.write(words)
        self.stdout.flush()

    def end(self, error: Exception, *, code: int) -> None:
        """Print one sentence and end."""
        self.stderr.write(" ".join(str(error).split()))
        sys.exit(code)


def is_empty() -> bool:
    """Say whether the portal knows no school yet."""
    from schools.models import School

    return not School.objects.exists()


def parts(port: int) -> list[supervisor.Part]:
    """Give the programs of the portal, one of each: enough for a demo on a small machine."""
    logs = places.var_dir()
    web = ["gunicorn", "config.wsgi", f"--bind={HOST}:{port}", "--worker-class=gthread", "--workers=2"]
    web += ["--threads=4", "--graceful-timeout=5", "--log-level=warning", "--no-control-socket"]
    celery = ["celery", "--app=config", "--quiet"]
    worker = [
        *celery,
        "worker",
        "--concurrency=2",
        "--loglevel=warning",
        "--without-gossip",
        "--without-mingle",
    ]
    beat = [*celery, "beat", "--loglevel=warning", "--pidfile=", f"--schedule={logs / 'beat-schedule'}"]
    return [
        supervisor.Part("The web server", [sys.executable, "-m", *web], logs / "web.log"),
        supervisor.Part("The background worker", [sys.executable, "-m", *worker], logs / "worker.log"),
        supervisor.Part("The scheduler", [sys.executable, "-m", *beat], logs / "beat.log"),
    ]


def port_problem(port: int) -> str | None:
    """Say in one sentence why the port cannot be used; None when it can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OverflowError:
            return f"{port} is no port; use a number from 1024 to 65535."
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {port} is in use; stop the other program or run ./portal demo --port {port + 1}."
            return f"Port {port} cannot be used: {os.strerror(error.errno)}."
    return None


def answers(address: str) -> bool:
    """Say whether the web server serves pages."""
    try:
        urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  # our own address
    except urllib.error.HTTPError:
        return True  # a page, if an unhappy one: its words are better than ours
    except OSError:
        return False
    return True
