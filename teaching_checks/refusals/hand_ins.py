"""Why a hand-in is not taken, approved, checked, returned or excused now."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "nobody": _("There is nobody whom this would ask."),
    "closed": _("The office has closed this call; ask it to open it again."),
    "checked": _("It has been checked already and cannot be replaced."),
    "nothing": _("Write something or choose a file."),
    "own": _("Nobody decides on what he or she hands in: a colleague does."),
    "not_handed_in": _("Nothing is handed in that waits for this step."),
    "head_first": _("The head of the group looks at it first."),
    "no_reason": _("Give a reason."),
    "handed_in": _("It is handed in; there is nothing to excuse."),
    "too_early": _("It is not due yet; it can be closed after the due day."),
    "not_closed": _("It is open already."),
}
