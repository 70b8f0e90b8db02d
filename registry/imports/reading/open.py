from . import binary, delimited, markup, sniffing
from .book import Sheet, Unreadable, Workbook
from .encodings import decode


def read_workbook(data: bytes) -> Workbook:
    """Give every sheet of a file, hidden ones too, whatever its name claimed it to be.

    Raises Unreadable with a code; nothing else, whatever the bytes.
    """
    try:
        workbook = READERS[sniffing.container(data)](data)
    except (MemoryError, RecursionError) as error:
        raise Unreadable("too-large") from error
    if not any(sheet.rows for sheet in workbook.sheets):
        raise Unreadable("empty-file")
    return workbook


def _read_text(data: bytes) -> Workbook:
    text, encoding = decode(data)
    if markup.is_web_archive(text):
        text, encoding = markup.page_of_web_archive(data)
    kind = markup.kind_of(text)
    if kind:
        return Workbook(kind=kind, sheets=markup.READERS[kind](text), encoding=encoding)
    kind, rows = delimited.read(text)
    return Workbook(kind=kind, sheets=[Sheet(name="", rows=rows, is_text=True, knows_merges=False)], encoding=encoding)


READERS = {"zip": binary.read_zip, "ole": binary.read_ole, "biff": binary.read_ole, "text": _read_text}
