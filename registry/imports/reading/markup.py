"""Pages and XML that were named .xls: which of them a text is, and who reads it."""

import email
import email.policy
import re

from . import html_tables, xml2003
from .book import Unreadable
from .encodings import decode

READERS = {"html": html_tables.read, "xml2003": xml2003.read}

HTML = re.compile(r"<(?:html|table|body|tbody|thead|tr|head|meta|style|div|!doctype\s+html)\b", re.IGNORECASE)


def kind_of(text: str) -> str | None:
    """Give "html" or "xml2003", or None for a text that only happens to hold angle brackets."""
    start = text[:4096].lstrip("\ufeff \t\r\n\x00")
    if not start.startswith("<"):
        return None
    if "urn:schemas-microsoft-com:office:spreadsheet" in text[:16_384] and "Workbook" in text[:16_384]:
        return "html" if HTML.match(start) else "xml2003"
    return "html" if HTML.search(start) else None


def is_web_archive(text: str) -> bool:
    """Tell whether this is a page that Excel saved as one file (.mht)."""
    start = text[:2048].lstrip().lower()
    return start.startswith(("mime-version:", "from:")) and "multipart/related" in start


def page_of_web_archive(data: bytes) -> tuple[str, str]:
    """Give the text of the page with the most rows, and its encoding. Raises Unreadable."""
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    pages = [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html"]
    if not any(pages):
        raise Unreadable("no-table")
    return decode(max(pages, key=lambda page: page.lower().count(b"<tr")))
