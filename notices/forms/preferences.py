"""How a person wants to be told."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from notices.models import Preference

HOUR = {"type": "time"}


class PreferenceForm(forms.ModelForm):
    """Everything that a person decides about messages outside the portal; `email` stands on the account."""

    email = forms.EmailField(label=_("Your e-mail address"), required=False)

    class Meta:
        model = Preference
        fields = ["how", "digest_at", "by_email", "by_sms", "quiet_from", "quiet_until"]
        widgets = {
            "how": forms.RadioSelect,
            "digest_at": forms.RadioSelect,
            "quiet_from": forms.TimeInput(format="%H:%M", attrs=HOUR),
            "quiet_until": forms.TimeInput(format="%H:%M", attrs=HOUR),
        }
        help_texts = {
            "digest_at": _("For collections by day or week."),
            "by_sms": _("To the mobile number that the school has of you."),
            "quiet_until": _("The same hour twice: never quiet."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hours = Row(Column("quiet_from", css_class="col-6"), Column("quiet_until", css_class="col-6"))
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset(_("By e-mail or text message"), "by_email", "email", "by_sms"),
            "how",
            "digest_at",
            Fieldset(_("When to leave me alone"), hours),
        )

    def clean(self):
        data = super().clean()
        if data.get("by_email") and not data.get("email") and "email" in self.changed_data:
            words = _("Write your address, or take the tick from “E-mail”.")
            self.add_error("email", forms.ValidationError(words, code="no-email"))
        return data
