"""A sheet as a person types it: a name, rows of criteria, rows of grades. No JSON, no codes."""

from decimal import Decimal

from django import forms
from django.forms import formset_factory
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sheets.content import said
from sheets.models import Purpose, ScoreSheet
from sheets.rules import MOST_COUNT, MOST_ITEMS, Kind

KINDS = [
    (Kind.SCORE, pgettext_lazy("kind of criterion", "points")),
    (Kind.GRADE, pgettext_lazy("kind of criterion", "grade")),
    (Kind.COUNT, pgettext_lazy("kind of criterion", "number")),
    (Kind.TICK, pgettext_lazy("kind of criterion", "tick")),
    (Kind.TEXT, pgettext_lazy("kind of criterion", "text")),
]


class SheetForm(forms.ModelForm):
    """The name, and what the sheet is for; the latter stays as it was first chosen."""

    class Meta:
        model = ScoreSheet
        fields = ["name", "purpose"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["purpose"]
        else:
            self.fields["purpose"].choices = Purpose.choices


def _cell(label, **attrs) -> dict:
    return {"class": "form-control", "aria-label": label, "autocomplete": "off", **attrs}


class ItemForm(forms.Form):
    """One criterion in a row of the table."""

    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    dimension = forms.CharField(
        required=False, max_length=30, widget=forms.TextInput(_cell(_("Heading"), list="headings"))
    )
    name = forms.CharField(required=False, max_length=60, widget=forms.TextInput(_cell(_("Criterion"))))
    kind = forms.ChoiceField(
        choices=KINDS, initial=Kind.SCORE, widget=forms.Select({"class": "form-select", "aria-label": _("Judged by")})
    )
    most = forms.DecimalField(
        required=False,
        min_value=0,
        max_value=MOST_COUNT,
        decimal_places=1,
        widget=forms.NumberInput(_cell(_("Full marks"), step="0.5", inputmode="decimal")),
    )
    may_be_empty = forms.BooleanField(
        required=False, widget=forms.CheckboxInput({"class": "form-check-input", "aria-label": _("May stay empty")})
    )


class GradeForm(forms.Form):
    """One grade: its name, and from how many hundredths of the full marks it is reached."""

    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    name = forms.CharField(
        required=False, max_length=20, widget=forms.TextInput(_cell(pgettext_lazy("on a score sheet", "Grade")))
    )
    percent = forms.DecimalField(
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=1,
        widget=forms.NumberInput(_cell(_("From per cent of the full marks"), step="1", inputmode="decimal")),
    )


def usual_grades() -> list[dict]:
    """Give the grades that a new sheet begins with, to be renamed or removed."""
    names = (_("Excellent"), _("Good"), _("Passed"), _("Not passed"))
    return [
        {"code": f"usual{number}", "name": str(name), "from": share}
        for number, (name, share) in enumerate(zip(names, (0.9, 0.8, 0.6, 0), strict=True), 1)
    ]


_ROWS = {"can_order": True, "can_delete": True, "validate_max": True}
ItemFormSet = formset_factory(ItemForm, extra=0, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS + 20, **_ROWS)
GradeFormSet = formset_factory(GradeForm, extra=0, max_num=8, absolute_max=20, **_ROWS)


def rows_of(content) -> tuple[list[dict], list[dict]]:
    """Give the first values of both tables, in the reader's language."""
    items = [
        {
            "code": row["code"],
            "dimension": said(row.get("dimension", "")),
            "name": said(row["name"]),
            "kind": row.get("kind", Kind.SCORE),
            "most": row.get("most"),
            "may_be_empty": row.get("may_be_empty", False),
        }
        for row in content.get("items", ())
    ]
    grades = [
        {
            "code": row["code"],
            "name": said(row["name"]),
            "percent": f"{(Decimal(str(row['from'])) * 100).normalize():f}",
        }
        for row in content.get("grades", ())
    ]
    return items, grades


def content_of(items, grades, before) -> dict:
    """Give the content that the two valid tables say.

    Words that stayed as they were keep their other language; a row added by hand gets a code that never changes again.
    """
    old = {row["code"]: row for row in before.get("items", ())}
    old_grades = {row["code"]: row for row in before.get("grades", ())}
    return {
        "items": [_item(row, old.get(row["code"], {})) for row in _kept(items)],
        "grades": [_grade(row, old_grades.get(row["code"], {})) for row in _kept(grades)],
    }


def _kept(formset) -> list[dict]:
    return [form.cleaned_data for form in formset.ordered_forms if _is_filled(form.cleaned_data)]


def _is_filled(row: dict) -> bool:
    return bool(row.get("name") or row.get("most") or row.get("percent") is not None)


def _item(row: dict, old: dict) -> dict:
    item = {
        "code": row["code"] if old else f"i{get_random_string(8)}",
        "name": _words(row["name"], old.get("name", "")),
        "kind": row["kind"],
    }
    if row["dimension"]:
        item["dimension"] = _words(row["dimension"], old.get("dimension", ""))
    if row["kind"] == Kind.SCORE:
        item["most"] = f"{row['most'] or 0:f}"
    if row["may_be_empty"]:
        item["may_be_empty"] = True
    return item


def _grade(row: dict, old: dict) -> dict:
    return {
        "code": row["code"] if old else f"g{get_random_string(8)}",
        "name": _words(row["name"], old.get("name", "")),
        "from": _plain((row["percent"] or Decimal(0)) / 100),
    }


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _words(typed: str, old):
    return old if old and said(old) == typed else typed
