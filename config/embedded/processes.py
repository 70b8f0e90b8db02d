"""Small questions and orders to processes that may not be our children."""

import os
import signal
import time
from pathlib import Path

import psutil


def running(pid: int | None, is_ours) -> psutil.Process | None:
    """Give the process `pid` if it lives and `is_ours(process)`: a reused number belongs to somebody else."""
    try:
        process = psutil.Process(pid) if pid else None
        if process and process.status() != psutil.STATUS_ZOMBIE and is_ours(process):
            return process
    except psutil.Error:
        pass
    return None


def working_in(pid: int | None, directory: Path) -> psutil.Process | None:
    """Give the process `pid` if it lives and works in `directory`, as both servers do in their data."""
    return running(pid, lambda process: Path(process.cwd()) == directory)


def read_pid(file: Path) -> int | None:
    """Give the number on the first line of a pid file, or None."""
    try:
        return int(file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def end(process: psutil.Process, *, first: signal.Signals, patience: float) -> None:
    """Ask the process to stop, wait `patience` seconds, then kill it."""
    try:
        process.send_signal(first)
        process.wait(patience)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(patience)


def wait_until(condition, *, seconds: float, step: float = 0.02) -> bool:
    """Wait until `condition()` is true; False when the time is over."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(step)
    return True


def plain_environment() -> dict[str, str]:
    """Give the environment for a server: nothing of ours (PGDATA, PGPORT, LANG …) may change how it runs."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
