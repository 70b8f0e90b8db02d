"""What a page says when a change of a society is refused."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "village-elsewhere": _("This village is not on the school's list."),
    "society-exists": _("This village has a society at your school already."),
    "society-dissolved": _("This society has been dissolved."),
    "in-future": _("This day is still to come."),
    "not-a-member": _("Only a parent with an account whose child lives in the village can be chosen."),
    "same-president": _("This person leads the society already."),
    "own-post": _("Nobody gives a post to themselves. Ask a colleague to record it."),
    "communities-exist": _("The society still has communities. They are dissolved first."),
}
