"""Why the homework roster cannot be changed so."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "no_weeks": _("The second half of this term has no teaching week. Enter the days of the term and of its exams."),
    "over": _("Every week of the second half has begun."),
    "nobody": _("The school has no teachers to inspect yet."),
    "begun": _("The first list is visible already. Move single teachers by hand."),
    "no_reason": _("Give a reason."),
    "not_a_week": _("Choose a week of the roster."),
    "week_over": _("This week is over."),
    "own": _("Somebody else decides about your own week."),
    "known": _("This teacher is in the roster already."),
    "started": _("The inspection of this week has been planned already: here it is."),
    "not_begun": _("The list of this week is not visible yet."),
    "no_teacher": _("Nobody of this week's list still teaches here."),
    "order": _("The last day must not come before the first."),
}
