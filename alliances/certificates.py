"""The certificate of exchange time as a Word file: it counts as teaching in a remote school (R-14, G5.3.5.6)."""

from io import BytesIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from alliances.models import Stint
from alliances.rules.exchange import DurationRule, Served

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "宋体"
TITLE, TEXT = Pt(22), Pt(14)
A4 = Cm(21), Cm(29.7)


def facts(stint: Stint, served: Served | None) -> list[tuple[str, str]]:
    """Give what the certificate says, in the language of the moment; the print page shows the same."""
    rows = [
        (_("Name"), stint.person.name),
        (_("Home school"), stint.home.name),
        (_("Host school"), stint.host.name),
        (_("Went as"), stint.get_kind_display()),
        (_("Subject"), stint.subject or "–"),
        (_("From"), date_format(stint.from_on, "DATE_FORMAT")),
        (_("Until"), date_format(stint.last_on, "DATE_FORMAT")),
    ]
    return rows + ([(_("Exchange time so far"), length_words(served.rule, served.so_far))] if served else [])


def length_words(rule: str, number: int) -> str:
    """Say "2 terms", "12 months", "1 school year"."""
    words = {
        DurationRule.TWO_TERMS: _("%(n)s terms"),
        DurationRule.TWELVE_MONTHS: _("%(n)s months"),
        DurationRule.SEPTEMBER_TO_JULY: _("%(n)s school years"),
    }
    return words[DurationRule(rule)] % {"n": number}


def word(stint: Stint, served: Served | None) -> bytes:
    """Give the .docx."""
    document = Document()
    document.sections[0].page_width, document.sections[0].page_height = A4
    document.core_properties.title = _("Certificate of exchange time")
    document.core_properties.author = stint.alliance.name
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, TEXT
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(_("Certificate of exchange time")).font.size = TITLE
    _add_facts(document, facts(stint, served))
    document.add_paragraph()
    document.add_paragraph(said())
    document.add_paragraph()
    seal = _("(seal)")
    for who in (stint.home.name, stint.host.name, stint.alliance.name):
        document.add_paragraph(f"{who}{seal}")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def said() -> str:
    return _("In title evaluation this time counts as teaching in a remote school (G5.3.5.6).")


def _add_facts(document, rows: list[tuple[str, str]]) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
        cells[0].width, cells[1].width = Cm(5), Cm(11)
