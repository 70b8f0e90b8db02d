"""What the patrol keeps that counts: registers of periods, reasons of missed lessons, lesson changes (C2.2, C7.7)."""

from collections.abc import Callable

from django.urls import reverse

from patrols.evidence import changes, reasons, walks
from rulebook.kinds import Rows, register_evidence

# Kind → its records, and the page on which to make one.
KINDS: dict[str, tuple[Rows, str]] = {
    "patrol": (walks.walks, "patrols:patrol_walk"),
    "absence_reason": (reasons.reasons, "patrols:absence_list"),
    "lesson_change": (changes.changes, "patrols:change_list"),
}


def register() -> None:
    """Make the records known to the rulebook; called when the app starts."""
    for code, (rows, place) in KINDS.items():
        register_evidence(code, rows=rows, page=page, list_page=_address(place))


def page(ref: str) -> str:
    """Give the address of a record's page: a day, an entry or a change."""
    name, _, of = ref.partition(":")
    return reverse(f"patrols:{name}", args=[of])


def _address(name: str) -> Callable[[], str]:
    return lambda: reverse(name)
