"""Run several programs as one: start them together, stop them together, leave none behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from config.embedded import processes

PATIENCE = 15  # seconds that a part may take to finish what it is doing
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """Somebody asked us to stop; not an Exception, so that no handler on the way swallows it."""


class PartEnded(Exception):
    """A part ended by itself; the text is one sentence."""


@dataclass
class Part:
    """One program: what people call it, how it starts, where its words go."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C at the terminal is for us, and we tell it."""
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )

    def signal_all(self, number: int) -> None:
        """Send a signal to the program and all it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def check(self) -> None:
        """Raise PartEnded when it has ended."""
        code = self.process.poll()
        if code is not None:
            how = f"by signal {-code}" if code < 0 else f"with code {code}"
            raise PartEnded(f"{self.name} ended {how}, so everything stops; its last words are in {self.log}.")


def raise_on_stop_signals() -> None:
    """Let the signals that ask for an end raise Stop, also where a shell has told us to ignore Ctrl-C."""
    for number in STOP_SIGNALS:
        signal.signal(number, _raise_stop)


def run(parts: list[Part], *, note: Path, when_ready, is_ready) -> None:
    """Run the parts until somebody asks to stop (raises Stop) or one of them ends (raises PartEnded).

    The file `note` says which processes run, for the next start should we be killed.
    """
    try:
        for part in parts:
            part.start()
        started = [psutil.Process(part.process.pid) for part in parts]
        note.write_text("".join(f"{process.pid} {process.create_time()}\n" for process in started))
        told = False
        while True:
            for part in parts:
                part.check()
            if not told and is_ready():
                when_ready()
                told = True
            time.sleep(0.2)
    finally:
        stop(parts)


def stop(parts: list[Part]) -> None:
    """Ask every part to finish, wait a while, then end what is left; a second Ctrl-C ends the waiting."""
    parts = [part for part in parts if part.process]
    for part in parts:
        part.process.send_signal(signal.SIGTERM)
    with contextlib.suppress(Stop):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and any(part.process.poll() is None for part in parts):
            time.sleep(0.05)
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    for part in parts:
        part.signal_all(signal.SIGKILL)
        part.process.wait()


def end_leftovers(note: Path) -> None:
    """End what a killed run left; a process that began at another moment only bears the same number."""
    lines = note.read_text().split("\n") if note.exists() else []
    for pid, began in (line.split() for line in lines if line):
        with contextlib.suppress(psutil.Error, ProcessLookupError):
            process = psutil.Process(int(pid))
            if process.create_time() == float(began):
                processes.end(process, first=signal.SIGTERM, patience=PATIENCE)
                os.killpg(process.pid, signal.SIGKILL)
    note.unlink(missing_ok=True)


def _raise_stop(*_) -> None:
    raise Stop


def _end_with_parent() -> None:
    """Ask the kernel to end this child when we are killed (on Linux; elsewhere the parts stay)."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
