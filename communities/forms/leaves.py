"""On which days a child does not come."""

from datetime import timedelta

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import date_input, page_owned


class LeaveForm(forms.Form):
    """Today, tomorrow, or from–to; no reason is asked."""

    class Days(models.TextChoices):
        TODAY = "today", _("Today")
        TOMORROW = "tomorrow", _("Tomorrow")
        SEVERAL = "several", _("Other days")

    students = forms.ModelMultipleChoiceField(
        None, label=_("Who does not come?"), to_field_name="public_id", widget=forms.CheckboxSelectMultiple
    )
    days = forms.ChoiceField(label=_("When?"), choices=Days, widget=forms.RadioSelect, initial=Days.TODAY)
    from_on = forms.DateField(label=_("first day"), widget=date_input(), required=False)
    to_on = forms.DateField(label=_("last day"), widget=date_input(), required=False)

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["students"].queryset = children
        only = children[:2]
        if len(only) == 1:
            self.fields["students"].initial = [only[0].public_id]
        self.helper = page_owned(self)

    def clean(self):
        data, today = super().clean(), timezone.localdate()
        if data.get("days") == self.Days.SEVERAL:
            self._check_dates(data)
        elif data.get("days"):
            day = today if data["days"] == self.Days.TODAY else today + timedelta(days=1)
            data["from_on"] = data["to_on"] = day
        return data

    def _check_dates(self, data) -> None:
        if not data.get("from_on") and "from_on" not in self.errors:
            self.add_error("from_on", forms.ValidationError(_("Choose the first day."), code="required"))
        # One day may be written as its first day only.
        data["to_on"] = data.get("to_on") or data.get("from_on")

    @property
    def span(self) -> dict:
        """What the service needs."""
        return {name: self.cleaned_data[name] for name in ("students", "from_on", "to_on")}
