"""For which days an observation may still be handed in."""

from datetime import date, timedelta


def first_open_day(today: date, days_back: int) -> date:
    """Give the earliest day whose lessons can still be handed in."""
    return today - timedelta(days=days_back)
