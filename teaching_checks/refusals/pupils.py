"""Why tutoring, a talk or a look at quality cannot be recorded."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "in_the_future": _("This day has not come yet."),
    "not_taught": _("Choose a pupil of a class that you teach."),
    "nothing": _("Tick at least one way."),
}
