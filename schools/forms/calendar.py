"""Days of the school calendar."""

from datetime import timedelta

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dates import Span
from schools.calendar import Day
from schools.forms.fields import DayField
from schools.models import CalendarDay

LONGEST_VACATION = 120  # days; more is a slip of the keyboard
WEEKDAY_CHOICES = [("", _("no timetable"))] + [(n + 1, WEEKDAYS[n]) for n in range(7)]


class CalendarDayForm(forms.ModelForm):
    """What one day is for the school."""

    lessons_of_weekday = forms.TypedChoiceField(
        label=_("Lessons of"),
        choices=WEEKDAY_CHOICES,
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("The weekday whose timetable is followed, where lessons are held."),
    )

    class Meta:
        model = CalendarDay
        fields = ["kind", "name", "is_school_day", "lessons_of_weekday"]

    def __init__(self, *args, day: Day, **kwargs):
        shown = {
            "kind": CalendarDay.Kind.SPECIAL if day.is_ordinary else day.kind,
            "name": day.name,
            "is_school_day": day.is_school_day,
            "lessons_of_weekday": day.lessons_weekday,
        }
        super().__init__(*args, initial=shown, **kwargs)

    def clean(self):
        data = super().clean()
        if data.get("kind") in (CalendarDay.Kind.HOLIDAY, CalendarDay.Kind.VACATION) and data.get("is_school_day"):
            words = _("There are no lessons on a public holiday or in the vacation. Is it a special school day?")
            self.add_error("is_school_day", forms.ValidationError(words, code="lessons_on_a_free_day"))
        if not data.get("is_school_day"):
            data["lessons_of_weekday"] = None
        return data

    def save(self, commit=True):
        self.instance.is_national = False
        return super().save(commit)


class VacationForm(forms.Form):
    """A vacation from its first to its last day."""

    name = forms.CharField(label=pgettext_lazy("of a place, a group or a day", "Name"), max_length=60)
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))

    def clean(self):
        data = super().clean()
        first, last = data.get("first_on"), data.get("last_on")
        if first and last and last < first:
            words = _("The last day must not come before the first.")
            self.add_error("last_on", forms.ValidationError(words, code="ends_before_it_starts"))
        elif first and last and (last - first).days >= LONGEST_VACATION:
            words = _("A vacation of more than %(days)s days? Please check the dates.")
            self.add_error("last_on", forms.ValidationError(words, code="too_long", params={"days": LONGEST_VACATION}))
        return data

    def span(self) -> Span:
        """Give the days typed, half-open. Only after is_valid()."""
        return Span(self.cleaned_data["first_on"], self.cleaned_data["last_on"] + timedelta(days=1))
