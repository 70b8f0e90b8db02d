"""Small Word files that invented teachers hand in."""

import io
import zipfile
from functools import cache
from uuid import uuid4
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/></Types>'
)
LINKS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def paper(*lines: str) -> ContentFile:
    """Give a Word file with these paragraphs, under a name that says nothing."""
    return ContentFile(_word(lines), name=f"{uuid4().hex}.docx")


@cache
def _word(lines: tuple[str, ...]) -> bytes:
    """Write the three parts that a Word file must have: a whole template would take longer than all the rest."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{paragraphs}</w:body></w:document>"
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in (("[Content_Types].xml", TYPES), ("_rels/.rels", LINKS), ("word/document.xml", text)):
            file.writestr(name, part)
    return kept.getvalue()
