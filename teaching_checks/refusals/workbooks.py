"""What is wrong with a filled-in template, at which cell, and how to mend it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sheets.rules import Sheet
from teaching_checks.refusals.cells import NOT_NOW
from teaching_checks.workbooks.plan import Problem
from teaching_checks.workbooks.writing import what_it_takes

WORDS = {
    "no-mark": gettext_lazy("This is no template of a round. Export the template of this round, and fill in that one."),
    "no-headings": gettext_lazy("The headings are missing. Export the template once more and leave its third row."),
    "other-round": gettext_lazy("This file belongs to another round: %(name)s. Import it there."),
    "not-good": gettext_lazy("Something in the file must be mended first; or take the good cells only."),
    "changed-since": gettext_lazy("Somebody has changed the round since the preview; please look once more."),
    **NOT_NOW,
}

_OF_A_LINE = {
    "unknown": gettext_lazy("is not in this round. Let the office add the teacher to the round, or delete the line."),
    "same-name": gettext_lazy("Two teachers of the round have this name. Leave the hidden first column as it was."),
    "other-name": gettext_lazy("The line was moved: its hidden first column means another teacher. Export again."),
    "twice": gettext_lazy("The same teacher stands in two lines. Delete one of them."),
    "no-name": gettext_lazy("The line has values but no teacher. Enter the name, or delete the line."),
    "strange": gettext_lazy("The sheet has no such criterion; this column is left out."),
    "formula": gettext_lazy("The formula in this cell has failed. Enter the value itself."),
    "date": gettext_lazy("Excel has made a date of this. Enter the value as text, with an apostrophe before it."),
}


def problem_words(problem: Problem, sheet: Sheet) -> str:
    """Say what is wrong and how to mend it."""
    if problem.code in _OF_A_LINE:
        return str(_OF_A_LINE[problem.code])
    return _("This cannot be entered here. It takes: %(what)s") % {"what": what_it_takes(sheet, problem.item)}
