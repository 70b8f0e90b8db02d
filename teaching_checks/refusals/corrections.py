"""What a page says when a correction cannot be taken a step further."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "oneself": _("Nobody judges the own work."),
    "past-day": _("This day is over; choose today or later."),
    "already-open": _("Something is to be put right here already; wait until that is settled."),
    "not-yours": _("This is another teacher's."),
    "not-open": _("This has been answered already."),
    "not-corrected": _("The teacher has not answered yet, or it is settled already."),
}
