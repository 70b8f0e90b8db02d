"""Checks between columns of one row. Source: the national register template's explanations."""

from .draft import Draft
from .enumerations import ENUMERATIONS

_FITTING = {"0": {"0"}, "1": {"1"}, "2": {"2"}, "3": {"3"}, "9": {"4", "5", "6", "7", "9"}}


def check_columns(draft: Draft, details: list[dict]) -> None:
    """Report columns that contradict each other."""
    if draft.cells("inclusive") and draft.cells("disability"):
        _check_inclusive(draft, details)
    if draft.cells("id_type") and draft.cells("household_code"):
        _check_household(draft, details)
    if draft.cells("entered_on"):
        _check_entry(draft)


def _check_inclusive(draft, details):
    for index, row in enumerate(details):
        inclusive, disability = row.get("inclusive"), row.get("disability")
        if inclusive and disability and disability not in _FITTING[inclusive]:
            words = {"inclusive": _word("inclusive", inclusive), "disability": _word("disability", disability)}
            draft.report(index, "inclusive", "inclusive-disability", **words)


def _word(field, code):
    return ENUMERATIONS[field][code][0]


def _check_household(draft, details):
    for index, row in enumerate(details):
        says_card = draft.cell("id_type", index) and draft.columns["id_type"][index] == "1"
        if says_card and "household_code" not in row:
            draft.report(index, "household_code", "household-code-missing")


def _check_entry(draft):
    """Ask about entering school before the age of three, or more than a year ahead."""
    latest = draft.context.effective_on.year + 1
    pairs = zip(draft.columns["entered_on"], draft.columns["born_on"], strict=True)
    for index, (entered, born) in enumerate(pairs):
        if entered and (entered.year > latest or (born and entered.year - born.year < 3)):
            draft.report(index, "entered_on", "entered-implausible")
