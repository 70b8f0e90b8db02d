"""What a page says when a service of mutual aid refuses."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused

WORDS = {
    "not-member": _("Your school is not a member of this alliance today."),
    "not-own-pupil": _("Pupil and parent must stand in the register of your school."),
    "entered": _("This pupil is in a set already."),
    "not-own": _("Only the parent decides."),
    "closed": _("This set is closed."),
    "said-no": _("The parent has answered already."),
    "not-office": _("The office of the alliance matches sets."),
    "same-school": _("Choose sets of two schools."),
    "not-free": _("One of both sets is not free any more."),
}


def in_words(refused: Refused) -> str:
    return str(WORDS[refused.reason])
