"""Leave before the drawing; another week for somebody."""

from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from registry.models import Teacher
from schools.forms.fields import DayField
from teaching_checks.forms.layout import page_owned
from teaching_checks.models import Roster, RosterPlace

WHY = _("Seen by who plans the inspections.")


class WeekField(forms.TypedChoiceField):
    """A week of the roster that is not over, chosen by its Monday."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Week"), coerce=date.fromisoformat, **kwargs)

    def offer(self, roster: Roster, *, today: date) -> None:
        days = [date.fromisoformat(on) for on in roster.weeks]
        words = _("Week %(number)d · from %(day)s")
        self.choices = [
            (str(on), words % {"number": number, "day": date_format(on, "MONTH_DAY_FORMAT")})
            for number, on in enumerate(days, 1)
            if (today - on).days < 7
        ]


class MoveForm(forms.Form):
    """Which week instead, and why."""

    week_on = WeekField()
    why = forms.CharField(label=_("Reason"), max_length=100, help_text=WHY)

    def __init__(self, *args, place: RosterPlace, today: date, **kwargs):
        super().__init__(*args, initial={"week_on": str(place.week_on)}, **kwargs)
        self.fields["week_on"].offer(place.roster, today=today)
        self.helper = page_owned(self)


class AddForm(forms.Form):
    """Somebody who stands in no week yet."""

    teacher = forms.ModelChoiceField(Teacher.objects.none(), label=_("Teacher"))
    week_on = WeekField()
    why = forms.CharField(label=_("Reason"), max_length=100, help_text=WHY)

    def __init__(self, *args, roster: Roster, teachers, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["teacher"].queryset = teachers
        self.fields["week_on"].offer(roster, today=today)
        self.helper = page_owned(self)


class LeaveForm(forms.Form):
    """Who is on leave, from when to when."""

    teacher = forms.ModelChoiceField(Teacher.objects.none(), label=_("Teacher"))
    from_on = DayField(label=_("First day"))
    to_on = DayField(label=_("Last day"))

    def __init__(self, *args, teachers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["teacher"].queryset = teachers
        self.helper = page_owned(self)
