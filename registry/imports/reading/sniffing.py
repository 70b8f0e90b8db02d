"""What a file really is, whatever its name says."""

import re
import zipfile
from io import BytesIO

from . import limits
from .book import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = {
    b"%PDF": "pdf",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"BM": "image",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"SQLite format 3": "database",
    b"{\\rtf": "document",
}
TEXT_STARTS_ALIKE = (b"BM",)


def container(data: bytes) -> str:
    """Give "zip", "ole", "biff" (a bare stream of an old Excel) or "text".

    Raises Unreadable for an empty file, one beyond the limit, and kinds that never hold a table.
    """
    if not data.strip(b"\0\t\r\n "):
        raise Unreadable("empty-file")
    if len(data) > limits.MAX_FILE_BYTES:
        raise Unreadable("too-large", bytes=len(data))
    if data[:2] == b"PK" and data[2:4] in (b"\3\4", b"\5\6", b"\7\x08"):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if re.match(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00", data):
        return "biff"
    _refuse_foreign(data)
    return "text"


def _refuse_foreign(data):
    for start, found in FOREIGN.items():
        if data.startswith(start) and (start not in TEXT_STARTS_ALIKE or b"\0" in data[:64]):
            raise Unreadable("not-a-workbook", found=found)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Give the archive after looking at what its directory promises. Raises Unreadable, BadZipFile, ValueError."""
    archive = zipfile.ZipFile(BytesIO(data))
    entries = archive.infolist()
    if len(entries) > limits.MAX_ZIP_ENTRIES:
        raise Unreadable("too-large", entries=len(entries))
    if sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED_BYTES:
        raise Unreadable("too-large", bytes=sum(entry.file_size for entry in entries))
    return archive


def zip_kind(archive: zipfile.ZipFile) -> str:
    """Give "xlsx" or "ods". Raises Unreadable for other archives."""
    names = set(parts_by_name(archive))
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and ("mimetype" in names or "meta-inf/manifest.xml" in names):
        return _ods_or_other(archive)
    if "xl/workbook.bin" in names:
        raise Unreadable("unsupported-format", found="xlsb")
    found = next((kind for part, kind in ZIPPED.items() if any(n.startswith(part) for n in names)), "archive")
    raise Unreadable("not-a-workbook", found=found)


def parts_by_name(archive: zipfile.ZipFile) -> dict[str, str]:
    """Give the names in the archive by how a reader looks for them; some exporters write backslashes and capitals."""
    return {name.replace("\\", "/").lower().lstrip("/"): name for name in archive.namelist()}


ZIPPED = {"word/": "document", "ppt/": "presentation", "index/": "numbers"}


def _ods_or_other(archive):
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise Unreadable("password")
    if "mimetype" in archive.namelist():
        with archive.open("mimetype") as part:
            mimetype = part.read(200)
        if b"spreadsheet" not in mimetype:
            raise Unreadable("not-a-workbook", found="document")
    return "ods"
