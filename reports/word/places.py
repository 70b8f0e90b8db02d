"""Where in a Word file something stands: its paragraphs in order, as people count and read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

PARAGRAPH, ROW, TEXT = qn("w:p"), qn("w:tr"), qn("w:t")
LONGEST_QUOTE = 40
BODY, HEADER, FOOTER = "body", "header", "footer"


@dataclass(frozen=True)
class Place:
    """One paragraph: in which part, the how manieth there, what it says, and whether it is in a table."""

    part: str
    number: int
    text: str
    is_in_table: bool = False

    @property
    def quote(self) -> str:
        """The text, short enough for a message."""
        text = " ".join(self.text.split())
        return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def parts_of(data: bytes) -> list[list[Place]]:
    """Give the paragraphs of the body, then of each header and footer."""
    document = Document(BytesIO(data))
    found = [list(_places(BODY, document.element.body))]
    for kind, name in ((RELATIONSHIP_TYPE.HEADER, HEADER), (RELATIONSHIP_TYPE.FOOTER, FOOTER)):
        related = [rel.target_part for rel in document.part.rels.values() if rel.reltype == kind]
        found += [list(_places(name, part.element)) for part in related]
    return found


def _places(part: str, element) -> Iterator[Place]:
    for number, paragraph in enumerate(element.iter(PARAGRAPH), 1):
        # A text box stands inside a paragraph and has paragraphs of its own.
        own = (each for each in paragraph.iter(TEXT) if next(each.iterancestors(PARAGRAPH)) is paragraph)
        is_in_table = next(paragraph.iterancestors(ROW), None) is not None
        yield Place(part, number, "".join(each.text or "" for each in own), is_in_table)
