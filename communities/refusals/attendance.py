"""Why a duty cannot be checked or a pupil not ticked."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "duty-is-off": _("This duty has been cancelled or given to somebody else."),
    "not-your-duty": _("This is not your duty."),
    "check-in-not-now": _("You can check in from half an hour before the duty until its end."),
    "not-checked-in": _("First check in."),
    "too-late-for-parents": _("The duty ended more than an hour ago. Your parent leader can still enter it."),
    "not-the-hours-of-the-duty": _("The time of coming must lie between half an hour before the duty and its end."),
    "left-before-coming": _("The time of leaving lies before the time of coming."),
    "not-yet": _("This time is still to come."),
    "no-attendance": _("Attendance is taken where pupils meet, not on the way."),
    "attendance-not-now": _("You can tick from half an hour before the session."),
    "not-a-member": _("This pupil is not in the community any more."),
    "no-leave": _("No leave has been asked for this day."),
}
