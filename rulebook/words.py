"""Words for what is owed: states, periods, numbers, and who is meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from rulebook.documents import loading
from rulebook.documents.schema import Document, Requirement
from rulebook.rules.judging import State


@dataclass(frozen=True)
class StateLook:
    """How a state is shown: words, and a sign and a colour beside them."""

    state: str
    words: str
    icon: str
    colour: str


STATES: dict[str, StateLook] = {
    look.state: look
    for look in (
        StateLook(State.LATE, pgettext_lazy("owed by documents", "Late"), "alert-triangle", "red"),
        StateLook(State.DUE, pgettext_lazy("owed by documents", "Due"), "clock", "azure"),
        StateLook(State.DONE, pgettext_lazy("owed by documents", "Done"), "circle-check", "green"),
        StateLook(State.NOT_DUE, pgettext_lazy("owed by documents", "Not due yet"), "hourglass", "secondary"),
        StateLook(State.WAIVED, pgettext_lazy("owed by documents", "Waived"), "circle-minus", "secondary"),
    )
}

EXAMS = {"midterm": gettext_lazy("Mid-term exam"), "final": gettext_lazy("Final exam")}


def plain(number: Decimal | None) -> str:
    """Give a number without idle zeros: 10, 2.5."""
    if number is None:
        return "–"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def role(code: str) -> str:
    """Give who is meant by a role of the documents."""
    known = loading.words("roles")
    return str(known[code]) if code in known else code


def roles_of(requirement: Requirement) -> list[str]:
    """Give whom a requirement asks, each once."""
    return list(dict.fromkeys(role(code) for leg in requirement.legs for code in leg.who))


def part(code: str) -> str:
    """Give the words of a part or an object of an act."""
    for name in ("objects", "roles"):
        if code in (known := loading.words(name)):
            return str(known[code])
    return code


def evidence(code: str) -> str:
    """Give what a kind of record is called."""
    known = loading.words("evidence")
    return str(known[code]) if code in known else code


def period(code: str, document: Document) -> str:
    """Give the words of a period's code, as rules/periods.py writes them: 2026-1, 2026-1/m2, 2026-1/final, 2026 …."""
    base, _slash, rest = code.partition("/")
    if base == "once":
        return pgettext("of a duty", "Once")
    if base == "programme":
        return _("Whole programme")
    if base in document.items:
        return str(document.items[base].name)
    return _of_term(rest) if "-" in base else _of_year(base, rest)


def _of_term(rest: str) -> str:
    if rest in EXAMS:
        return str(EXAMS[rest])
    if rest.startswith("m"):
        return _("School month %(number)s") % {"number": rest[1:]}
    if rest.startswith("h"):
        return _("First half of the term") if rest == "h1" else _("Second half of the term")
    return _("Whole term")


def _of_year(year: str, month: str) -> str:
    if month:
        return _("%(year)s-%(month)s") % {"year": year, "month": month}
    return _("Year %(year)s") % {"year": year}


def people(users: Iterable[int], names: dict[int, str]) -> str:
    """Join the names of people as the language does; says so when there are none."""
    found = [names.get(user, "?") for user in users]
    return pgettext("between the names of a list", ", ").join(found) if found else _("Nobody holds the post")
