"""Why something with a report cannot be done now."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "not-allowed": _("You may not make this report in this school."),
    "no-format": _("Choose Word, Excel or both."),
    "other-school": _("Choose a term of this school."),
    "kind-gone": _("The portal no longer has this kind of report."),
    "not-yours": _("Only who made it, or the heads of the school, may remove this report."),
    "nothing-to-reset": _("The portal's own template is in use already."),
    "recipient-not-allowed": _("Choose people of this school who may see this report."),
}


def words(reason: str) -> str:
    """Say the reason in words."""
    return str(WORDS[reason])
