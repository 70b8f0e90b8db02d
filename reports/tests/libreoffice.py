"""Files opened in LibreOffice: fixtures for every app."""

import os
import shutil
import subprocess

import pytest
from pypdf import PdfReader

PATIENCE = 180  # seconds; the first start of LibreOffice makes its profile


@pytest.fixture(scope="session")
def soffice():
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice is not installed.")
    return program


@pytest.fixture
def pages_of(soffice, tmp_path):
    """Give a function that makes PDFs of files in one start of LibreOffice: name → bytes gives name → texts of pages."""

    def read(files: dict[str, bytes]) -> dict[str, list[str]]:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        done = subprocess.run([*command, *files], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE)
        made = {name: (tmp_path / name).with_suffix(".pdf") for name in files}
        missing = [name for name, path in made.items() if not path.exists()]
        assert missing == [], done.stdout + done.stderr
        return {name: [page.extract_text() for page in PdfReader(path).pages] for name, path in made.items()}

    return read
