"""Why something about a channel cannot be done now."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "name-taken": _("Another channel has this name already."),
    "no-email": _("Your account has no e-mail address yet. Write it under “How I am told”, then try again."),
    "no-phone": _("The school has no mobile number of you. Have it entered in the register, then try again."),
    "not-in-trouble": _("This message is not in trouble any more."),
}
