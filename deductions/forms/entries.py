"""What people type about an entry: a report by hand, an amount at discretion, reasons, an appeal, a decision."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.uploads import ProofField
from deductions.models import Entry
from deductions.rules.prices import How, PriceTable
from registry.forms.parts import page_owned
from registry.models import Teacher
from schools.forms.fields import DayField

CENTS = {"max_digits": 7, "decimal_places": 2, "min_value": 0}
FILE_HELP = _("Photo, PDF, Word or Excel, at most 10 MB.")


class ReportForm(forms.Form):
    """A deduction entered by hand, by a line of the list."""

    teacher = forms.ModelChoiceField(label=_("Teacher"), queryset=Teacher.objects.none(), to_field_name="public_id")
    item = forms.ChoiceField(label=pgettext_lazy("of a deduction", "What"))
    on = DayField(label=pgettext_lazy("of a deduction", "Day"))
    number = forms.DecimalField(
        label=_("How many"), required=False, help_text=_("Times, days or pieces."), initial=1, **CENTS
    )
    required = forms.DecimalField(label=_("For plans and markings: required"), required=False, **CENTS)
    prepared = forms.DecimalField(label=_("For plans and markings: there were"), required=False, **CENTS)
    note = forms.CharField(
        label=_("What was seen"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The teacher reads it. No illness, no family matters."),
    )
    file = ProofField(label=_("Proof"), required=False, help_text=FILE_HELP)

    def __init__(self, *args, teachers, table: PriceTable, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.table, self.today = table, today
        self.fields["teacher"].queryset = teachers
        self.fields["item"].choices = [(code, f"{code} · {price.name}") for code, price in table.prices.items()]
        # Plans and markings are counted in two numbers; the page shows what the chosen line asks for.
        pairs = [code for code, price in table.prices.items() if price.how in (How.SHORT, How.SHARE)]
        self.fields["item"].widget.attrs["data-pairs"] = " ".join(pairs)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.helper = page_owned(self)

    def clean(self):
        data = super().clean()
        if price := self.table.prices.get(data.get("item", "")):
            names = ("required", "prepared") if price.how in (How.SHORT, How.SHARE) else ("number",)
            for name in names:
                if data.get(name) is None and name not in self.errors and not price.is_discretionary:
                    self.add_error(name, forms.ValidationError(_("Write a number."), code="needed"))
        return data

    @property
    def figures(self) -> dict[str, Decimal]:
        """What was counted, as an event of this kind has it."""
        data, how = self.cleaned_data, self.table.prices[self.cleaned_data["item"]].how
        if how in (How.SHORT, How.SHARE):
            return {"required": data["required"], "prepared": data["prepared"]}
        return {"days" if how is How.DAYS else "times": data["number"] if data["number"] is not None else Decimal(1)}


class VerifyForm(forms.Form):
    """What a person decides where the text leaves the amount open (C4-D04)."""

    amount = forms.DecimalField(label=_("Amount"), required=False, **CENTS)
    is_criticism = forms.BooleanField(label=_("Serious criticism instead of a deduction"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The teacher reads it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class ReasonForm(forms.Form):
    """Why something is dismissed or taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class AppealForm(forms.Form):
    """Why a teacher objects, with what shows it."""

    reason = forms.CharField(label=_("Why it is not right"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    file = ProofField(label=_("File"), required=False, help_text=FILE_HELP)
    second = ProofField(label=_("Another file"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    @property
    def proofs(self) -> list:
        return [self.cleaned_data[name] for name in ("file", "second") if self.cleaned_data.get(name)]


class DecisionForm(forms.Form):
    """How an appeal ends."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Entry.Outcome.UPHELD, _("It stays as it is")),
            (Entry.Outcome.REDUCED, _("Less is deducted")),
            (Entry.Outcome.LIFTED, _("Nothing is deducted")),
        ],
        widget=forms.RadioSelect,
    )
    amount = forms.DecimalField(label=_("If less: how much is deducted"), required=False, **CENTS)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The teacher reads it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)
