"""Small files of every kind, built from rows."""

import csv
from io import BytesIO, StringIO

import odf.table
import odf.text
import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet

ROWS = [["姓名", "性别", "班级"], ["罗小禾", "女", "三年级2班"], ["麦田", "男", "三年级2班"]]


def xlsx(rows=ROWS, *, merges=(), name="花名册", change=lambda book: None):
    """Give .xlsx bytes; `change` may alter the openpyxl workbook before saving."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merges:
        sheet.merge_cells(area)
    change(book)
    return saved(book)


def xls(rows=ROWS, *, change=lambda sheet: None):
    book = xlwt.Workbook()
    sheet = book.add_sheet("花名册")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    change(sheet)
    return saved(book)


def ods(rows=ROWS, *, change=lambda table: None):
    book = OpenDocumentSpreadsheet()
    table = odf.table.Table(name="花名册")
    for row in rows:
        line = odf.table.TableRow()
        for value in row:
            line.addElement(ods_cell(value))
        table.addElement(line)
    change(table)
    book.spreadsheet.addElement(table)
    return saved(book)


def ods_cell(value, **attributes):
    if value is None:
        return odf.table.TableCell(**attributes)
    kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": str(value)}
    cell = odf.table.TableCell(**kind, **attributes)
    cell.addElement(odf.text.P(text=str(value)))
    return cell


def text(rows=ROWS, *, delimiter=",", encoding="utf-8"):
    stream = StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def page(rows=ROWS, *, encoding="utf-8", declared="utf-8"):
    lines = "".join("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in rows)
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    return f"<html><head>{head}</head><body><table>{lines}</table></body></html>".encode(encoding)


def xml2003(rows=ROWS):
    lines = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{value}</Data></Cell>' for value in row) + "</Row>"
        for row in rows
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="花名册"><Table>{lines}</Table></Worksheet></Workbook>'
    ).encode()


def saved(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
