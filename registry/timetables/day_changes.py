"""What an imported timetable does to changes of single days: those that go with their lessons, those in its way."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from registry.models import Substitution, TimetableSlot
from registry.timetables.found import Wanted
from registry.timetables.rules import is_held
from schools.models import Term
from schools.selectors import school_calendar


def going(slots: Iterable[TimetableSlot], from_on: date) -> list[Substitution]:
    """Give the changes of days that end with these lessons, and the other half of each swap; at most two statements."""
    slots = list(slots)
    if not slots:
        return []
    ended = Substitution.objects.filter(slot__in=slots, on__gte=from_on)
    together = ended.filter(together__isnull=False).values("together")
    rows = Substitution.objects.filter(Q(pk__in=ended) | Q(together__in=together))
    return list(rows.select_related("slot__school_class", "slot__subject", "teacher").order_by("on", "period", "pk"))


def in_the_way(wanted: Iterable[Wanted], moved: QuerySet[Substitution], term: Term) -> list[tuple[Wanted, str]]:
    """Give the lessons that would meet one moved to their time on some day, in words: nobody is in two places."""
    moved = list(moved.select_related("slot__subject", "school_class", "teacher", "room"))
    if not moved:
        return []
    calendar = school_calendar(term.school, term.span.from_on, term.span.to_on)
    found = []
    for each in wanted:
        for row in moved:
            times = calendar.lessons_weekday(row.held_on), row.held_period
            held = is_held(each.weeks, calendar.teaching_week(row.held_on, term))
            if times == (each.weekday, each.period) and held and (words := _shared(each, row)):
                found.append((each, words))
    return found


def _shared(wanted: Wanted, row: Substitution) -> str:
    values = {"class": row.school_class, "subject": row.slot.subject, "day": row.held_on, "period": row.held_period}
    if wanted.school_class == row.school_class:
        return _("%(class)s has %(subject)s on %(day)s, period %(period)s: that lesson was moved there.") % values
    if wanted.teacher and wanted.teacher == row.teacher:
        values["who"] = row.teacher
        return _("%(who)s is in %(class)s on %(day)s, period %(period)s: that lesson was moved there.") % values
    if wanted.room and row.room and wanted.room == row.room.name:
        values["who"] = row.room
        return _("%(who)s is used by %(class)s on %(day)s, period %(period)s: that lesson was moved there.") % values
    return ""
