"""Uploaded workbooks at rest: sealed, because they are full of ID numbers (L-04)."""

from uuid import uuid4

from django.core.files.base import ContentFile

from core import sealing
from registry.models import RegisterImport


def keep(register_import: RegisterImport, data: bytes) -> None:
    """Store the bytes of a workbook under a name that says nothing."""
    register_import.upload.save(f"{uuid4().hex}.sealed", ContentFile(sealing.seal_bytes(data)), save=False)


def data_of(register_import: RegisterImport) -> bytes:
    """Give the bytes of the workbook. Raises FileNotFoundError when it was cleared away."""
    with register_import.upload.open("rb") as file:
        return sealing.unseal_bytes(file.read())


def clear(register_import: RegisterImport) -> None:
    """Delete the stored workbook; an import that has ended needs it no longer."""
    if register_import.upload:
        register_import.upload.delete(save=True)
