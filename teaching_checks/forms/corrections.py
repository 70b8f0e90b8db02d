"""What is to be put right, what was done, and why it goes back."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.uploads import ProofField
from schools.forms.fields import DayField

ROWS = {"rows": 3}


class OrderForm(forms.Form):
    """What, and until when."""

    what = forms.CharField(
        label=_("What to put right"),
        max_length=300,
        widget=forms.Textarea(ROWS),
        help_text=_("The teacher reads this."),
    )
    due_on = DayField(label=pgettext_lazy("of a correction", "Until"))


class CorrectForm(forms.Form):
    """What the teacher did."""

    note = forms.CharField(label=_("What I did"), max_length=500, widget=forms.Textarea(ROWS))
    file = ProofField(label=_("Photo or file"), required=False)


class SendBackForm(forms.Form):
    """Why it is not enough, and the new day."""

    why = forms.CharField(label=_("What is still missing"), max_length=300, widget=forms.Textarea(ROWS))
    due_on = DayField(label=pgettext_lazy("of a correction", "Until"))
