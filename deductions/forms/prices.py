"""A school's own price list, line by line; the window to appeal; the switch to money."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from deductions.models import PriceItem, PriceList
from registry.forms.parts import page_owned
from schools.forms.fields import DayField

EMPTY_LINES = 3


class PriceListForm(forms.ModelForm):
    """From when, in which unit, and the most."""

    from_on = DayField(label=_("in force from"))

    class Meta:
        model = PriceList
        fields = ["from_on", "unit", "cap_per_month", "cap_per_term"]
        help_texts = {
            "cap_per_month": _("Leave empty for no limit."),
            "cap_per_term": _("Leave empty for no limit."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("cap_per_month", "cap_per_term"):
            self.fields[name].min_value = 0
            self.fields[name].widget.attrs["min"] = 0
        self.helper = page_owned(self)
        self.helper.disable_csrf = True

    def clean(self):
        data = super().clean()
        for name in ("cap_per_month", "cap_per_term"):
            if data.get(name) is not None and data[name] < 0:
                self.add_error(name, forms.ValidationError(_("Write an amount of 0 or more."), code="negative"))
        return data

    def _post_clean(self):
        """Leave the row alone: the service writes it."""


class PriceItemForm(forms.ModelForm):
    """One line; left out when its code and text are emptied."""

    class Meta:
        model = PriceItem
        fields = ["code", "text", "article", "event", "each", "amount", "most", "needs_proof", "verifier"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            css = {"event": "form-select form-select-sm", "needs_proof": "form-check-input"}
            field.widget.attrs["class"] = css.get(name, "form-control form-control-sm")
            field.widget.attrs["aria-label"] = field.label
        for name in ("amount", "most"):
            self.fields[name].widget = forms.TextInput(attrs={**self.fields[name].widget.attrs, "inputmode": "decimal"})

    def clean(self):
        data = super().clean()
        for name in ("amount", "most"):
            if data.get(name) is not None and data[name] < 0:
                self.add_error(name, forms.ValidationError(_("Write an amount of 0 or more."), code="negative"))
        return data

    def _post_clean(self):
        """Leave the row alone: the service writes it."""


class _Lines(forms.BaseModelFormSet):
    """The lines of a draft; a box at the end takes one out."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = pgettext("a line of a list", "Take out")
        form.fields["DELETE"].widget.attrs.update(
            {"class": "form-check-input", "aria-label": pgettext("a line of a list", "Take out")}
        )


PriceItems = forms.modelformset_factory(
    PriceItem, form=PriceItemForm, formset=_Lines, extra=EMPTY_LINES, can_delete=True
)


def lines_of(formset) -> list[dict]:
    """Give the lines as the service takes them; removed and empty ones are left out."""
    found = []
    for form in formset.forms:
        data = form.cleaned_data
        if not data or data.get("DELETE") or not data.get("code"):
            continue
        columns = {name: data[name] for name in PriceItemForm.Meta.fields}
        found.append({**columns, "pk": form.instance.pk})
    return found


class WindowForm(forms.Form):
    """How many days a teacher has to object."""

    days = forms.IntegerField(label=_("days to appeal"), min_value=1, max_value=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].widget.attrs["class"] = "form-control"
        self.helper = page_owned(self)


class MoneyForm(forms.Form):
    """The principal's word that the school deducts money (L-12)."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who resolved it, when and where. It stays in the history."),
    )
    agreed = forms.BooleanField(label=_("I have read this and take the responsibility"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)
