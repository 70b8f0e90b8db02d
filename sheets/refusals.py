"""What a page says when a sheet cannot be used, or a service refuses."""

from django.utils.translation import gettext_lazy as _

FAULTS = {
    "no-items": _("A sheet needs at least one criterion to be judged; remarks alone are not enough."),
    "too-many": _("A sheet has at most 40 criteria."),
    "no-name": _("Each criterion and each grade needs a name."),
    "twice": _("Two criteria have the same name."),
    "no-marks": _("Say how many marks each criterion of the kind “points” can get."),
    "marks-fine": _("Marks have at most one decimal place."),
    "too-much": _("The marks add up to more than 999."),
    "grade-twice": _("Two grades have the same name."),
    "grades-order": _("Each grade must begin lower than the one above it."),
    "no-lowest": _("The last grade must begin at 0 %, so that everybody gets one."),
    "no-grades": _("A criterion is judged by grade: enter the grades below."),
}

WORDS = {
    "retired": _("Somebody has changed this sheet meanwhile, or it is not offered any more; please look again."),
    "newer-on-offer": _("Another version of this sheet is on offer; take that one back first."),
    **{f"fault:{code}": words for code, words in FAULTS.items()},
}
