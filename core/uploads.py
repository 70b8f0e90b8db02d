"""Files that people hand in: looked at by their content, whatever the name says; sent to be saved, never as a page."""

from io import BytesIO
from pathlib import PurePath
from uuid import uuid4
from zipfile import BadZipFile, ZipFile

from django import forms
from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 10 * 1024 * 1024
BEGINNINGS = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
PARTS = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}
MACROS = "vbaProject.bin"
CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}


class ProofField(forms.FileField):
    """A picture, PDF, Word or Excel file of at most 10 MB; gives it under a name that says nothing."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB. A photo of the page is enough."), code="size")
        content = file.read()
        kind = kind_of(content)
        if kind is None:
            raise forms.ValidationError(
                _("Only PDF, Word (.docx), Excel (.xlsx) without macros, JPG and PNG files can be kept."), code="kind"
            )
        return ContentFile(content, name=f"{uuid4().hex}{kind}")


def send_upload(file: FieldFile, *, name: str) -> FileResponse:
    """Send a kept file under a name that we give, without its suffix. Raises Http404 where there is none (any more)."""
    if not file or not file.storage.exists(file.name):
        raise Http404
    suffix = PurePath(file.name).suffix
    response = FileResponse(file.open("rb"), content_type=CONTENT_TYPES.get(suffix, "application/octet-stream"))
    response["Content-Disposition"] = content_disposition_header(True, f"{name}{suffix}")
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def kind_of(content: bytes) -> str | None:
    """Give the suffix that the content asks for; None for what is not kept."""
    for beginning, suffix in BEGINNINGS.items():
        if content.startswith(beginning):
            return suffix
    return _kind_of_office_file(content) if content.startswith(b"PK") else None


def _kind_of_office_file(content: bytes) -> str | None:
    try:
        names = ZipFile(BytesIO(content)).namelist()
    except (BadZipFile, ValueError, OSError):
        return None
    if any(name.endswith(MACROS) for name in names):
        return None
    return next((suffix for part, suffix in PARTS.items() if part in names), None)
