"""Addresses in a Word file that one can press: what stands as an address in a cell becomes a link."""

from io import BytesIO

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

BEGINNINGS = ("https://", "http://")


def with_links(data: bytes) -> bytes:
    """Give the file with a link round each paragraph of a table that is an address and nothing else."""
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
    for run in runs:
        link.append(run)
