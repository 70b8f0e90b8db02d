"""Why a contest, an entry or a judgement cannot be had so."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "no_judges": _("Choose at least one judge."),
    "decided": _("This contest is decided."),
    "announced": _("The contest is announced: what it is about, its sheet and its first day stay as they are."),
    "has_judged": _("A judge who has given points already must stay."),
    "not_planned": _("This contest is announced already."),
    "not_open": _("This contest is not open for entries."),
    "too_early": _("Entries may still come. Judging begins on the day after the last one."),
    "no_entries": _("There are no entries yet."),
    "not_judging": _("This is not being judged now."),
    "own_entry": _("Nobody decides on the own entry."),
    "unjudged": _("An entry has not been judged by anybody yet."),
    "no_award": _("Give at least one award first."),
    "has_entries": _("There are entries already; the contest stays."),
    "closed": _("Entries are not open now."),
    "not_yours": _("This is not your own entry."),
    "too_many": _("An entry has at most five files."),
    "not_a_judge": _("You do not judge in this contest."),
    "incomplete": _("Some points are still missing."),
    "out_of_bounds": _("These points are outside the sheet."),
}
