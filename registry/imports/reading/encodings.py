"""Which encoding a text file is in: Windows in China writes GBK, UTF-8 with a mark, or UTF-16."""

import codecs
import re

from .book import Unreadable

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A few bytes spoiled by an exporter that cut a name in the middle are the cleaner's matter, not ours.
SPOILED_SHARE = 0.01
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# The two-byte letters of UTF-8 (Latin with accents, Greek, Cyrillic) that GBK bytes may look like by chance.
LOOKALIKES = re.compile("[\x80-\u07ff]")


def decode(data: bytes) -> tuple[str, str]:
    """Give the text and the name of its encoding. Raises Unreadable("binary-text") when it is no text."""
    text, encoding = _decode(data)
    if len(CONTROLS.findall(text)) > SPOILED_SHARE * len(text):
        raise Unreadable("binary-text")
    return text.replace("\0", ""), encoding


def _decode(data):
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _tolerant(data.removeprefix(mark), encoding.removesuffix("-sig")), encoding
    if data.count(0) > SPOILED_SHARE * len(data):
        return _utf16_without_mark(data)
    try:
        return _gbk_in_disguise(data) or (data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _spoiled(data)


def _utf16_without_mark(data):
    """Tell the byte order by the side on which the zeros of digits, tabs and line ends stand."""
    encoding = "utf-16-le" if data[1::2].count(0) > data[0::2].count(0) else "utf-16-be"
    return _tolerant(data, encoding), encoding


def _gbk_in_disguise(data):
    """Give a short GBK text whose bytes happen to be valid UTF-8, else None."""
    text = data.decode("utf-8")
    if text.isascii() or CHINESE.search(text) or not LOOKALIKES.search(text):
        return None
    try:
        other = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return (other, "gb18030") if CHINESE.search(other) else None


def _spoiled(data):
    candidates = [(data.decode(name, "replace"), name) for name in ("gb18030", "utf-8")]
    text, encoding = min(candidates, key=lambda candidate: candidate[0].count("\ufffd"))
    if text.count("\ufffd") > SPOILED_SHARE * len(text) + 1:
        raise Unreadable("binary-text")
    return text, encoding


def _tolerant(data, encoding):
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > SPOILED_SHARE * len(text) + 1:
        raise Unreadable("binary-text")
    return text
