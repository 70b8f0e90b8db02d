"""Import a student register from the command line, through the same steps as the pages."""

import json
from datetime import date
from pathlib import Path

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from jobs.runs import Unwatched
from registry.imports import applying, pipeline, services
from registry.imports.findings import all_problems
from registry.imports.marking import marked_workbook
from registry.imports.reading import Unreadable
from registry.imports.unreadable import sentence
from registry.models import RegisterImport
from schools.models import School


class WrongUse(CommandError):
    """The command cannot be carried out as it was called; nothing was written."""

    def __init__(self, message):
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    help = "Import a student register. Prints JSON; exit code 0 ok, 1 rows left out, 2 wrong use."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--school", required=True, help="The school's code.")
        parser.add_argument("--dry-run", action="store_true", help="Report only; write nothing.")
        parser.add_argument("--good-rows", action="store_true", help="Write the good rows, leave out the others.")
        parser.add_argument(
            "--effective-on", type=date.fromisoformat, default=None, help="Date from which the classes hold."
        )
        parser.add_argument("--wipe-blanks", action="store_true", help="Blank cells erase what is there.")
        parser.add_argument("--include-hidden", action="store_true", help="Read hidden sheets too.")
        parser.add_argument(
            "--save-marked", type=Path, metavar="OUT", help="Write the workbook with its bad cells marked."
        )
        parser.add_argument("--json", action="store_true", help="Print JSON on one line.")

    def handle(self, *args, **options):
        school = _school(options["school"])
        data = _bytes(options["file"])
        with pghistory.context(command="import_register"):
            result = _import(school, data, options)
        self.stdout.write(self._json(result, indent=None if options["json"] else 2))
        if result["skipped"]:
            raise SystemExit(1)

    def _json(self, result, *, indent) -> str:
        """Write Chinese as it is; as escapes where the terminal cannot show it."""
        words = json.dumps(result, ensure_ascii=False, indent=indent)
        try:
            words.encode(getattr(self.stdout, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            return json.dumps(result, indent=indent)
        return words


def _school(code: str) -> School:
    try:
        school = School.objects.select_related("district").get(code=code)
    except School.DoesNotExist:
        known = ", ".join(School.objects.order_by("code").values_list("code", flat=True)[:20]) or "none"
        raise WrongUse(f"There is no school with the code “{code}”. Known codes: {known}.") from None
    if not school.grades.exists():
        raise WrongUse(f"Set up the grades of {school} first; without them no class name means anything.")
    return school


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WrongUse(f"The file {path} cannot be read: {error.strerror}.") from None


def _import(school: School, data: bytes, options) -> dict:
    """Read and, where asked and possible, apply. Unless something was applied nothing stays, not even the upload."""
    register_import = None
    is_written = False
    try:
        with transaction.atomic():
            applying.lock_school(school)
            register_import = _upload(school, data, options)
            result = _read(register_import)
            is_wanted = not options["dry_run"] and (options["good_rows"] or not result["skipped"])
            if is_wanted:
                _apply(register_import, options)
            if options["save_marked"]:
                _save_marked(register_import, data, options["save_marked"])
            transaction.set_rollback(not is_wanted)
        is_written = is_wanted
    finally:
        if register_import and not is_written:
            register_import.upload.storage.delete(register_import.upload.name)
    return {**result, "applied": is_written, "import": str(register_import.public_id) if is_written else None}


def _upload(school, data, options) -> RegisterImport:
    return services.upload(
        school=school,
        data=data,
        file_name=options["file"].name,
        effective_on=options["effective_on"] or timezone.localdate(),
        by=None,
        wipe_blanks=options["wipe_blanks"],
        include_hidden=options["include_hidden"],
    )


def _read(register_import: RegisterImport) -> dict:
    try:
        report = pipeline.read(register_import, Unwatched())
    except Unreadable as error:
        raise WrongUse(sentence(error)) from None
    return {**report, "problems": list(all_problems(register_import))}


def _apply(register_import: RegisterImport, options) -> None:
    try:
        applying.apply(register_import, good_rows=options["good_rows"], run=Unwatched())
    except applying.RegisterChanged:
        raise WrongUse("Somebody changed the register at the same moment; run the command again.") from None
    services.record_import(register_import)


def _save_marked(register_import: RegisterImport, data: bytes, path: Path) -> None:
    try:
        path.write_bytes(marked_workbook(register_import, data))
    except OSError as error:
        raise WrongUse(f"The marked workbook {path} cannot be written: {error.strerror}.") from None
