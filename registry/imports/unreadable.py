"""Why a file cannot be read, in words: what is wrong and how to mend it."""

from django.utils.translation import gettext as _

from registry.imports.reading import Unreadable


def sentence(error: Unreadable) -> str:
    """Say why a file cannot be read, and what to do."""
    sentences = {
        "empty-file": _("The file is empty. Save the workbook again and upload it."),
        "password": _("The workbook is protected by a password. Remove the password in Excel and upload it again."),
        "not-a-workbook": _("This is no workbook. Upload an Excel, OpenDocument, CSV or text file."),
        "unsupported-format": _("This kind of workbook is not supported. Save it as .xlsx and upload it again."),
        "damaged": _("The file is damaged. Open it in Excel, save it as .xlsx and upload it again."),
        "too-large": _("The file is too large or claims to hold too many cells. Delete empty rows, or split it."),
        "binary-text": _("The file holds neither a workbook nor readable text. Save it as .xlsx and upload it again."),
        "no-table": _("The web page in this file holds no table. Save the list as .xlsx and upload it again."),
        "no-pupils": _("No list of pupils was found: no row names at least three known columns, such as 姓名 or 班级."),
    }
    return sentences.get(error.code, sentences["damaged"])
