"""Why something about activities, needs, projects or lessons of an alliance cannot be done so."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused

WORDS = {
    "closed": _("This activity is closed and cannot be changed any more."),
    "not_planned": _("This activity is not planned any more."),
    "not_held": _("This activity has not been held yet."),
    "in_the_future": _("This day has not come yet."),
    "not_a_member": _("Only schools that are members on that day can take part."),
    "not_safe": _("What the law asks for off-campus activities is not complete yet; see the list."),
    "not_asked": _("This activity needs no approval."),
    "approved": _("This is approved already."),
    "no_summary": _("Write a summary first."),
    "no_reason": _("Say why."),
    "not_of_the_school": _("Name only people of your own school's staff."),
    "too_many_files": _("An activity keeps at most 12 files."),
    "answered": _("This need has been answered already."),
    "nothing_said": _("Answer in words or choose an activity."),
    "ended": _("This has ended already."),
    "no_result": _("Say what came of it."),
    "done": _("This step is done already."),
    "out_of_order": _("The six steps follow each other; this one does not come now."),
    "other_alliance": _("This belongs to another alliance."),
    "not_of_these_days": _("This lesson was not observed on a day of the activity."),
    "shared": _("This observation is shared already."),
    "withdrawn": _("This observation was withdrawn."),
    "not_taking_part": _("Invite only people of schools that take part."),
}


def in_words(refused: Refused) -> str:
    return str(WORDS[refused.reason])
