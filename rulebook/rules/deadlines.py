"""Until when something is due after an exam (F-12), and how late a hand-in is (F-11)."""

from datetime import date, timedelta

from schools.calendar import SchoolCalendar

DAY = timedelta(days=1)
TWO_WEEKS = 14
SCHOOL_DAYS_OF_TWO_WEEKS = 10


def after_exam(
    last_day: date, *, days: int, in_school_days: bool = False, roll_forward: bool = False, calendar: SchoolCalendar
) -> date:
    """Give the last day on time: `days` calendar days after the exam's last day.

    With `in_school_days` the two weeks of the text are read as ten school days, other numbers in proportion.
    `roll_forward` moves a deadline that is no school day to the next one. Source: C1.12, C3.9, C5.9, C6.11.
    """
    if in_school_days:
        return add_school_days(last_day, -(-days * SCHOOL_DAYS_OF_TWO_WEEKS // TWO_WEEKS), calendar)
    due = last_day + timedelta(days=days)
    while roll_forward and due + DAY in calendar.span and not calendar.is_school_day(due):
        due += DAY
    return due


def add_school_days(day: date, number: int, calendar: SchoolCalendar) -> date:
    """Give the n-th school day after a day; the calendar's last day when it does not reach so far."""
    while number and day + DAY in calendar.span:
        day += DAY
        number -= calendar.is_school_day(day)
    return day


def days_late(*, due_on: date, handed_in_on: date, calendar: SchoolCalendar | None = None) -> int:
    """Give by how many calendar days, or with a calendar by how many school days, a hand-in is late; 0 when on time.

    Source: C4.3 (rule set 4, article 3), F-11.
    """
    if handed_in_on <= due_on:
        return 0
    if calendar is None:
        return (handed_in_on - due_on).days
    return len(calendar.school_days(due_on + DAY, handed_in_on + DAY))
