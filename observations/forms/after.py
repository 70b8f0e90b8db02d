"""What the observer enters after an observation was handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from observations.models import Observation
from observations.services.after import TEXTS
from registry.forms.parts import page_owned


class TalkForm(forms.Form):
    """When observer and teacher talked the lesson over."""

    at = forms.DateTimeField(
        label=_("Talked over at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("From then on the observation counts."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    @property
    def arguments(self) -> dict:
        return {"at": self.cleaned_data["at"]}


class MendForm(forms.ModelForm):
    """The own words; lesson, scores and photos stay as they were handed in."""

    class Meta:
        model = Observation
        fields = ["topic", "notes", "strengths", "shortcomings", "suggestions"]

    def __init__(self, *args, observation: Observation, **kwargs):
        super().__init__(*args, instance=observation, **kwargs)
        for name in ("notes", "strengths", "shortcomings", "suggestions"):
            self.fields[name].widget.attrs["rows"] = 4
        self.helper = page_owned(self)

    @property
    def arguments(self) -> dict:
        return {"texts": {name: self.cleaned_data[name] for name in TEXTS}}


class WithdrawalForm(forms.Form):
    """Why an observation is withdrawn."""

    why = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("The observed teacher is told. It stays readable and counts no more."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    @property
    def arguments(self) -> dict:
        return {"why": self.cleaned_data["why"]}
