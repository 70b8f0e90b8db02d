"""Where people, classes and rooms are already: clashes in words."""

from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from registry.models import TimetableSlot


def time_words(weekday: int, period: int) -> str:
    """Say Monday, period 3."""
    return _("%(weekday)s, period %(period)s") % {"weekday": WEEKDAYS[weekday - 1], "period": period}


def clash_words(reason: str, slot: TimetableSlot) -> str:
    """Say in which lesson the class, the teacher or the room is already."""
    words = {
        "class-clash": _("%(class)s has %(subject)s on %(time)s."),
        "teacher-clash": _("%(teacher)s is in %(class)s on %(time)s."),
        "room-clash": _("%(room)s is taken by %(class)s on %(time)s."),
    }
    return words[reason] % {
        "class": slot.school_class,
        "subject": slot.subject,
        "teacher": slot.teacher,
        "room": slot.room,
        "time": time_words(slot.weekday, slot.period),
    }


def busy_words(lesson) -> str:
    """Say where the substitute teaches on that day."""
    return _("%(teacher)s teaches %(class)s in period %(period)s on %(day)s.") % {
        "teacher": lesson.teacher,
        "class": lesson.slot.school_class,
        "period": lesson.slot.period,
        "day": date.isoformat(lesson.on),
    }


def taken_words(reason: str, lesson) -> str:
    """Say in which lesson of the day the class, the teacher or the room is already."""
    words = {
        "class-clash": _("%(class)s has %(subject)s in period %(period)s on %(day)s."),
        "teacher-clash": _("%(teacher)s teaches %(class)s in period %(period)s on %(day)s."),
        "room-clash": _("%(room)s is taken by %(class)s in period %(period)s on %(day)s."),
    }
    return words[reason] % {
        "class": lesson.slot.school_class,
        "subject": lesson.slot.subject,
        "teacher": lesson.teacher,
        "room": lesson.room,
        "period": lesson.period,
        "day": date.isoformat(lesson.on),
    }
