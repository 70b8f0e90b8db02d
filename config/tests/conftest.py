"""A directory of its own for the servers that a test starts."""

import shutil
import tempfile
from pathlib import Path

import pytest

from config.embedded import processes
from config.tests import runs


@pytest.fixture
def var():
    """Give a directory that the server's user can enter too; its processes and files are gone afterwards."""
    directory = Path(tempfile.mkdtemp(prefix="gongyu “it's” a test ")).resolve()
    directory.chmod(0o755)
    yield directory
    clean(directory)


def clean(directory: Path) -> None:
    """End every process of the directory and delete it, with the data that moved elsewhere."""
    elsewhere = [Path(file.read_text()) for file in directory.glob("**/postgres.home")]
    processes.wait_until(lambda: not runs.of(directory), seconds=3)
    for place in (*elsewhere, directory):
        for process in runs.of(place):
            process.kill()
        shutil.rmtree(place, ignore_errors=True)
