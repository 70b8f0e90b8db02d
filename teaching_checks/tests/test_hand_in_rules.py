from datetime import date

import pytest

from core.dates import Span
from schools.calendar import SchoolCalendar
from schools.models import CalendarDay
from teaching_checks.rules.hand_ins import late_by, may_check

DUE = date(2026, 1, 16)
MAKE_UP = CalendarDay(on=date(2026, 1, 17), kind="make_up", is_school_day=True, lessons_of_weekday=5)
TERM = Span(date(2025, 9, 1), date(2026, 2, 1))
CALENDAR = SchoolCalendar(Span(DUE, date(2026, 1, 30)), rows=[MAKE_UP], terms=[TERM])


@pytest.mark.parametrize(
    ("came", "mode", "days"),
    [
        pytest.param(date(2026, 1, 16), "calendar_days", 0, id="F-11 on the last day"),
        pytest.param(date(2026, 1, 20), "calendar_days", 4, id="F-11 four days, eight yuan"),
        pytest.param(date(2026, 1, 20), "school_days", 3, id="F-11 a make-up Saturday, Monday, Tuesday"),
        pytest.param(None, "calendar_days", 6, id="F-11 not yet handed in"),
    ],
)
def test_days_late_follow_the_mode_of_the_school(came, mode, days):
    found = late_by(due_on=DUE, handed_in_on=came, until=date(2026, 1, 22), mode=mode, calendar=CALENDAR)
    assert found == days


@pytest.mark.parametrize(
    ("state", "passes_head", "has_head", "may"),
    [
        pytest.param("approved", True, True, True, id="C3.3 after the first gate"),
        pytest.param("handed_in", True, True, False, id="C3.3 the head first"),
        pytest.param("handed_in", True, False, True, id="C3.3 the head's own plan"),
        pytest.param("handed_in", False, True, True, id="C4.3d a summary passes no head"),
        pytest.param("returned", False, False, False, id="C3.3 returned"),
    ],
)
def test_the_office_checks_after_the_head(state, passes_head, has_head, may):
    assert may_check(state, passes_head=passes_head, has_head=has_head) is may
