"""Make a report from the command line, through the same steps as the pages; it is not put into the archive."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from jinja2 import TemplateError
from lxml.etree import XMLSyntaxError

from reports import kinds, selectors
from reports.excel import workbook
from reports.kinds import Gathered, ReportKind
from reports.models import Format
from reports.services import making
from schools.models import School, Term

LISTED = 20


class WrongUse(CommandError):
    """The command cannot be carried out as it was called; no file was written."""

    def __init__(self, message):
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    help = "Make a report and write it to a file. Exit code 0 ok, 1 the report found nothing, 2 wrong use."

    def add_arguments(self, parser):
        parser.add_argument("code", help="The kind of report, such as S-01.")
        parser.add_argument("--school", required=True, help="The school's code.")
        parser.add_argument("--term", required=True, help="School year and number of the term, such as 2026-1.")
        parser.add_argument("--format", choices=Format.values, default=Format.WORD.value)
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        parser.add_argument("--option", action="append", default=[], metavar="NAME=VALUE", help="A choice of the kind.")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default=None)
        parser.add_argument("--json", action="store_true", help="Print JSON on one line.")

    def handle(self, *args, **options):
        kind, school = _kind(options["code"]), _school(options["school"])
        term, chosen = _term(school, options["term"]), _options(kind, options["option"])
        with translation.override(options["language"] or settings.LANGUAGE_CODE):
            gathered = making.gather(kind, school=school, term=term, options=chosen)
            data = _file(gathered, kind, school, options["format"])
        _write(options["out"], data)
        self._print(_told(gathered, kind, options["out"]), as_json=options["json"])
        if not gathered.row_count:
            raise SystemExit(1)

    def _print(self, told: dict, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(f"{told['report']} as on {told['on']}, data version {told['data_version']}: {told['file']}")
        for table in told["tables"]:
            self.stdout.write(f"    {table['title']}: {table['rows']} rows")


def _kind(code: str) -> ReportKind:
    try:
        return kinds.get(code)
    except kinds.UnknownKind:
        known = ", ".join(kind.code for kind in kinds.every())
        raise WrongUse(f"There is no report “{code}”. Known: {known}.") from None


def _school(code: str) -> School:
    try:
        return School.objects.get(code=code)
    except School.DoesNotExist:
        known = ", ".join(School.objects.order_by("code").values_list("code", flat=True)[:LISTED]) or "none"
        raise WrongUse(f"There is no school with the code “{code}”. Known codes: {known}.") from None


def _term(school: School, code: str) -> Term:
    terms = {term.code: term for term in Term.objects.filter(school=school)}
    if code not in terms:
        raise WrongUse(f"{school} has no term “{code}”. Known terms: {', '.join(terms) or 'none'}.")
    return terms[code]


def _options(kind: ReportKind, given: list[str]) -> dict[str, str]:
    known = {option.name: [value for value, _label in option.choices] for option in kind.options}
    chosen = dict(each.partition("=")[::2] for each in given)
    for name, value in chosen.items():
        if value not in known.get(name, []):
            offered = "; ".join(f"{name}={'|'.join(values)}" for name, values in known.items()) or "none"
            raise WrongUse(f"“{name}={value}” is no option of {kind.code}. Options: {offered}.")
    return chosen


def _file(gathered: Gathered, kind: ReportKind, school: School, format: str) -> bytes:
    now = timezone.now()
    if format == Format.EXCEL:
        return workbook(gathered, made_by="", made_at=now)
    template = selectors.template_of(school, kind)
    try:
        return making.document(gathered, kind, template, made_by="", now=now)
    except (TemplateError, XMLSyntaxError, FileNotFoundError) as error:
        if template is None:
            raise
        raise WrongUse(f"The school's own template (version {template.version}) cannot be filled: {error}.") from None


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise WrongUse(f"The file {path} cannot be written: {error.strerror}.") from None


def _told(gathered: Gathered, kind: ReportKind, path: Path) -> dict:
    return {
        "report": kind.code,
        "title": gathered.title,
        "school": gathered.school,
        "term": gathered.period,
        "on": gathered.on.isoformat(),
        "as_of": gathered.as_of.isoformat(timespec="seconds"),
        "data_version": gathered.fingerprint,
        "versions": [{"name": v.name, "version": v.version} for v in gathered.versions],
        **making.contents_of(gathered),
        "file": str(path),
    }
