"""How late a hand-in is (F-11) and who looks at it next (C3.3): plain values in and out, no clock."""

from datetime import date

from rulebook.rules.deadlines import days_late
from schools.calendar import SchoolCalendar

# The parameter of C4 that says which days count, by what is handed in; others are counted in calendar days.
DAYS_BY_KIND = {"subject_summary": "C4-D05.days", "teaching_paper": "C4-D06.days"}
SCHOOL_DAYS = "school_days"


def late_by(*, due_on: date, handed_in_on: date | None, until: date, mode: str, calendar: SchoolCalendar) -> int:
    """Give the days by which it is late; what has not come yet is late as on the day `until`.

    Source: C4.3d (rule set 4, article 3), F-11. School days include make-up workdays.
    """
    counted = calendar if mode == SCHOOL_DAYS else None
    return days_late(due_on=due_on, handed_in_on=handed_in_on or until, calendar=counted)


def may_check(state: str, *, passes_head: bool, has_head: bool) -> bool:
    """Tell whether the office may check it: a plan after the group's head, who is the first gate (C3.3).

    Where nobody but the teacher heads the group, it comes to the office at once.
    """
    return state == "approved" or (state == "handed_in" and not (passes_head and has_head))
