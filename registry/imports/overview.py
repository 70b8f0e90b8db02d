"""An import at a glance: the kinds of problems, and the places and class names that nobody could place."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from registry.imports.preview import staged_rows
from registry.imports.problems import KINDS
from registry.models import RegisterImport

QUESTIONS = {"pupil-question", "guardian-same-phone", "guardian-same-name"}

# What a kind is called where its own reason names a certain row or person.
TITLES = {
    "duplicate-row": _("The same pupil stands in the file twice."),
    "duplicate-id": _("Two pupils have the same ID number."),
    "duplicate-national-number": _("Two pupils have the same student number."),
    "duplicate-maybe": _("Two rows have the same name in the same class."),
    "duplicate-school-number": _("Two pupils of a class have the same number."),
    "born-implausible": _("The birth date is not that of a pupil."),
    "sex-conflict": _("The sex and the ID number contradict each other."),
    "born-conflict": _("The birth date and the ID number contradict each other."),
    "id-length": _("The ID number is too long or too short."),
    "pupil-question": _("Is this a pupil of the register?"),
    "pupil-twice": _("Two rows mean the same pupil of the register."),
    "pupil-numbers-disagree": _("The two numbers of a row belong to two pupils."),
    "enrolment-later": _("The register knows a later class."),
    "guardian-same-phone": _("The same phone number, but two names."),
    "guardian-same-name": _("The same name at the same address, but two phone numbers."),
    "inclusive-disability": _("Inclusive schooling and disability do not fit together."),
}
REMEDIES = {"value-unknown": _("Choose one of the allowed values. The cell was left out.")}


class Group(NamedTuple):
    """Problems that one word explains: the word, how many rows, and one value as it stands in the file."""

    words: str
    count: int
    example: str


def title_of(code: str) -> str:
    """Name a kind of problem in one sentence."""
    return str(TITLES.get(code) or KINDS[code].reason)


def code_counts(register_import: RegisterImport) -> list[dict[str, Any]]:
    """Give each kind of problem with its words and the number of times it was found, the most serious first."""
    found = [
        {
            "code": code,
            "count": number,
            "level": KINDS[code].level,
            "title": title_of(code),
            "remedy": REMEDIES.get(code) or KINDS[code].remedy,
            "is_question": code in QUESTIONS,
        }
        for code, number in register_import.report.get("codes", {}).items()
    ]
    return sorted(found, key=lambda kind: (kind["level"] != "reject", -kind["count"]))


def open_questions(register_import: RegisterImport, code: str) -> list[str]:
    """Give the ids of all open questions of one kind."""
    return [stored["params"]["question"] for stored in _stored(register_import, code)]


def grouped(register_import: RegisterImport, code: str, param: str) -> list[Group]:
    """Put the problems of one kind together by a parameter of theirs, the most frequent first."""
    counts, examples = Counter(), {}
    for stored in _stored(register_import, code):
        words = stored["params"].get(param, "")
        counts[words] += 1
        examples.setdefault(words, stored["value"])
    return [Group(words, count, examples[words]) for words, count in counts.most_common()]


def _stored(register_import, code) -> Iterator[dict[str, Any]]:
    rows = staged_rows(register_import, code=code).order_by("sequence").values_list("problems", flat=True)
    for problems in rows.iterator(chunk_size=2000):
        yield from (stored for stored in problems if stored["code"] == code)
