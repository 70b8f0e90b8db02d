"""For what a class list is taken away: the purpose decides the columns (L-02, L-05)."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import page_owned


@dataclass(frozen=True)
class Purpose:
    """What the list is for, and the columns that this needs; ID numbers are in none."""

    label: str
    columns: tuple[str, ...]


PURPOSES = {
    "names": Purpose(_("Name list (roll call, seats, groups)"), ("number", "name", "sex")),
    "contacts": Purpose(_("Calling the families"), ("number", "name", "guardian", "relation", "phone")),
    "visits": Purpose(_("Home visits"), ("number", "name", "village", "address", "guardian", "relation", "phone")),
    "birthdays": Purpose(_("Birthdays and age groups"), ("number", "name", "sex", "born_on")),
}


class DownloadForm(forms.Form):
    """Nothing leaves without a purpose."""

    purpose = forms.ChoiceField(
        label=_("What for?"),
        widget=forms.RadioSelect,
        choices=[(key, purpose.label) for key, purpose in PURPOSES.items()],
    )
    note = forms.CharField(
        label=_("Occasion"), max_length=60, required=False, help_text=_("Kept with the record of this download.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def purpose_in_words(self) -> str:
        """Give what the access log keeps."""
        words = str(PURPOSES[self.cleaned_data["purpose"]].label)
        return f"{words}: {self.cleaned_data['note']}" if self.cleaned_data["note"] else words
