"""Why a document cannot be adopted, changed or ended."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.refusals import Refused
from rulebook.documents.schema import Document

WORDS = {
    "adopted": gettext_lazy("This document is in force already, or will be from a later day. Change it instead."),
    "not_adoptable": gettext_lazy("The foreword is to be read; it asks nothing and cannot be adopted."),
    "wrong_stage": gettext_lazy("This document is for another stage of school than yours."),
    "shared": gettext_lazy(
        "The schools of the alliance share this scheme: the alliance's office changes its numbers for all of them, and"
        " it ends when the school leaves."
    ),
    "ended": gettext_lazy("This document is out of force on that day."),
    "before_it_began": gettext_lazy("Choose a day on or after the day from which the present numbers count."),
    "nothing_changed": gettext_lazy("Nothing was changed."),
    "not_a_number": gettext_lazy("This is not a number that can be used here."),
    "too_low": gettext_lazy("This number is too small."),
    "too_high": gettext_lazy("This number is too large."),
    "not_a_choice": gettext_lazy("This is not one of the answers."),
    "no_reason": gettext_lazy("Write why the school changes the number of the text."),
    "unknown_key": gettext_lazy("The document has no such number."),
    "not_days": gettext_lazy("Write two days, as 2026-09-01."),
    "ends_first": gettext_lazy("A phase cannot end before it begins."),
    "unknown_document": gettext_lazy("Choose a document that is in force."),
}


def words(refused: Refused, document: Document) -> str:
    """Give the sentence; of a value, with the name of the number before it."""
    code, _colon, key = refused.reason.partition(":")
    if not key:
        return str(WORDS[code])
    named = document.parameters.get(key) or document.items.get(key.removeprefix("phase:"))
    return _("%(name)s: %(words)s") % {"name": named.name if named else key, "words": WORDS[code]}
