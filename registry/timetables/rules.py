"""Odd and even weeks of a timetable, without a database."""

EVERY, ODD, EVEN = "every", "odd", "even"


def is_held(weeks: str, teaching_week: int | None) -> bool:
    """Tell whether a lesson of these weeks is held in the teaching week with this number.

    Outside the teaching weeks nobody can say odd or even: only what is held every week is held.
    """
    if weeks == EVERY:
        return True
    return teaching_week is not None and (teaching_week % 2 == 1) == (weeks == ODD)


def do_meet(one: str, other: str) -> bool:
    """Tell whether two lessons share a week: every week meets odd and even ones."""
    return EVERY in (one, other) or one == other
