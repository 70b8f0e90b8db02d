"""What repeats: a duty, its weekdays, hours and place."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from communities.forms.places import PlaceField, time_input
from communities.models.rotas import DutyKind
from registry.forms.parts import page_owned


class PatternForm(forms.Form):
    """One pattern; the place is one of the community's, homes whose host has agreed first."""

    kind = forms.ChoiceField(label=_("Duty"), choices=DutyKind)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        coerce=int,
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one weekday.")},
    )
    starts_at = forms.TimeField(label=_("From"), widget=time_input())
    ends_at = forms.TimeField(label=_("Until"), widget=time_input())
    needed = forms.IntegerField(label=_("Parents needed"), min_value=1, max_value=8, initial=1)
    venue = PlaceField()

    def __init__(self, *args, community, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["venue"].offer(community)
        self.helper = page_owned(self)

    def clean(self):
        data = super().clean()
        if data.get("starts_at") and data.get("ends_at") and data["starts_at"] >= data["ends_at"]:
            self.add_error("ends_at", forms.ValidationError(_("The end comes after the beginning."), code="order"))
        return data
