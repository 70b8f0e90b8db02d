"""What a person does with a register import."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from accounts.models import AccessRecord, User
from jobs import services as jobs
from jobs.runs import JobRun, Unwatched
from registry.imports import undoing, uploads
from registry.models import FieldMapping, RegisterImport, StagedGuardian, StagedStudent
from schools.models import School

KEPT_DAYS = 30
STARTED = (RegisterImport.State.UPLOADED, RegisterImport.State.READ)
WRITTEN = (RegisterImport.State.APPLIED, RegisterImport.State.UNDONE)


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
    _start(register_import, by, *STARTED, kind="register_read")


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
    _start(register_import, by, RegisterImport.State.READ, kind="register_apply", good_rows=good_rows)


@transaction.atomic
def start_undoing(*, register_import: RegisterImport, by: User) -> None:
    """Queue taking an import back. Raises Refused unless it was applied within the last days."""
    if not register_import.can_be_undone:
        raise Refused
    _start(register_import, by, RegisterImport.State.APPLIED, kind="register_undo")


def _start(register_import, by, *states, kind, **arguments):
    current = _locked(register_import)
    if current.state not in states or _is_busy(current):
        raise Refused
    arguments = {"import_id": current.pk, **arguments}
    current.job = jobs.start(kind=kind, by=by, school=current.school, arguments=arguments)
    current.save(update_fields=["job"])


def _is_busy(register_import: RegisterImport) -> bool:
    return bool(register_import.job and not register_import.job.is_ended)


def _locked(register_import: RegisterImport) -> RegisterImport:
    """Lock an import; a job that is writing it holds the lock, and nobody waits for that."""
    imports = RegisterImport.objects.select_related("job", "school").select_for_update(of=("self",), nowait=True)
    try:
        return imports.get(pk=register_import.pk)
    except OperationalError as error:
        raise Refused from error


@transaction.atomic
def discard(*, register_import: RegisterImport, by: User) -> None:
    """Throw an import away: its upload and its staged rows. Raises Refused once it has been applied."""
    register_import = _locked(register_import)
    if register_import.state in WRITTEN or _is_busy(register_import):
        raise Refused
    register_import.state = RegisterImport.State.DISCARDED
    register_import.save(update_fields=["state"])
    _forget(register_import)


def forget_old_uploads(*, now: datetime | None = None) -> int:
    """Delete uploads and staged rows older than KEPT_DAYS, applied or not; give their number.

    What an import has changed stays in the history; the file itself is children's data that nobody needs any more.
    """
    before = (now or timezone.now()) - timedelta(days=KEPT_DAYS)
    old = list(RegisterImport.objects.filter(created_at__lt=before).exclude(upload="").select_related("job"))
    waiting = [register_import for register_import in old if not _is_busy(register_import)]
    for register_import in waiting:
        if register_import.state not in WRITTEN:
            register_import.state = RegisterImport.State.DISCARDED
            register_import.save(update_fields=["state"])
        _forget(register_import)
    return len(waiting)


def _forget(register_import: RegisterImport) -> None:
    StagedStudent.objects.filter(register_import=register_import).delete()
    StagedGuardian.objects.filter(register_import=register_import).delete()
    uploads.clear(register_import)


@transaction.atomic
def undo(*, register_import: RegisterImport, by: User | None, run: JobRun | Unwatched) -> dict[str, Any]:
    """Take an applied import back and log it; give what undoing.undo gives. Raises undoing.CannotUndo."""
    result = undoing.undo(register_import, run=run)
    _record(register_import, by, "register_undone", sum(result["removed"].values()) + sum(result["restored"].values()))
    return result


def record_import(register_import: RegisterImport) -> None:
    """Write the import into the access log (L-02)."""
    report = register_import.report
    _record(register_import, register_import.created_by, "register", report["rows"] - report["skipped"])


def _record(register_import, by, what, count):
    AccessRecord.objects.create(
        user=by,
        username=by.username if by else "",
        school=register_import.school,
        action=AccessRecord.Action.IMPORT,
        what=what,
        record_id=register_import.public_id,
        count=count,
    )
