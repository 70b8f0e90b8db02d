"""Fields that the forms of patterns and slots share: a place, a time of day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Slot, Venue
from communities.selectors.coverage import venues_by_use


def time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PlaceField(forms.ChoiceField):
    """One of the community's places or none yet; usable homes stand first, homes without the host's word last."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Place"), required=False, **kwargs)
        self._venues: dict[str, Venue] = {}

    def offer(self, community: Community, *, slot: Slot | None = None) -> None:
        """Fill the choices; for a slot, judged on its day and hours."""
        found = venues_by_use(community, slot=slot)
        self._venues = {str(venue.public_id): venue for _usable, venue in found}
        groups = [(_("Can be used"), True), (_("The host has not agreed to this time"), False)]
        named = [
            (words, [(str(v.public_id), v.name) for usable, v in found if usable == is_it]) for words, is_it in groups
        ]
        self.choices = [("", _("No place yet")), *[group for group in named if group[1]]]

    def prepare_value(self, value):
        return str(value.public_id) if isinstance(value, Venue) else value

    def clean(self, value) -> Venue | None:
        return self._venues.get(super().clean(value))
