"""Why something about meetings, spot checks and commendations cannot be done so."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused

WORDS = {
    "nobody-called": _("Nobody would be called. Choose a body whose seats are held, or add persons."),
    "item-has-minutes": _("An item that has minutes stays on the agenda."),
    "item-twice": _("This stands on the agenda already."),
    "cancelled": _("This meeting is cancelled."),
    "held": _("This meeting was held; it cannot be cancelled any more."),
    "was-held": _("This meeting was held; its day cannot be still to come."),
    "not-called": _("You are not called to this meeting."),
    "taken": _("The attendance was taken already."),
    "not-yet": _("The meeting has not been held yet; this is written on its day or later."),
    "due-before": _("The day lies before the meeting."),
    "done": _("This is done already."),
    "open": _("This is open already."),
    "not-yet-seen": _("This day has not come yet."),
    "solves-nothing": _("Write the problem to which this is the solution."),
    "followed-before": _("The follow-up lies before the check."),
}


def in_words(refused: Refused) -> str:
    return str(WORDS[refused.reason])
