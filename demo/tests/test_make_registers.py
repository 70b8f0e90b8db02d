"""The committed samples are what the command writes."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from demo.registers.samples import samples

FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "registers"
LARGEST = 25_000  # bytes


def content(data: bytes):
    """Give what a file holds: an archive's parts, because machines compress differently."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("registers")
    call_command("make_registers", to=folder, stdout=io.StringIO())
    return folder


@pytest.mark.parametrize("name", [*(sample.name for sample in samples()), "README.md"])
def test_the_committed_file_is_the_one_that_is_made(name, written):
    assert content((written / name).read_bytes()) == content((FIXTURES / name).read_bytes())


def test_nothing_else_lies_among_the_samples(written):
    assert {path.name for path in FIXTURES.iterdir()} == {path.name for path in written.iterdir()}


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_samples_are_small(sample):
    assert len(sample.rows or sample.pupils) <= 60
    assert (FIXTURES / sample.name).stat().st_size < LARGEST
