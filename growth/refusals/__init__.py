"""What a page says when a service of pairs or resources refuses."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.refusals import Refused

WORDS = {
    "self": _("Nobody is their own mentor."),
    "not-in-setting": _("Both must work at a school that takes part today."),
    "not-across": _("Here mentor and apprentice come from two schools."),
    "not-your-school": _("One of both must work at your school."),
    "asked-already": _("These two have been asked already, or are a pair."),
    "mentor-taken": _("This mentor has an apprentice already; one to one means one at a time."),
    "apprentice-taken": _("This apprentice has a mentor already; one to one means one at a time."),
    "not-asked": pgettext_lazy("a question", "This has been answered already."),
    "not-yours": _("Somebody else does this."),
    "not-running": _("This pair is not under way."),
    "too-early": _("Choose a day from the beginning of the pair until today."),
    "not-author": _("Only the author changes it or brings a newer version."),
    "needs-version": _("This is published. Upload a newer version first; its details wait with it for the review."),
    "waits-already": _("A version waits for its review; only then can a newer one be uploaded."),
    "own-work": _("Somebody else reviews what you have uploaded."),
    "reviewed-already": _("This has been reviewed already."),
    "not-reviewer": _("Reviewers of its school, or the office of the alliance, decide on it."),
}


def in_words(refused: Refused) -> str:
    return str(WORDS[refused.reason])
