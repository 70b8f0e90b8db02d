"""Adopt a document for a school, by the same service as the page."""

import json
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from core.refusals import Refused
from rulebook.documents import loading
from rulebook.documents.schema import Document, Parameter, Value
from rulebook.messages import say_all, to_mend
from rulebook.models import Adoption
from rulebook.refusals.adoptions import words
from rulebook.rules.phases import is_phase
from rulebook.selectors.estimates import estimate
from rulebook.selectors.in_force import latest_numbers
from rulebook.services.starting import start
from schools.models import School
from schools.selectors import current_term


class WrongUse(CommandError):
    """The command cannot be carried out as it was called; nothing was written."""

    def __init__(self, message):
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    help = (
        "Adopt a document for a school. Exit code 0 ok, 1 adopted with findings (nobody holds a role, a date is "
        "missing), 2 wrong use or refused."
    )

    def add_arguments(self, parser):
        parser.add_argument("document", metavar="DOCUMENT", help="G1 … G5, C1 … C7")
        parser.add_argument("--school", required=True, metavar="CODE")
        parser.add_argument("--from", dest="from_on", default=None, metavar="DATE", help="In force from; today.")
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="KEY=VALUE",
            help="A number other than the text's; empty for no number; phase:ID=FIRST,LAST for the days of a phase.",
        )
        parser.add_argument("--reason", default="", metavar="TEXT", help="Why the numbers are changed.")
        parser.add_argument("--json", action="store_true", help="Print JSON on one line.")

    def handle(self, *args, **options):
        school = School.objects.filter(code=options["school"]).first()
        if school is None:
            raise WrongUse(f"No school has the code {options['school']}.")
        document = _document(options["document"])
        values = dict(_setting(each, document) for each in options["set"])
        with translation.override("en"):
            report = _adopt(school, document, _day(options["from_on"]), values, options["reason"])
        self._print(report, options["json"])
        if report["findings"]:
            raise SystemExit(1)

    def _print(self, report: dict, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        self.stdout.write(
            f"{report['document']} is in force from {report['from']}: {report['obligations']} obligations this term."
        )
        for words_ in report["findings"]:
            self.stdout.write(f"  {words_}")


def _adopt(school: School, document: Document, from_on: date, values: dict[str, Value], reason: str) -> dict:
    today = timezone.localdate()
    reasons = dict.fromkeys(values, reason)
    try:
        adoption = start(
            school=school, document=document, from_on=from_on, values=values, reasons=reasons, today=today, by=None
        )
    except Refused as refused:
        raise WrongUse(words(refused, document)) from None
    return _report(adoption, today)


def _report(adoption: Adoption, today: date) -> dict:
    term = current_term(adoption.school, {}, today)
    found = estimate(
        adoption.school,
        adoption.text,
        term,
        as_of=today,
        numbers=latest_numbers(adoption),
        from_on=adoption.from_on,
    )
    return {
        "document": adoption.document,
        "school": adoption.school.code,
        "from": str(adoption.from_on),
        "obligations": len(found.drafts),
        "people": found.people,
        "findings": [said.words for said in say_all(to_mend(found.findings))],
    }


def _document(name: str) -> Document:
    try:
        return loading.document(name)
    except KeyError:
        raise WrongUse(f"There is no document {name}. Choose one of {', '.join(loading.IDS)}.") from None


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        raise WrongUse(f"{text} is no day; write it as 2026-09-01.") from None


def _setting(text: str, document: Document) -> tuple[str, Value]:
    key, sign, value = text.partition("=")
    if not sign:
        raise WrongUse(f"--set {text}: write KEY=VALUE.")
    if is_phase(key):
        return key, value.split(",") if value else None
    parameter = document.parameters.get(key)
    if parameter is None:
        raise WrongUse(f"{document.id} has no number {key}.")
    return key, _value(value, parameter)


def _value(text: str, parameter: Parameter) -> Value:
    if not text:
        return None
    if isinstance(parameter.default, list):
        return [_one(each.strip(), parameter) for each in text.split(",")]
    return _one(text, parameter)


def _one(text: str, parameter: Parameter) -> Value:
    if parameter.choices:
        return text
    try:
        return Decimal(text)
    except InvalidOperation:
        return text
