"""Why an obligation cannot be waived, or a waiver not be taken back."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "no_reason": _("Give a reason."),
    "days_wrong": _("Give both days, the first before the last, or neither."),
    "own": _("You cannot waive what you owe yourself; another leader can."),
    "ended": _("This waiver has been taken back already."),
}
