"""School-calendar arithmetic that needs no database (F-20). Dates are school days in Asia/Shanghai."""

from datetime import date

FIRST_MONTH = 9  # the school year runs from 1 September to 31 August


def school_year(on: date) -> int:
    """Give the calendar year in which the school year of this day began: 2026 for 2026-09-01 to 2027-08-31."""
    return on.year if on.month >= FIRST_MONTH else on.year - 1


def age_on(born_on: date, on: date) -> int:
    """Give the age in completed years on a day; someone born on 29 February has a birthday on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def is_under_14(born_on: date, on: date) -> bool:
    """Tell whether the law counts this child's data as sensitive on that day (L-01)."""
    return age_on(born_on, on) < 14
