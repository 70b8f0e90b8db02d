"""What the pages of observations print: the words of a rule, numbers, what is still missing."""

from django import template

from observations.selectors.quotas import Quota
from rulebook import saying, words

register = template.Library()

register.filter("plain", words.plain)


@register.filter
def rule_words(quota: Quota) -> str:
    """Give the rule in a few words: “20 lessons a term”, “1 lesson a week”."""
    return saying.quota(quota.line.requirement, quota.line.numbers)


@register.filter
def of(mapping, key):
    """Give the value of a key; None without."""
    return mapping.get(key)


@register.inclusion_tag("observations/_quota_weeks.html")
def week_cells(quota: Quota) -> dict:
    """Print one small cell for each week; what it shows by colour it also says by a sign and in words."""
    return {"weeks": quota.weeks}
