"""The QR on a slip."""

import segno

# Any of the eight patterns can be read; trying all of them for the prettiest would take most of the time.
PATTERN = 3


def svg_data_uri(text: str) -> str:
    """Give the QR of a text as an SVG for an <img>."""
    return segno.make(text, error="m", mask=PATTERN, micro=False).svg_data_uri(border=2, scale=2, xmldecl=False)
