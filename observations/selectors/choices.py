"""What the observer's phone keeps for a lesson without network: people, classes, sheets and the lessons of some days.

Lessons are lists of places in the other lists, so that two weeks of a large school fit into a small answer.
"""

from datetime import date, timedelta

from django.conf import settings
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import pgettext

from accounts.models import User
from accounts.permissions import Permission
from core.dates import Span
from observations.models import Observation
from observations.rules.hours import hours_of
from observations.rules.open_days import first_open_day
from registry.models import PeriodTime, Subject
from registry.selectors.timetable import lessons_of_school
from registry.selectors.timetable_pages import classes_on_the_wall, teachers_on_the_wall
from schools.models import School
from schools.selectors import school_calendar
from sheets.models import Purpose
from sheets.services import sheets_of

USUAL_PERIODS = 8  # where neither clock times nor a timetable say how many a day has
DAYS_AHEAD = 7  # the phone may be without network all week


def choices_for(user: User, school: School, *, today: date) -> dict:
    """Give what the form offers, as plain values; a constant number of statements."""
    first, after = first_open_day(today, settings.OBSERVATION_DAYS_BACK), today + timedelta(days=DAYS_AHEAD + 1)
    teachers = list(teachers_on_the_wall(user, school).employed_on(today).exclude(user=user))
    classes = list(classes_on_the_wall(user, school).open())
    subjects = list(Subject.objects.filter(school=school))
    days = _days(school, first, after)
    lessons = _lessons(school, first, after, days=days, teachers=teachers, classes=classes, subjects=subjects)
    return {
        "who": str(user.public_id),
        "school": school.name,
        "today": today.isoformat(),
        "first": first.isoformat(),
        "unannounced": user.has_permission(Permission.OBSERVE_UNANNOUNCED, school=school),
        "days": days,
        "hours": _hours(school, today, [lesson[1] for lesson in lessons]),
        "teachers": [[str(t.public_id), t.name, t.name_pinyin, t.name_initials] for t in teachers],
        "classes": [[str(c.public_id), str(c)] for c in classes],
        "subjects": [[str(s.public_id), s.name] for s in subjects],
        "lessons": lessons,
        "sheets": [_sheet(each) for each in sheets_of(school=school, purpose=Purpose.OBSERVATION)],
        "mine": _handed_in(user, first),
    }


def _days(school, first, after) -> list[list[str]]:
    """Give day, its words, and whether lessons are held: "" or what the calendar calls it."""
    calendar = school_calendar(school, first, after)
    days = [calendar.day(first + timedelta(days=n)) for n in range((after - first).days)]
    return [[d.on.isoformat(), _name(d.on), "" if d.is_school_day else d.name or str(d.kind.label)] for d in days]


def _name(on: date) -> str:
    words = {"weekday": WEEKDAYS_ABBR[on.weekday()], "day": date_format(on, "MONTH_DAY_FORMAT")}
    return pgettext("a day with its weekday", "%(weekday)s, %(day)s") % words


def _lessons(school, first, after, *, days, teachers, classes, subjects) -> list[list[int]]:
    """Give (day, period, teacher, class, subject) of each lesson that is held; all but the period are places."""
    day_at = {day[0]: place for place, day in enumerate(days)}
    at = [{thing.pk: place for place, thing in enumerate(things)} for things in (teachers, classes, subjects)]
    found = []
    for lesson in lessons_of_school(school, Span(first, after)):
        keys = (lesson.teacher and lesson.teacher.pk, lesson.slot.school_class_id, lesson.slot.subject_id)
        places = [places.get(key) for places, key in zip(at, keys, strict=True)]
        if not lesson.is_cancelled and None not in places:
            found.append([day_at[lesson.on.isoformat()], lesson.slot.period, *places])
    return found


def _hours(school, today, periods) -> list[list]:
    """Give number, begin and end of the periods that the school has."""
    times = {t.number: (t.starts_at, t.ends_at) for t in PeriodTime.objects.filter(school=school)}
    last = max([*times, *periods], default=USUAL_PERIODS)
    hours = ((number, hours_of(today, number, times.get(number))) for number in range(1, last + 1))
    return [[number, f"{begins:%H:%M}", f"{ends:%H:%M}"] for number, (begins, ends) in hours]


def _sheet(score_sheet) -> dict:
    sheet = score_sheet.sheet
    return {
        "id": str(score_sheet.public_id),
        "name": score_sheet.name,
        "items": [[i.code, i.name, i.kind.value, float(i.most), i.dimension] for i in sheet.items],
        "grades": [[line.code, line.name, float(line.share)] for line in sheet.grades],
    }


def _handed_in(user, first) -> list[list]:
    mine = Observation.objects.made_by(user).valid().filter(on__gte=first)
    return [[on.isoformat(), period] for on, period in mine.values_list("on", "period")]
