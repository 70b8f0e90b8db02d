"""Why an evaluation cannot be kept so."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "own": _("Nobody evaluates himself or herself."),
    "final": _("This evaluation is final: it can be corrected, but is no draft any more."),
    "incomplete": _("A grade is still missing."),
    "not_in_meeting": _("Only the administrative meeting makes an evaluation final. Keep it as a draft."),
    "not_yours": _("This is not your own evaluation."),
}
