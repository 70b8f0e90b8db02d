"""Why leave cannot be asked or taken back."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "not-your-child": _("You can ask leave for your own children only."),
    "leave-days-order": _("The last day lies before the first day."),
    "leave-in-the-past": _("Leave begins today or later."),
    "leave-too-long": _("Ask for four months at most; you can ask again later."),
    "leave-known": _("On some of these days the child is on leave already. Take the earlier leave back first."),
    "leave-taken-back": _("This leave has been taken back already."),
    "leave-over": _("These days are over."),
}
