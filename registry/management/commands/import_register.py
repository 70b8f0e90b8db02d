"""Import a student register from the command line, through the same steps as the pages."""

import json
from datetime import date
from pathlib import Path

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from jobs.runs import Unwatched
from registry.imports import applying, pipeline, services, uploads
from registry.imports.findings import all_problems
from registry.imports.marking import marked_workbook
from registry.imports.reading import Unreadable
from registry.imports.unreadable import sentence
from registry.models import RegisterImport
from schools.models import School


class WrongUse(CommandError):
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
        with transaction.atomic(), pghistory.context(command="import_register"):
            register_import = _upload(school, data, options)
            result = _run(register_import, options)
            if options["save_marked"]:
                options["save_marked"].write_bytes(marked_workbook(register_import, data))
            if not result.pop("is_written"):
                uploads.clear(register_import)
                transaction.set_rollback(True)
        indent = None if options["json"] else 2
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=indent))
        if result["skipped"]:
            raise SystemExit(1)


def _school(code: str) -> School:
    try:
        return School.objects.select_related("district").get(code=code)
    except School.DoesNotExist:
        known = ", ".join(School.objects.values_list("code", flat=True)[:20])
        raise WrongUse(f"There is no school with the code “{code}”. Known codes: {known}.") from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WrongUse(f"The file {path} cannot be read: {error.strerror}.") from None


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


def _run(register_import: RegisterImport, options) -> dict:
    """Read and, where asked and possible, apply. A row left out stops everything but --good-rows."""
    try:
        report = pipeline.read(register_import, Unwatched())
    except Unreadable as error:
        uploads.clear(register_import)
        raise WrongUse(sentence(error)) from None
    result = {**report, "problems": list(all_problems(register_import))}
    is_written = not options["dry_run"] and (options["good_rows"] or not report["skipped"])
    if is_written:
        applying.apply(register_import, good_rows=options["good_rows"], run=Unwatched())
        services.record_import(register_import)
    return {**result, "applied": is_written, "is_written": is_written}
