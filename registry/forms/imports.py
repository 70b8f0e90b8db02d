"""Forms of the register import."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import page_owned
from registry.imports.problems import KINDS
from registry.models import StagedStudent

LARGEST_MB = 40


class UploadForm(forms.Form):
    """A workbook and from when it holds."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("The school's own file: Excel (.xlsx, .xls), OpenDocument, CSV or text. Nothing is changed yet."),
    )
    effective_on = forms.DateField(
        label=_("Effective date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A pupil in another class than before has moved on this day."),
    )
    wipe_blanks = forms.BooleanField(
        label=_("Blank cells erase what is there"),
        required=False,
        help_text=_("Leave this off unless the file is complete: normally a blank cell changes nothing."),
    )
    include_hidden = forms.BooleanField(label=_("Read hidden sheets too"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].initial = timezone.localdate
        self.helper = page_owned(self)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_MB * 1024 * 1024:
            message = _("The file is larger than %(limit)s MB. Delete pictures and empty rows, or split it.")
            raise forms.ValidationError(message, code="too-large", params={"limit": LARGEST_MB})
        return file

    def clean_effective_on(self) -> date:
        day = self.cleaned_data["effective_on"]
        if not date(2000, 1, 1) <= day <= date(timezone.localdate().year + 1, 12, 31):
            raise forms.ValidationError(_("Choose a day between 2000 and the end of next year."), code="implausible")
        return day


class PreviewFilter(forms.Form):
    """What of the preview is shown; a word that is wrong filters nothing."""

    action = forms.ChoiceField(required=False, choices=StagedStudent.Action)
    level = forms.ChoiceField(required=False, choices=[("reject", ""), ("warn", "")])
    code = forms.ChoiceField(required=False, choices=[(code, "") for code in KINDS])
    sheet = forms.CharField(required=False, max_length=100, strip=False)
    row = forms.IntegerField(required=False, min_value=0, max_value=10_000_000)
    q = forms.CharField(required=False, max_length=60)

    def wanted(self) -> dict[str, str | int | None]:
        """Give the filter's words as the selector wants them."""
        self.is_valid()
        cleaned = self.cleaned_data
        words = {name: cleaned.get(name, "") for name in ("action", "level", "code", "sheet")}
        return words | {"row": cleaned.get("row"), "query": cleaned.get("q", "")}
