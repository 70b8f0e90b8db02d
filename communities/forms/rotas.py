"""The days of a rota, one slot by hand, and which row is to be filled with whom."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities import rules_days
from communities.forms.places import PlaceField, time_input
from communities.models import Rota, Slot
from communities.models.rotas import DutyKind
from communities.refusals.rotas import WORDS, wrong_day_words
from communities.selectors.rotas import calendar_of
from communities.services.rotas import LONGEST, moment
from registry.forms.parts import date_input, page_owned


class RotaForm(forms.Form):
    """The first and the last day of a rota."""

    from_on = forms.DateField(label=_("First day"), widget=date_input())
    to_on = forms.DateField(label=_("Last day"), widget=date_input())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean(self):
        data = super().clean()
        first, last = data.get("from_on"), data.get("to_on")
        if first and last and first > last:
            self.add_error("to_on", forms.ValidationError(_("The end comes after the beginning."), code="order"))
        elif first and last and last - first >= LONGEST:
            self.add_error("to_on", forms.ValidationError(WORDS["too-long"], code="too-long"))
        return data


class SlotForm(forms.Form):
    """One duty on one day; kind and day are fixed once it exists."""

    kind = forms.ChoiceField(label=_("Duty"), choices=DutyKind)
    on = forms.DateField(label=_("Day"), widget=date_input())
    starts_at = forms.TimeField(label=_("From"), widget=time_input())
    ends_at = forms.TimeField(label=_("Until"), widget=time_input())
    needed = forms.IntegerField(label=_("Parents needed"), min_value=1, max_value=8, initial=1)
    venue = PlaceField()

    def __init__(self, *args, rota: Rota, slot: Slot | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.rota, self.slot = rota, slot
        self.fields["venue"].offer(rota.community, slot=slot)
        first, last = rota.from_on, rota.to_on
        self.fields["on"].widget.attrs |= {"min": first.isoformat(), "max": last.isoformat()}
        if slot:
            del self.fields["kind"], self.fields["on"]
        self.helper = page_owned(self)

    def clean_on(self):
        on = self.cleaned_data["on"]
        if not self.rota.from_on <= on <= self.rota.to_on:
            raise forms.ValidationError(WORDS["outside-rota"], code="outside-rota")
        return on

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_at"), data.get("ends_at")
        if first and last and first >= last:
            self.add_error("ends_at", forms.ValidationError(_("The end comes after the beginning."), code="order"))
        if data.get("on") and data.get("kind"):
            day = calendar_of(self.rota).day(data["on"])
            if not rules_days.fits(data["kind"], day):
                self.add_error("kind", forms.ValidationError(wrong_day_words(day), code="wrong-day"))
        return data

    def slot_fields(self) -> dict:
        """Give what the service writes: the hours as moments of the day."""
        data = self.cleaned_data
        on = self.slot.on if self.slot else data["on"]
        hours = {name: moment(on, data[name]) for name in ("starts_at", "ends_at")}
        return {**data, **hours}


class FillForm(forms.Form):
    """Which duty is filled, with whom, and how far."""

    IN_TURN, WEEK, ROTA = "", "week", "rota"

    duty = forms.ChoiceField(label=_("Duty"))
    parent = forms.ChoiceField(label=_("Parent"), required=False)
    span = forms.ChoiceField(
        label=_("Days"), choices=[(WEEK, _("This week")), (ROTA, _("The whole rota"))], initial=WEEK
    )

    def __init__(self, *args, duties: list[Slot], parents, **kwargs):
        super().__init__(*args, **kwargs)
        self._duties = {str(slot.public_id): slot for slot in duties}
        self._parents = {str(parent.public_id): parent for parent in parents}
        self.fields["duty"].choices = [(key, f"{s.get_kind_display()} {s.hours}") for key, s in self._duties.items()]
        names = [(key, parent.name) for key, parent in self._parents.items()]
        self.fields["parent"].choices = [(self.IN_TURN, _("All in turn, who has fewest first")), *names]
        self.helper = page_owned(self)

    def clean_duty(self) -> Slot:
        return self._duties[self.cleaned_data["duty"]]

    def clean_parent(self):
        return self._parents.get(self.cleaned_data["parent"])


class HoursForm(forms.Form):
    """Part of a duty's hours, for parents who take turns."""

    first = forms.TimeField(required=False)
    last = forms.TimeField(required=False)

    def hours_of(self, slot: Slot):
        """Give (from, until) of that day; None for the whole duty or when nothing sensible was written."""
        if not self.is_valid() or not (self.cleaned_data["first"] and self.cleaned_data["last"]):
            return None
        return moment(slot.on, self.cleaned_data["first"]), moment(slot.on, self.cleaned_data["last"])
