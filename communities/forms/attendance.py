"""The minutes of a duty, and the tick of one pupil."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Assignment, Attendance


def _time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class TimesForm(forms.Form):
    """When the parent came and left, on the day of the duty."""

    came = forms.TimeField(label=_("Came at"), widget=_time_input())
    left = forms.TimeField(label=_("Left at"), widget=_time_input(), required=False)

    def __init__(self, *args, duty: Assignment, **kwargs):
        self.duty = duty
        initial = {"came": _hour(duty.checked_in_at), "left": _hour(duty.checked_out_at)}
        super().__init__(*args, initial=initial, auto_id=f"id_{duty.public_id}_%s", **kwargs)

    @property
    def moments(self) -> dict:
        """The two times as moments; one that was not touched keeps its seconds."""
        return {"came_at": self._moment("came", "checked_in_at"), "left_at": self._moment("left", "checked_out_at")}

    def _moment(self, name: str, field: str):
        typed, known = self.cleaned_data[name], getattr(self.duty, field)
        if typed is None or (known and _hour(known) == typed):
            return known if typed else None
        return timezone.make_aware(datetime.combine(self.duty.slot.on, typed))


def _hour(moment):
    return timezone.localtime(moment).time().replace(second=0, microsecond=0) if moment else None


class MarkForm(forms.Form):
    """One tap: which pupil, which status."""

    student = forms.ModelChoiceField(None, to_field_name="public_id")
    status = forms.ChoiceField(choices=Attendance.Status.choices)

    def __init__(self, *args, students, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["student"].queryset = students
