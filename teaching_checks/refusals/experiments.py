"""Why an experiment is not planned, logged, removed or verified now."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS = {
    "nothing": _("There is no experiment in this text."),
    "judged": _("It has been verified already."),
    "in_the_future": _("This day has not come yet."),
    "outside_term": _("This day lies outside the term."),
    "begun": _("It was due, logged or verified already and stays in the plan."),
    "own": _("Nobody verifies the own experiments: a colleague does."),
    "not_logged": _("The teacher has not logged it."),
    "too_early": pgettext_lazy("an experiment", "It is not due yet."),
    "no_reason": _("Give a reason."),
}
PROBLEMS = {
    "name": _("the name is missing"),
    "long": _("the name is longer than 60 signs"),
    "due": _("no week or day can be read"),
    "outside": _("the day lies outside the term"),
    "twice": _("this experiment stands in the text twice"),
}
