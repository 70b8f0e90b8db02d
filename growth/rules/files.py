"""What a file is by its content, whatever its name says, and how large its kind may be."""

from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from core.uploads import MACROS, PARTS

MB = 1024 * 1024
BEGINNINGS = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png", b"ID3": ".mp3"}
OFFICE = PARTS | {"ppt/presentation.xml": ".pptx"}
# Megabytes by kind; a lesson on video is the largest.
MOST = {".pdf": 50, ".docx": 50, ".xlsx": 20, ".pptx": 100, ".jpg": 10, ".png": 10, ".mp3": 50, ".mp4": 300}


def kind_of(file: BinaryIO) -> str | None:
    """Give the suffix that the content asks for, None for what is not kept; reads the beginning and no more.

    Office files with macros are not kept. Leaves the file at its beginning.
    """
    file.seek(0)
    head = file.read(16)
    kind = next((suffix for beginning, suffix in BEGINNINGS.items() if head.startswith(beginning)), None)
    if kind is None and head[4:8] == b"ftyp":
        kind = ".mp4"
    if kind is None and len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        kind = ".mp3"  # a frame of MPEG layer III without a tag before it
    if head.startswith(b"PK"):
        kind = _office_kind(file)
    file.seek(0)
    return kind


def _office_kind(file: BinaryIO) -> str | None:
    try:
        names = set(ZipFile(file).namelist())
    except (BadZipFile, ValueError, OSError):
        return None
    if any(name.endswith(MACROS) for name in names):
        return None
    return next((suffix for part, suffix in OFFICE.items() if part in names), None)


def too_large(kind: str, size: int) -> int | None:
    """Give the most megabytes of the kind where the file has more; None where it fits."""
    return MOST[kind] if size > MOST[kind] * MB else None
