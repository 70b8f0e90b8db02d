"""Fields that the forms of communities share."""

from django import forms
from django.utils.dates import WEEKDAYS_ABBR

WEEKDAYS = [(number + 1, words) for number, words in WEEKDAYS_ABBR.items()]


class WeekdaysField(forms.TypedMultipleChoiceField):
    """Days of the week to tick; Monday is 1."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(**{"choices": WEEKDAYS, "coerce": int, "required": False, **kwargs})


class HourField(forms.TimeField):
    """A time chosen on the phone's own dial."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
