import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.imports.reading import Unreadable, read_workbook

from . import builders

SHEET = "xl/worksheets/sheet1.xml"


def with_part(data, name, change):
    """Give the archive with one part changed."""
    result = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.namelist():
            content = source.read(entry)
            target.writestr(entry, change(content) if entry == name else content)
    return result.getvalue()


def code_of(data):
    with pytest.raises(Unreadable) as caught:
        read_workbook(data)
    return caught.value.code


def test_a_zip_bomb_is_refused_by_its_directory():
    assert code_of(with_part(builders.xlsx(), SHEET, lambda _: b" " * (600 << 20))) == "too-large"


def test_an_archive_that_lies_about_sizes_is_refused():
    data = with_part(builders.xlsx(), SHEET, lambda xml: xml + b" " * 5_000_000)
    real = (5_000_000 + len(zipfile.ZipFile(BytesIO(builders.xlsx())).read(SHEET))).to_bytes(4, "little")
    assert real in data
    assert code_of(data.replace(real, (2000).to_bytes(4, "little"))) == "damaged"


def test_two_cells_in_far_corners_are_refused_before_anything_is_reserved():
    def change(book):
        book.active["XFD1"] = "x"
        book.active["A1048576"] = "y"

    assert code_of(builders.xlsx(change=change)) == "too-large"


@pytest.mark.parametrize("row", [b"99999999", b"4294967295", b"18446744073709551615"])
@pytest.mark.parametrize("cell", [b"A1", b"B2", b"C3"])
def test_a_cell_that_claims_a_row_beyond_every_sheet_is_refused(cell, row):
    reference = b'<c r="%s"' % cell
    data = with_part(builders.xlsx(), SHEET, lambda xml: xml.replace(reference, b'<c r="%s%s"' % (cell[:1], row)))
    assert code_of(data) in {"damaged", "too-large"}


@pytest.mark.parametrize("record", [b"\x00\x02\x0e\x00", b"\xfc\x00"], ids=["dimensions", "strings"])
def test_sizes_that_an_xls_claims_without_having_them_are_refused(record):
    data = builders.xls()
    place = data.rindex(record) + (4 if len(record) == 4 else 8)
    assert code_of(data[:place] + b"\xf0\xff\xff\xff" + data[place + 4 :]) == "damaged"


def test_a_dimension_that_claims_everything_is_ignored():
    data = with_part(builders.xlsx(), SHEET, lambda xml: xml.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"'))
    assert read_workbook(data).sheets[0].rows == builders.ROWS


def test_a_million_blank_formatted_rows_cost_nothing():
    blank = b"".join(b'<row r="%d" ht="14"><c r="A%d" s="0"/></row>' % (n, n) for n in range(4, 1_000_000))
    data = with_part(builders.xlsx(), SHEET, lambda xml: xml.replace(b"</sheetData>", blank + b"</sheetData>"))
    assert len(read_workbook(data).sheets[0].rows) == 3


def test_repetitions_in_an_ods_are_refused_where_they_hold_something():
    full = builders.ods(change=lambda table: table.addElement(repeated_row("x")))
    assert code_of(full) == "too-large"
    blank = builders.ods(change=lambda table: table.addElement(repeated_row(None)))
    assert read_workbook(blank).sheets[0].rows == builders.ROWS


@pytest.mark.parametrize("broken", [b"</table:ta)le>", b"</tab9e>", b""])
def test_a_table_that_never_ends_does_not_hang(broken):
    change = with_part(builders.ods(), "content.xml", lambda xml: xml.replace(b"</table:table>", broken))
    assert code_of(change) == "damaged"


def repeated_row(value):
    row = builders.odf.table.TableRow(numberrowsrepeated=1_048_000)
    row.addElement(builders.ods_cell(value, numbercolumnsrepeated=1000))
    return row


def test_entities_in_a_workbook_are_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    data = with_part(builders.xlsx(), "xl/workbook.xml", lambda xml: bomb + xml.replace("花名册".encode(), b"&b;"))
    try:
        names = [sheet.name for sheet in read_workbook(data).sheets]
    except Unreadable as error:
        names = [error.code]
    assert all(len(name) < 20 for name in names)


def test_an_encrypted_xls_asks_for_the_password():
    data = builders.xls()
    place = data.index(b"\x5c\x00\x70\x00")  # the record of the user's name becomes one that says "encrypted"
    assert code_of(data[:place] + b"\x2f\x00" + data[place + 2 :]) == "password"


def test_an_encrypted_xlsx_asks_for_the_password():
    import xlwt.CompoundDoc

    stream = BytesIO()
    xlwt.CompoundDoc.XlsDoc().save(stream, b"\0" * 5000)
    named = stream.getvalue().replace("Workbook".encode("utf-16-le"), "Encrypte".encode("utf-16-le"))
    place = named.index("Encrypte".encode("utf-16-le"))
    name = "EncryptedPackage".encode("utf-16-le") + b"\0\0"
    data = named[:place] + name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + named[place + 66 :]
    assert code_of(data) == "password"


def test_an_encrypted_ods_asks_for_the_password():
    manifest = "META-INF/manifest.xml"
    assert code_of(with_part(builders.ods(), manifest, lambda xml: xml + b"<manifest:encryption-data/>")) == "password"


def test_a_document_of_another_program_is_named():
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        archive.writestr("word/document.xml", "x")
    with pytest.raises(Unreadable) as caught:
        read_workbook(result.getvalue())
    assert (caught.value.code, caught.value.details) == ("not-a-workbook", {"found": "document"})


def read_or_refuse(data):
    with suppress(Unreadable):
        read_workbook(data)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"\xff\xfe"]),
)
def test_noise_is_read_or_refused_never_more(noise, start):
    read_or_refuse(start + noise)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from([builders.xlsx(), builders.xls(), builders.ods(), builders.page(), builders.xml2003()]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=20),
    st.floats(0.2, 1),
)
def test_spoiled_workbooks_are_read_or_refused_never_more(data, spots, share):
    spoiled = bytearray(data[: int(len(data) * share)])
    for place, value in spots:
        spoiled[int(place * len(spoiled))] = value
    read_or_refuse(bytes(spoiled))


@pytest.mark.parametrize("letters", ["Z", "AA", "AB", "BS", "ZY", "ZZ", "AAA", "XFD"])
def test_the_extent_finds_the_column_furthest_out(letters):
    from registry.imports.reading.parts import column_index
    from registry.imports.reading.xlsx_parts import WIDEST, _Extent

    extent = _Extent()
    extent.add(b'<row r="1"><c r="A1"><v>1</v></c><c r="%s1"><v>1</v></c><c r="AA1"/></row>' % letters.encode())
    wanted = WIDEST if len(letters) == 3 else max(column_index(letters), 26) + 1
    assert (extent.rows, extent.columns) == (1, wanted)
