"""What the pages of rotas say when something cannot be."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from communities.selectors.availability import Reason, Why
from schools.calendar import Day, DayKind

WORDS = {
    "pattern-double": gettext_lazy("This duty is planned at that time already; change the other one or these hours."),
    "not-approved": gettext_lazy("The community is not approved yet; a rota can be made afterwards."),
    "too-long": gettext_lazy("A rota holds at most eight weeks."),
    "no-patterns": gettext_lazy("First say which duties repeat."),
    "rota-overlap": gettext_lazy("Some of these days are in another rota already."),
    "already-filed": gettext_lazy("This rota has been filed already."),
    "empty": gettext_lazy("There is no duty in this rota yet."),
    "outside-rota": gettext_lazy("This day is not in the rota."),
    "wrong-day": gettext_lazy("This duty does not fit the day."),
    "slot-double": gettext_lazy("This duty begins at that time already."),
    "cancelled": gettext_lazy("This duty has been cancelled."),
    "no-such-seat": gettext_lazy("So many parents are not needed for this duty any more."),
    "hours-outside": gettext_lazy("These hours are not within the duty."),
    "not-a-parent": gettext_lazy("This person is no longer a parent of the community."),
    "checked-in": gettext_lazy("The parent has already come for this duty."),
    "seat-taken": gettext_lazy("Somebody else has just been put here."),
    "busy": pgettext_lazy("of a parent", "has another duty at that time"),
    "here": pgettext_lazy("of a parent", "is in this duty already"),
    "away": pgettext_lazy("of a parent", "not available that day"),
    "declined": pgettext_lazy("of a parent", "does not want this duty"),
    "nothing-to-copy": gettext_lazy("Nobody was on duty in the week before."),
    "nothing-to-undo": gettext_lazy("You have no step to undo in this rota."),
    "changed-since": gettext_lazy("changed since then"),
    "nobody-free": gettext_lazy("nobody is free"),
    "no-such-duty": gettext_lazy("no such duty in this week"),
}


def reason_words(reason: Reason) -> str:
    """Say in a few neutral words why a parent cannot take a duty."""
    if reason.why != Why.BUSY:
        return str(WORDS[reason.why])
    first, last = timezone.localtime(reason.starts_at), timezone.localtime(reason.ends_at)
    return _("has another duty %(hours)s") % {"hours": f"{first:%H:%M}–{last:%H:%M}"}


def left_out_words(left_out) -> str:
    """Say which seat stayed as it was, and why: "October 12, Homework place, Li: not available that day"."""
    slot = left_out.slot
    parts = [date_format(slot.on, "MONTH_DAY_FORMAT"), slot.get_kind_display()]
    parts += [left_out.guardian.name] if left_out.guardian else []
    why = reason_words(left_out.reason) if left_out.reason else str(WORDS[left_out.code])
    return f"{' '.join(parts)}: {why}"


def wrong_day_words(day: Day) -> str:
    """Say what the day is and which duty fits it."""
    on = date_format(day.on, "MONTH_DAY_FORMAT")
    if day.is_school_day:
        return _("%(day)s is a school day: choose an escort or the homework place.") % {"day": on}
    if day.kind == DayKind.WEEKEND:
        return _("%(day)s is an ordinary weekend day: choose weekend duty.") % {"day": on}
    name = day.name or DayKind(day.kind).label
    return _("%(day)s is free (%(name)s): choose holiday duty.") % {"day": on, "name": name}
