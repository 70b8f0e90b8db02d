"""Why a place or a host's word cannot be had now."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "host-not-a-member": _("Choose a parent of this group as the host."),
    "venue-known": _("This home is in the list already."),
    "venue-closed": _("This place is no longer used."),
    "venue-in-use": _("Sessions to come are planned here. Give them another place in the rota first."),
    "not-a-home": _("Only a home needs the word of its host."),
    "host-without-account": _("The host has no account yet. The school office prints a slip for it."),
    "consent-over": _("These days are over."),
    "already-answered": _("This question has been answered already."),
    "hours-not-within": _("The hours must lie within those that were asked for."),
    "not-given": _("There is no agreement to take back."),
}
