"""The demo: one address, one Ctrl-C, nothing left."""

import signal
import socket
import subprocess
import sys

import psutil
import pytest

from config.embedded import processes
from config.tests import runs
from demo import supervisor
from demo.management.commands import demo

ASLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def begin_demo(var):
    port = free_port()
    program = runs.begin(
        var, "manage.py", "demo", "--empty", "--port", str(port), GONGYU_PURPOSE="demo", PYTHONUNBUFFERED="1"
    )
    lines = [program.first_line]
    while "Ctrl-C" not in lines[-1]:
        lines.append(program.stdout.readline().strip())
        assert lines[-1], lines
    return program, port


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(program):
    return [program.pid, *(child.pid for child in psutil.Process(program.pid).children(recursive=True))]


def test_the_demo_serves_until_it_is_stopped_or_killed_and_leaves_nothing(var):
    for number, code, seconds in ((signal.SIGINT, 0, 0), (signal.SIGKILL, -9, 60)):
        program, port = begin_demo(var)
        assert demo.answers(f"http://127.0.0.1:{port}/")
        everybody = {*family(program), *(process.pid for process in runs.of(var))}
        assert len(everybody) > 10

        program.send_signal(number)
        program.communicate(timeout=90)
        assert program.returncode == code
        assert processes.wait_until(lambda: not any(map(psutil.pid_exists, everybody)), seconds=seconds)  # noqa: B023
        assert demo.port_problem(port) is None


def test_a_port_in_use_is_told_in_one_sentence(var):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        program = runs.begin(var, "manage.py", "demo", "--port", str(port), GONGYU_PURPOSE="demo")
        rest, _ = program.communicate(timeout=90)
    assert program.returncode == 2
    assert program.first_line.startswith(f"Port {port} is in use")
    assert rest == ""


@pytest.fixture
def signals_as_before():
    """The supervisor ends by being deaf to signals, and what a later test starts would be deaf from the first."""
    before = {number: signal.getsignal(number) for number in supervisor.STOP_SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("signals_as_before")
def test_a_part_that_ends_ends_the_others(tmp_path):
    well = supervisor.Part("The worker", ASLEEP, tmp_path / "worker.log")
    ill = supervisor.Part("The web server", [sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "web.log")
    with pytest.raises(supervisor.PartEnded, match="The web server ended with code 3"):
        supervisor.run([well, ill], note=tmp_path / "note", is_ready=lambda: False, when_ready=None)
    assert well.process.returncode == -signal.SIGTERM


def test_what_a_killed_run_left_is_ended_but_no_stranger(tmp_path):
    left, stranger = (subprocess.Popen(ASLEEP, start_new_session=True) for _ in range(2))
    note = tmp_path / "note"
    note.write_text(f"{left.pid} {psutil.Process(left.pid).create_time()}\n{stranger.pid} 1.0\n")

    supervisor.end_leftovers(note)
    assert left.poll() is not None
    assert stranger.poll() is None
    assert not note.exists()
    stranger.kill()
    stranger.wait()
