"""Addresses in a Word file that one can press: what stands as an address in a cell becomes a short link."""

from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.run import Run

BEGINNINGS = ("https://", "http://")
GREEN = RGBColor(0x0B, 0x5D, 0x55)


def with_links(data: bytes) -> bytes:
    """Give the file with "Open it" that leads there in place of each paragraph that is an address and nothing else."""
    document = Document(BytesIO(data))
    for paragraph in document.element.body.iter(qn("w:p")):
        text = "".join(each.text or "" for each in paragraph.iter(qn("w:t"))).strip()
        if text.startswith(BEGINNINGS) and " " not in text:
            _link(document.part, paragraph, text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _link(part, paragraph, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    runs = paragraph.findall(qn("w:r"))
    runs[0].addprevious(link)
    link.append(runs[0])
    for run in runs[1:]:
        paragraph.remove(run)
    shown = Run(runs[0], paragraph)
    shown.text, shown.font.underline, shown.font.color.rgb = _("Open it"), True, GREEN
