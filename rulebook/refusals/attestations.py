"""Why a record cannot be entered or taken back."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "kept_elsewhere": _("This is recorded on its own page; records made there count by themselves."),
    "in_the_future": _("This day has not come yet."),
    "about_oneself": _("Nobody checks himself or herself; somebody else enters this."),
    "more_than_whole": _("This is more than the whole."),
    "nothing": _("Choose at least one."),
    "withdrawn": _("This entry has been taken back already."),
    "no_reason": _("Give a reason."),
}
