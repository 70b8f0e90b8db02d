"""Why a duty, a free seat or an offer cannot be had now."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "duty-cancelled": _("This session has been cancelled; nobody needs to come."),
    "duty-past": _("This duty is over."),
    "duty-begun": _("This duty has begun. Please call the leader of the group."),
    "duty-given-away": _("This duty has gone to another parent; you have nothing to do."),
    "seat-taken": _("Another parent has taken this seat already."),
    "overlap": _("You have another duty at that time."),
    "not-a-member": _("Only parents of this group can take its duties."),
    "already-on-it": _("You are on this duty already."),
    "offered-already": _("You have offered this duty already."),
    "swap-taken": _("Another parent was faster."),
    "swap-over": _("This duty is no longer offered."),
}
