"""What hosts, leaders and families are told about homes where a community meets."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communities.messages.days import hours_in_words, session_lines
from communities.models import Slot, VenueConsent


def hours_asked(consent: VenueConsent):
    """The days and hours of a consent, in one line."""
    return hours_in_words(consent.from_on, consent.to_on, consent.weekdays, consent.starts_at, consent.ends_at)


def asked(consent: VenueConsent) -> dict:
    """To the host: may the group meet at your home?"""
    community = consent.venue.community
    return {
        "subject": format_lazy(_("May {community} meet at your home?"), community=community.name),
        "body": hours_asked(consent),
        "url": reverse("communities:home_list"),
        "dedupe": f"home-asked-{consent.public_id}",
        "school": community.school,
    }


def answered(consent: VenueConsent) -> dict:
    """To the leaders: yes, for these hours, or no."""
    agreed = consent.state == VenueConsent.State.GIVEN
    subject = _("{venue} may be used") if agreed else _("{venue} cannot be used")
    return {
        "subject": format_lazy(subject, venue=consent.venue.name),
        "body": hours_asked(consent),
        "url": reverse("communities:venue_list", args=[consent.venue.community.public_id]),
        "dedupe": f"home-answered-{consent.public_id}",
        "school": consent.venue.community.school,
    }


def withdrawn(consent: VenueConsent, slots: list[Slot]) -> dict:
    """To the leaders: the home can no longer be used, and what falls away."""
    subject = (
        _("{venue} can no longer be used; sessions are cancelled") if slots else _("{venue} can no longer be used")
    )
    return {
        "subject": format_lazy(subject, venue=consent.venue.name),
        "body": session_lines(slots) if slots else _("No session is affected."),
        "url": reverse("communities:venue_list", args=[consent.venue.community.public_id]),
        "dedupe": f"home-withdrawn-{consent.public_id}",
        "school": consent.venue.community.school,
    }


def cancelled(consent: VenueConsent, slots: list[Slot]) -> dict:
    """To families and parents on duty: these sessions are not held."""
    community = consent.venue.community
    return {
        "subject": format_lazy(_("{community}: sessions are cancelled"), community=community.name),
        "body": session_lines(slots),
        "url": reverse("communities:duty_list"),
        "dedupe": f"sessions-cancelled-{consent.public_id}",
        "school": community.school,
    }
