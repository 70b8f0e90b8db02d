"""Send a Word file or a workbook to a person, under a name that people read."""

import re

from django.http import FileResponse, Http404

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def send_file(field, *, name: str, format: str) -> FileResponse:
    """Send a stored file as an attachment; 404 when the storage has lost it. `name` is without an ending."""
    try:
        file = field.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    clean = NOT_IN_FILE_NAMES.sub(" ", name).strip(" .") or "report"
    response = FileResponse(file, as_attachment=True, filename=f"{clean}.{format}", content_type=TYPES[format])
    response["Cache-Control"] = "no-store"
    return response
