"""A score sheet as a form: one field for each item, cleaned as everywhere (sheets/rules.py)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rulebook.words import plain
from sheets import rules
from sheets.rules import Item, Kind, Sheet, WrongValue

WRONG = {
    "not-a-number": _("Write a number."),
    "too-low": _("This is too low."),
    "too-high": _("This is more than the item gives."),
    "decimals": _("At most one decimal place."),
    "unknown-grade": _("Choose a grade of the sheet."),
    "unknown-tick": _("Tick it or leave it."),
    "too-long": _("This is too long."),
}


class SheetForm(forms.Form):
    """The items of a sheet. `values` are those kept so far; `sheet_values` gives the cleaned ones."""

    def __init__(self, *args, sheet: Sheet, values: dict | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet, values = sheet, values or {}
        for item in sheet.items:
            self.fields[item.code] = _field(sheet, item)
            self.initial[item.code] = values.get(item.code, "")

    def clean(self):
        data = super().clean()
        for item in self.sheet.items:
            try:
                data[item.code] = rules.clean(self.sheet, item, _text(data.get(item.code)))
            except WrongValue as wrong:
                self.add_error(item.code, forms.ValidationError(WRONG[wrong.reason], code=wrong.reason))
        return data

    @property
    def sheet_values(self) -> dict[str, str]:
        return {item.code: self.cleaned_data[item.code] for item in self.sheet.items if self.cleaned_data[item.code]}


def _text(value) -> str:
    return {True: "1", False: "", None: ""}.get(value, value)


def _field(sheet: Sheet, item: Item) -> forms.Field:
    label = {"label": item.name, "required": False}
    if item.kind is Kind.GRADE:
        return forms.ChoiceField(
            widget=forms.RadioSelect, choices=[(line.code, line.name) for line in sheet.grades], **label
        )
    if item.kind is Kind.TICK:
        return forms.BooleanField(**label)
    if item.kind is Kind.TEXT:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=rules.LONGEST_TEXT, **label)
    label["label"] = f"{item.name} (0–{plain(item.most)})" if item.kind is Kind.SCORE else item.name
    return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **label)
