"""Fields that several forms share."""

from django import forms


class DayField(forms.DateField):
    """A date chosen in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
