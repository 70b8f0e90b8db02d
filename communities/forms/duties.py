"""Days on which a parent takes no duty."""

from datetime import timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.forms.parts import WeekdaysField
from schools.forms.fields import DayField

LONGEST = timedelta(days=366)


class UnavailabilityForm(forms.Form):
    """From a day to a day, on all or some weekdays; no reason is asked."""

    from_on = DayField(label=_("First day"))
    to_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: until you remove it."))
    weekdays = WeekdaysField(label=_("Only on these weekdays"), help_text=_("None ticked: every day."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Row(Column("from_on", css_class="col-6"), Column("to_on", css_class="col-6")), "weekdays"
        )

    def clean(self):
        data = super().clean()
        first, last = data.get("from_on"), data.get("to_on")
        if first and last and last < first:
            self._refuse("order", _("The last day must not come before the first."))
        elif last and last < timezone.localdate():
            self._refuse("past", _("These days are over."))
        elif first and last and last - first > LONGEST:
            self._refuse("too_long", _("More than a year? Please check the dates, or leave the last day empty."))
        return data

    def days(self) -> dict:
        """Give what was typed: from_on, to_on (None: open) and weekdays. Only after is_valid()."""
        return {name: self.cleaned_data[name] for name in ("from_on", "to_on", "weekdays")}

    def _refuse(self, code, words):
        self.add_error("to_on", forms.ValidationError(words, code=code))
