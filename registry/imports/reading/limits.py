"""What we refuse to unpack. Far above any school's register, far below what would hurt the worker."""

from .book import Unreadable

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_MARKUP = 32 * 1024 * 1024  # characters of a page, whose tree takes many times as much
MAX_ZIP_ENTRIES = 5_000
MAX_SHEETS = 500
MAX_ROWS = 200_000
MAX_CELLS = 6_000_000  # rows × columns of one sheet: 80,000 pupils in the 71-column template


def refuse_vast(*, rows: int, columns: int, sheet: str = "") -> None:
    """Raise Unreadable("too-large") when a sheet spans more cells than we hold in memory."""
    if rows > MAX_ROWS or rows * columns > MAX_CELLS:
        raise Unreadable("too-large", sheet=sheet, rows=rows, columns=columns)


def refuse_long_markup(text: str) -> None:
    """Raise Unreadable("too-large") for a page whose tree would not fit."""
    if len(text) > MAX_MARKUP:
        raise Unreadable("too-large", bytes=len(text))
