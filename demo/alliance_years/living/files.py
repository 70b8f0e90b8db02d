"""Files that people upload."""

import io
from uuid import uuid4

from django.core.files.base import ContentFile
from docx import Document


def word_file(title: str) -> ContentFile:
    """Give a short Word file."""
    document, written = Document(), io.BytesIO()
    document.add_heading(title)
    document.save(written)
    return ContentFile(written.getvalue(), name=f"{uuid4().hex}.docx")
