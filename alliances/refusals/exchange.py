"""What a page says when a service of staff exchange refuses."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused

# Refusals about one field of a form, by the field.
FIELDS = {
    "ends-before": "last_on",
    "same-school": "host",
    "not-a-month": "month",
    "not-in-the-term": "term",
    "exchanged-already": "from_on",
}
WORDS = {
    "ends-before": _("It ends before it begins."),
    "same-school": _("Choose another school than the own one."),
    "not-a-member": _("Both schools must be members of the alliance on that day."),
    "not-on-staff": _("Who is exchanged stands on the home school's staff list on that day."),
    "exchanged-already": _("At that time the person is at another school already."),
    "entered-already": _("This has been entered already."),
    "not-open-any-more": _("This has been decided already."),
    "own-application": _("This is about yourself; somebody else does it."),
    "not-your-school": _("Only the school itself does this."),
    "not-the-office": _("Only the alliance's office does this."),
    "not-the-host": _("Only the host school enters this."),
    "not-own": _("Only the person takes the own application back."),
    "not-begun": _("The exchange has not begun yet."),
    "not-a-month": _("Choose a month of the exchange that has begun."),
    "not-in-the-term": _("Choose a term of the host school in which the exchange lies."),
    "in-the-future": _("This day is still to come."),
}


def in_words(refused: Refused) -> str:
    return str(WORDS[refused.reason])


def field_of(refused: Refused, form) -> str | None:
    """Give the field of the form that a refusal is about; None for the whole form."""
    field = FIELDS.get(refused.reason)
    if field is None and refused.reason in ("in-the-future", "not-on-staff"):
        field = next((name for name in ("on", "person", "last_on") if name in form.fields), None)
    return field if field in form.fields else None
