"""Why something about leaders in groups or about a meeting cannot be noted so."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "attached": _("This leader is attached to this group already."),
    "ended": _("This has ended already."),
    "in_the_future": _("This day has not come yet."),
    "recorded": _("This is recorded already."),
    "not_yours": _("Only who entered it can remove it."),
}
