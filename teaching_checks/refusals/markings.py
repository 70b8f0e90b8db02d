"""Why a marking cannot be recorded."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "in_the_future": _("This day has not come yet."),
    "not_taught": _("The teacher does not teach this subject in this class on that day."),
    "more_than_expected": _("More is marked than there are pieces."),
    "pupil_marking_off": _("The school has not allowed pupils to mark: the teacher marks everything."),
}
