"""What a page says when a service of the patrol or of lesson changes refuses."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused
from registry.refusals import WORDS as OF_REGISTRY
from registry.services.day_moves import Taken
from registry.services.timetable import Busy
from registry.timetables.words import busy_words, taken_words

WORDS = OF_REGISTRY | {
    "not-open": _("A lesson is entered on its day or within two weeks after it."),
    "absent-and-there": _("Who was absent was not late and did not leave early."),
    "really-missing": _("Say what is really taught, or who teaches."),
    "really-without-swap": _("Tick that the lesson is swapped without approval, or leave the box empty."),
    "lessons-left": _("Some lessons of this period have no entry yet."),
    "finished": _("The register of this period is finished; correct the entry instead."),
    "not-yours": _("Somebody else has entered this; correct it instead."),
    "overtaken": _("Somebody else has entered this lesson meanwhile. This is what stands there now."),
    "norm-twice": _("This norm stands in the list already."),
    "not-missing": _("Nobody was missing in this lesson."),
    "own-absence": _("This is about yourself; a colleague does it."),
    "own-reason": _("You entered the reason yourself; somebody else marks it as seen."),
    "not-own-lesson": _("This is not your lesson."),
    "own-colleague": _("Choose a colleague."),
    "asked-already": _("This lesson is being changed already."),
    "not-open-any-more": _("This has been answered already."),
    "not-the-colleague": _("Only the colleague who is asked can answer."),
    "own-change": _("You are part of this change; somebody else of the office decides."),
    "too-late-to-cancel": _("A change can be cancelled until the day before."),
}


def in_words(refused: Refused) -> str:
    """Say why, with the lesson that stands in the way."""
    if isinstance(refused, Taken):
        return taken_words(refused.reason, refused.lesson)
    if isinstance(refused, Busy):
        return busy_words(refused.lesson)
    return str(WORDS[refused.reason])
