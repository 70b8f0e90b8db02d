"""What is waived, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import date_input, page_owned


class WaiverForm(forms.Form):
    """The whole obligation, or the weeks and days from–to; the reason is read by those who bear it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("The people concerned read it: no illness by name.")
    )
    from_on = forms.DateField(label=_("first day"), widget=date_input(), required=False)
    to_on = forms.DateField(
        label=_("last day"), widget=date_input(), required=False, help_text=_("Leave both empty to waive all of it.")
    )

    def __init__(self, *args, has_days: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_days:
            del self.fields["from_on"], self.fields["to_on"]
        self.helper = page_owned(self)

    def clean(self):
        data = super().clean()
        first, last = data.get("from_on"), data.get("to_on")
        if (first is None) != (last is None) and not self.errors:
            missing = "to_on" if first else "from_on"
            self.add_error(missing, forms.ValidationError(_("Give both days, or neither."), code="required"))
        elif first and last and last < first:
            self.add_error("to_on", forms.ValidationError(_("The last day lies before the first day."), code="order"))
        return data
