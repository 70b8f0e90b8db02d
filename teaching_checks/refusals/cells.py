"""What the grid says at a cell, and when nothing can be entered at all."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sheets.rules import LONGEST_TEXT, MOST_COUNT, Item, Kind, Sheet
from teaching_checks.services.cells import Fault

# Why a round takes no values, by the code of Refused.
NOT_NOW = {
    "planned": gettext_lazy("This round has not been opened yet."),
    "not-begun": gettext_lazy("This round has not begun yet."),
    "closed": gettext_lazy("This round has been closed."),
    "too-many": gettext_lazy("These are too many values at once."),
    "unreadable": gettext_lazy("The page sent something that cannot be read. Load it again."),
}

_PLAIN = {
    "not-a-number": gettext_lazy("Write a number."),
    "too-low": gettext_lazy("Not below 0."),
    "unknown-tick": gettext_lazy("Write √ or leave it empty."),
    "no-such-criterion": gettext_lazy("The sheet has no such criterion."),
    "not-yours": gettext_lazy("You may not enter values for this teacher any more."),
}


def fault_words(fault: Fault, sheet: Sheet) -> str:
    """Give what is wrong with a value, short enough for a cell."""
    if fault.reason in _PLAIN:
        return str(_PLAIN[fault.reason])
    item = sheet.item(fault.change.criterion)
    return {
        "too-high": lambda: _("At most %(most)s.") % {"most": _most(item)},
        "decimals": lambda: _decimals(item),
        "unknown-grade": lambda: _("One of: %(grades)s.") % {"grades": ", ".join(line.name for line in sheet.grades)},
        "too-long": lambda: _("At most %(most)d characters.") % {"most": LONGEST_TEXT},
    }[fault.reason]()


def _most(item: Item) -> str:
    return f"{item.most.normalize():f}" if item.kind is Kind.SCORE else str(MOST_COUNT)


def _decimals(item: Item) -> str:
    return _("One decimal at most.") if item.kind is Kind.SCORE else _("Write a whole number.")
