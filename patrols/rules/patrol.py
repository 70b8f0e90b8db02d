"""What was found in a lesson, and what is a fact for a price list. Plain values in, plain values out."""

from datetime import date

MOST_MINUTES = 60
LATEST_DAYS = 14  # what is typed in from paper; later nobody remembers minutes


def is_open_for_entries(on: date, today: date) -> bool:
    """Tell whether lessons of a day can (still) be entered or corrected: not before the day, and two weeks after."""
    return 0 <= (today - on).days <= LATEST_DAYS


def faults_of(*, late: int | None, left: int | None, is_absent: bool, is_swapped: bool, really: str) -> list[str]:
    """Give what contradicts itself: "absent-and-there", "really-missing", "really-without-swap"."""
    faults = []
    if is_absent and (late or left):
        faults.append("absent-and-there")
    if is_swapped and not really:
        faults.append("really-missing")
    if really and not is_swapped:
        faults.append("really-without-swap")
    return faults


def events_of(*, late: int | None, left: int | None, is_absent: bool, is_excused: bool) -> list[tuple[str, int]]:
    """Give (event, minutes) for a price list: each time late, left early, absent without leave.

    With approved leave or on official business nobody is charged: the text prices 旷课, not absence as such.
    Source: C4.4.2 (rule set 4, section 4, item 2).
    """
    if is_excused:
        return []
    if is_absent:
        return [("lesson_missed", 0)]
    late_and_left = [("lesson_late", late), ("lesson_left", left)]
    return [(event, minutes) for event, minutes in late_and_left if minutes]
