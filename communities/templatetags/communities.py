"""Words of days off and of hosts' consents for templates."""

from django import template

from communities.messages.days import days_in_words
from communities.messages.venues import hours_asked

register = template.Library()
register.filter("hours_asked", hours_asked)


@register.filter
def days(entry) -> str:
    """Say from which day to which, and on which weekdays: {{ entry|days }}."""
    return days_in_words(entry.from_on, entry.to_on, entry.weekdays)
