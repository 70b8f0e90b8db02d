"""The upload of a filled-in template."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 5 * 1024 * 1024


class WorkbookForm(forms.Form):
    """The template of a round, filled in."""

    file = forms.FileField(
        label=_("Filled-in template"),
        help_text=_("Excel, at most 5 MB. Nothing is written yet."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB."), code="too-large")
        return file
