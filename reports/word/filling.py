"""Fill a Word template with a report."""

from collections.abc import Sequence
from io import BytesIO

from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from reports.kinds import Gathered, Table
from reports.word.language import Fields

TABLE, GRID, COLUMN, ROW = qn("w:tbl"), qn("w:tblGrid"), qn("w:gridCol"), qn("w:tr")
CELL, CELL_PROPERTIES, CELL_WIDTH = qn("w:tc"), qn("w:tcPr"), qn("w:tcW")
PARAGRAPH, TEXT, WIDTH, TYPE = qn("w:p"), qn("w:t"), qn("w:w"), qn("w:type")
STYLE_MARK = qn("w:cnfStyle")


def filled(template: bytes, context: dict, gathered: Gathered) -> bytes:
    """Give the .docx. Raises jinja2.TemplateError, or lxml's XMLSyntaxError when the fields tear the file apart."""
    document = _Filling(BytesIO(template), gathered.tables)
    document.render(context, Fields(), autoescape=True)
    document.docx.core_properties.title = gathered.title
    document.docx.core_properties.author = context["school"]
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Filling(DocxTemplate):
    """docxtpl, which mends what it can; here a torn file is an error, and tables get the widths of their columns."""

    def __init__(self, file, tables: Sequence[Table]):
        super().__init__(file)
        self.widths = {tuple(c.label for c in t.columns): [c.width for c in t.columns] for t in tables}

    def fix_tables(self, xml):
        etree.fromstring(xml, parser=etree.XMLParser(resolve_entities=False))
        tree = super().fix_tables(xml)
        for table in tree.iter(TABLE):
            self._set_widths(table)
        for cell in tree.iter(CELL):
            if not len(cell) or cell[-1].tag != PARAGRAPH:
                etree.SubElement(cell, PARAGRAPH)  # Word calls a cell that does not end so damaged
        return tree

    def _set_widths(self, table) -> None:
        """Give the columns of a table that prints one of ours their shares of its width."""
        rows = table.findall(ROW)
        heads = tuple(_text(cell) for cell in rows[0].findall(CELL)) if rows else ()
        shares = self.widths.get(heads)
        columns = table.find(GRID).findall(COLUMN)
        if not shares or len(columns) != len(shares):
            return
        whole = sum(int(column.get(WIDTH) or 0) for column in columns)
        widths = [str(whole * share // sum(shares)) for share in shares]
        for column, width in zip(columns, widths, strict=True):
            column.set(WIDTH, width)
        for row in rows:
            cells = row.findall(CELL)
            for cell, width in zip(cells, widths, strict=True) if len(cells) == len(widths) else ():
                _set_width(cell, width)


def _set_width(cell, width: str) -> None:
    properties = cell.find(CELL_PROPERTIES)
    if properties is None:
        properties = etree.Element(CELL_PROPERTIES)
        cell.insert(0, properties)
    for old in properties.findall(CELL_WIDTH):
        properties.remove(old)
    # Word wants its order: the mark of the table's style comes first.
    place = 1 if len(properties) and properties[0].tag == STYLE_MARK else 0
    properties.insert(place, etree.Element(CELL_WIDTH, {WIDTH: width, TYPE: "dxa"}))


def _text(cell) -> str:
    return "".join(each.text or "" for each in cell.iter(TEXT))
