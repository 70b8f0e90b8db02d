"""Places of a community, and what is asked of a host."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.forms.parts import HourField, WeekdaysField
from communities.models import Community, Venue, VenueConsent
from registry.models import Guardian
from schools.forms.fields import DayField


def page_owned(form, *layout) -> FormHelper:
    """Give a helper for a form whose page owns <form> and its button."""
    helper = FormHelper(form)
    helper.form_tag = False
    if layout:
        helper.layout = Layout(*layout)
    return helper


def in_two(*names) -> Row:
    """Put two short fields on one line of a phone."""
    return Row(*(Column(name, css_class="col-6") for name in names))


class HomeForm(forms.Form):
    """The home of one of the parents."""

    host = forms.ModelChoiceField(
        Guardian.objects.none(), label=_("Whose home"), help_text=_("Parents of this group who have an account.")
    )

    def __init__(self, *args, community: Community, **kwargs):
        super().__init__(*args, **kwargs)
        members = community.memberships.agreed().parents()
        homes = community.venues.filter(host__isnull=False, is_closed=False)
        hosts = Guardian.objects.filter(pk__in=members.values("guardian"), user__isnull=False)
        self.fields["host"].queryset = hosts.exclude(pk__in=homes.values("host"))
        self.helper = page_owned(self)


class PlaceForm(forms.ModelForm):
    """A place that is nobody's home."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[choice for choice in Venue.Kind.choices if choice[0] != Venue.Kind.HOME]
    )

    class Meta:
        model = Venue
        fields = ["kind", "name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class AskForm(forms.ModelForm):
    """Which days and hours the host is asked for."""

    from_on = DayField(label=_("First day"))
    to_on = DayField(label=_("Last day"), required=False, help_text=_("For once, the first day is enough."))
    weekdays = WeekdaysField(label=_("Weekdays"), help_text=_("None ticked: every day."))
    starts_at = HourField(label=_("From"))
    ends_at = HourField(label=_("Until"))

    class Meta:
        model = VenueConsent
        fields = ["scope", "from_on", "to_on", "weekdays", "starts_at", "ends_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        days, hours = in_two("from_on", "to_on"), in_two("starts_at", "ends_at")
        self.helper = page_owned(self, "scope", days, "weekdays", hours)

    def clean(self):
        data = super().clean()
        if data.get("scope") == VenueConsent.Scope.ONCE:
            data["to_on"], data["weekdays"] = data.get("from_on"), []
        first, last = data.get("from_on"), data.get("to_on")
        if first and not last:
            self._refuse("to_on", "no_end", _("Until which day?"))
        elif first and last < first:
            self._refuse("to_on", "order", _("The last day must not come before the first."))
        elif last and last < timezone.localdate():
            self._refuse("to_on", "past", _("These days are over."))
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self._refuse("ends_at", "hours", _("The end must come after the beginning."))
        return data

    def _refuse(self, field, code, words):
        self.add_error(field, forms.ValidationError(words, code=code))


class HoursForm(forms.Form):
    """The hours for which a host agrees, when they are fewer than asked."""

    starts_at = HourField(label=_("From"))
    ends_at = HourField(label=_("Until"))

    def __init__(self, *args, consent: VenueConsent | None = None, **kwargs):
        asked = {"starts_at": consent.starts_at, "ends_at": consent.ends_at} if consent else None
        super().__init__(*args, initial=asked, auto_id=f"id_{consent.pk}_%s" if consent else False, **kwargs)
        self.helper = page_owned(self, in_two("starts_at", "ends_at"))
