"""Sheets written as .ods by hand: the usual library writes another file the second time (it remembers namespaces)."""

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from demo.registers.sheets import Merge, Sheet

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
URN = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{URN}:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{URN}:office:1.0" xmlns:table="{URN}:table:1.0" xmlns:text="{URN}:text:1.0"
 office:version="1.2"><office:body><office:spreadsheet>
%s
</office:spreadsheet></office:body></office:document-content>"""


def ods_parts(sheets: list[Sheet]) -> dict[str, str]:
    """Give the parts of the archive by name; the kind of file comes first, as the format demands."""
    tables = "\n".join(map(_table, sheets))
    return {"mimetype": MIMETYPE, "META-INF/manifest.xml": MANIFEST, "content.xml": CONTENT % tables}


def _table(sheet: Sheet) -> str:
    hidden = sheet.covered()
    spans = {(merge.top, merge.left): merge for merge in sheet.merges}
    rows = []
    for number, row in enumerate(sheet.rows):
        padded = [*row, *[None] * (sheet.width - len(row))]
        cells = [
            "<table:covered-table-cell/>" if (number, column) in hidden else _cell(value, spans.get((number, column)))
            for column, value in enumerate(padded)
        ]
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f"<table:table table:name={quoteattr(sheet.name)}>{''.join(rows)}</table:table>"


def _cell(value, merge: Merge | None) -> str:
    spans = ""
    if merge:
        spans = (
            f' table:number-columns-spanned="{merge.right - merge.left + 1}"'
            f' table:number-rows-spanned="{merge.bottom - merge.top + 1}"'
        )
    if value is None:
        return f"<table:table-cell{spans}/>"
    kind = 'office:value-type="string"'
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    elif isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    return f"<table:table-cell{spans} {kind}>{_words(value)}</table:table-cell>"


def _words(value) -> str:
    return f"<text:p>{escape(str(value))}</text:p>"
