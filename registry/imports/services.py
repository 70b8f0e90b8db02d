"""What a person does with a register import."""

from datetime import date

from django.db import transaction

from accounts.models import AccessRecord, User
from jobs import services as jobs
from registry.imports import uploads
from registry.models import FieldMapping, RegisterImport, StagedGuardian, StagedStudent
from schools.models import School


class Refused(Exception):
    """The import is not in a state for this."""


@transaction.atomic
def upload(
    *, school: School, data: bytes, file_name: str, effective_on: date, by: User | None, **options
) -> RegisterImport:
    """Keep a workbook, sealed. `options`: wipe_blanks, include_hidden."""
    register_import = RegisterImport(
        school=school, created_by=by, file_name=file_name[:200], effective_on=effective_on, **options
    )
    uploads.keep(register_import, data)
    register_import.save()
    return register_import


@transaction.atomic
def start_reading(*, register_import: RegisterImport, by: User) -> None:
    """Queue the reading of an upload; a new reading replaces the preview. Raises Refused once it has been applied."""
    _start(register_import, by, kind="register_read")


@transaction.atomic
def correct_mapping(*, register_import: RegisterImport, mapping: dict[str, str | None], by: User) -> None:
    """Take a person's choice of fields, remember it for the school, and read again.

    `mapping`: header key → field code, None to leave the column out.
    """
    register_import.mapping = {**register_import.mapping, **mapping}
    register_import.save(update_fields=["mapping"])
    FieldMapping.objects.bulk_create(
        [FieldMapping(school=register_import.school, header=key, field=code or "") for key, code in mapping.items()],
        update_conflicts=True,
        unique_fields=["school", "header"],
        update_fields=["field"],
    )
    start_reading(register_import=register_import, by=by)


@transaction.atomic
def answer(*, register_import: RegisterImport, answers: dict[str, str], by: User) -> None:
    """Take answers to questions ("same" or "different") and read again."""
    register_import.answers = {**register_import.answers, **answers}
    register_import.save(update_fields=["answers"])
    start_reading(register_import=register_import, by=by)


@transaction.atomic
def start_applying(*, register_import: RegisterImport, good_rows: bool, by: User) -> None:
    """Queue the writing. Raises Refused unless there is a preview."""
    if register_import.state != RegisterImport.State.READ:
        raise Refused
    _start(register_import, by, kind="register_apply", good_rows=good_rows)


def _start(register_import, by, *, kind, **arguments):
    register_import = RegisterImport.objects.select_for_update().select_related("job").get(pk=register_import.pk)
    is_busy = register_import.job and not register_import.job.is_ended
    if is_busy or register_import.state in (RegisterImport.State.APPLIED, RegisterImport.State.DISCARDED):
        raise Refused
    register_import.job = jobs.start(
        kind=kind, by=by, school=register_import.school, arguments={"import_id": register_import.pk, **arguments}
    )
    register_import.save(update_fields=["job"])


@transaction.atomic
def discard(*, register_import: RegisterImport, by: User) -> None:
    """Throw an import away: its upload and its staged rows. Raises Refused once it has been applied."""
    if register_import.state == RegisterImport.State.APPLIED:
        raise Refused
    StagedStudent.objects.filter(register_import=register_import).delete()
    StagedGuardian.objects.filter(register_import=register_import).delete()
    register_import.state = RegisterImport.State.DISCARDED
    register_import.save(update_fields=["state"])
    uploads.clear(register_import)


def record_import(register_import: RegisterImport) -> None:
    """Write the import into the access log (L-02)."""
    AccessRecord.objects.create(
        user=register_import.created_by,
        username=register_import.created_by.username if register_import.created_by else "",
        school=register_import.school,
        action=AccessRecord.Action.IMPORT,
        what="register",
        record_id=register_import.public_id,
        count=register_import.report["rows"] - register_import.report["skipped"],
    )
