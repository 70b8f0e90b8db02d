"""Words of the timetable for templates."""

from django import template

from registry.timetables import words

register = template.Library()


@register.filter
def time_words(lesson) -> str:
    """Say on which weekday and in which period: {{ lesson|time_words }}."""
    return words.time_words(lesson.weekday, lesson.period)
