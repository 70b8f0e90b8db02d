"""Is it a Word file, and is it safe to open? Decided by content, before anything is unpacked or parsed."""

import zipfile
import zlib
from io import BytesIO

MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 40 * 1024 * 1024
MAX_PART_BYTES = 2 * 1024 * 1024  # of markup: a long template has some 100 kB
MAX_ENTRIES = 500
MAIN = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, OSError, ValueError, RuntimeError)


class Unusable(Exception):
    """The file cannot be a template; `code` says why.

    Codes: "empty", "old-word", "password", "not-word", "damaged", "too-large", "macros", "linked", "entities".
    """

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def check_package(data: bytes) -> None:
    """Raise Unusable unless these are the bytes of a .docx that is safe to open."""
    if not data:
        raise Unusable("empty")
    if len(data) > MAX_FILE_BYTES:
        raise Unusable("too-large")
    if data.startswith(OLE):
        # An encrypted .docx has the same wrapping as an old .doc, and holds a part of this name.
        raise Unusable("password" if "EncryptedPackage".encode("utf-16-le") in data else "old-word")
    if not data.startswith(b"PK"):
        raise Unusable("not-word")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_parts(archive)
    except BROKEN as error:
        raise Unusable("damaged") from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if MAIN not in names or "[Content_Types].xml" not in names:
        raise Unusable("not-word")
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise Unusable("too-large")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unusable("macros")
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            _check_markup(archive, entry)


def _check_markup(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MAX_PART_BYTES:
        raise Unusable("too-large")
    with archive.open(entry) as part:
        markup = part.read(MAX_PART_BYTES + 1)  # what the directory promises may be a lie
    if len(markup) > MAX_PART_BYTES:
        raise Unusable("too-large")
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup:
        raise Unusable("entities")
    if entry.filename.endswith(".rels") and _links_outside(markup):
        raise Unusable("linked")


def _links_outside(markup: bytes) -> bool:
    """Tell whether opening the file would fetch something from elsewhere; a hyperlink waits for a click."""
    relations = markup.split(b"<Relationship ")
    return any(b'TargetMode="External"' in each and b"/hyperlink" not in each for each in relations)
