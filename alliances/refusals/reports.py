"""Why a step of self-reports, the joint assessment and the common papers is refused, in words."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused

WORDS = {
    "not-yours": _("Only the school itself, or who runs the alliance, may do this."),
    "not-asked": _("The scheme asks for no report in this month, or the month has not begun."),
    "closed": _("The report has been handed in; it is changed only after the office returns it."),
    "changed-meanwhile": _("Somebody else saved this meanwhile. Nothing of yours is lost: look at both below."),
    "other-points": _("The school has changed these points meanwhile. Look at them again, then confirm."),
    "handed-in": _("The report has been handed in already."),
    "not-now": _("This cannot be done with the report as it stands now."),
    "own-report": _("Who handed a report in does not accept it; somebody else of the office does."),
    "no-text": _("Write what the school should know."),
    "nothing": _("Name at least one indicator."),
    "no-weight": _("Every indicator needs a weight above 0."),
    "unknown-source": _("The portal no longer reckons this figure."),
    "reckoned": _("These points are reckoned from records; nobody enters them."),
    "out-of-range": _("Points lie between 0 and 100."),
    "no-evidence": _("Write what shows these points."),
    "own": _("Who entered points does not confirm them."),
    "incomplete": _("It can be closed when every school has all its points and the model and weight are set."),
    "for-nobody": _("Say whether it is for teachers, pupils or both."),
    "ended": _("It has ended already."),
    "more-than-asked": _("More people cannot be satisfied than were asked."),
    "not-a-partner": _("The partner is another school of the same alliance."),
    "named": _("This point is named already."),
    "in-future": _("Choose today or a day before."),
    "not-of-the-school": _("Choose people who were on the school's staff on that day."),
    "entered": _("This training stands in the list already for one of these people."),
}


def in_words(refused: Refused) -> str:
    return str(WORDS[refused.reason])
