"""Forms of the register import."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import page_owned
from registry.imports.fields import FIELDS, MEMBER_PARTS

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
    """What of the preview is shown."""

    action = forms.CharField(required=False)
    level = forms.CharField(required=False)
    code = forms.CharField(required=False)
    q = forms.CharField(required=False, max_length=60)

    def wanted(self) -> dict[str, str]:
        """Give the filter's words; nothing for a word that is wrong."""
        self.is_valid()
        cleaned = self.cleaned_data
        return {name: cleaned.get(name, "") for name in ("action", "level", "code")} | {"query": cleaned.get("q", "")}


def field_choices() -> list[tuple[str, str]]:
    """Give every field that a column can be mapped to, with the national register's words."""
    choices = [(field.code, field.header) for field in FIELDS if field.kind != "ignored"]
    words = {"member1": "成员1", "member2": "成员2", "father": "父亲", "mother": "母亲", "guardian": "监护人"}
    for member, word in words.items():
        choices += [(f"{member}_{part.code}", word + part.words[0]) for part in MEMBER_PARTS]
    return choices


class MappingForm(forms.Form):
    """One choice per column of every table; the keys are header keys of the layout."""

    def __init__(self, *args, tables: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("– leave out –")), *field_choices()]
        known = dict(choices)
        for table in tables:
            for column in table["columns"]:
                code = column["field"] or ""
                own = choices if code in known else [*choices, (code, column["header"])]
                label = " · ".join(part for part in (column["letter"], column["group"], column["header"]) if part)
                self.fields.setdefault(column["key"], _choice(label, own, code))

    def corrections(self) -> dict[str, str | None]:
        """Give only what the person has changed."""
        return {key: self.cleaned_data[key] or None for key in self.changed_data}

    def clean(self):
        seen: dict[str, str] = {}
        for key in self.changed_data:
            code = self.cleaned_data.get(key)
            if code and code in seen:
                message = _("This field is already chosen for the column “%(other)s”.")
                self.add_error(key, forms.ValidationError(message, code="twice", params={"other": seen[code]}))
            seen[code] = self.fields[key].label
        return super().clean()


def _choice(label, choices, initial) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False, widget=widget)
