"""What the pages of rounds say when something cannot be."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "outside-term": _("These days are not within the term."),
    "nobody": _("There is no teacher to inspect with this choice."),
    "no-inspector": _("Name at least one inspector."),
    "requirement": _("The school owes no such inspection on the first day of the round."),
    "not-planned": _("This round has been opened already."),
    "not-open": _("This round is not under way."),
    "not-closed": _("This round is not closed."),
    "not-empty": _("Values have been entered already."),
    "closed": _("This round has been closed."),
    "twice": _("This teacher is in the round already."),
    "himself": _("Nobody inspects himself or herself."),
    "not-here": _("This teacher does not belong to the school."),
    "yourself": _("About your own line somebody else decides."),
    "has-values": _("Values have been entered for this teacher already."),
    "has-records": _("A correction was ordered from this line: it stays."),
    "done": _("Everything has been entered for this teacher already."),
    "not-done": _("Not everything has been entered for this teacher yet."),
    "later": _("This moment is still to come."),
}
