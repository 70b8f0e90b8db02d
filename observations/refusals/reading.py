"""Why a reader's word is not taken: the words for the codes of services/reading.py."""

from django.utils.translation import gettext_lazy as _

READING = {
    "not-yours": _("Only the two who were in the lesson can do this."),
    "withdrawn": _("This observation has been withdrawn."),
    "answered": _("You have answered already."),
    "no-answer": _("Write an answer first."),
    "told": _("The office has been told already."),
    "no-text": _("Write something for the office first."),
    "own": _("Somebody else of the office has to read what you wrote."),
    "talked-over": _("It has been talked over already."),
    "talk-before-lesson": _("This is before the lesson began."),
    "talk-in-future": _("This time has not come yet."),
}
