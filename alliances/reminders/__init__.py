"""What people of alliances are reminded of, by area."""

from alliances.reminders import exchange, meetings


def register() -> None:
    """Make the reminders known; called when the app starts."""
    exchange.register()
    meetings.register()
