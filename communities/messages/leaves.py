"""What is said when a child does not come: the days, no name and no reason; the page that is linked has the name."""

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Leave

body = _("Open the message to see who it is. No reason is asked.")


def asked_subject(leave: Leave, community: Community) -> str:
    return lazy(lambda: gettext("%(community)s: a pupil is on leave, %(days)s") % _values(leave, community), str)()


def taken_back_subject(leave: Leave, community: Community) -> str:
    return lazy(lambda: gettext("%(community)s: a pupil comes after all, %(days)s") % _values(leave, community), str)()


def _values(leave: Leave, community: Community) -> dict:
    return {"community": community.name, "days": days(leave)}


def days(leave: Leave) -> str:
    """Give the days of leave in the reader's language: October 12, or October 12–14."""
    first = date_format(leave.from_on, "MONTH_DAY_FORMAT")
    last = date_format(leave.to_on, "MONTH_DAY_FORMAT")
    return first if leave.from_on == leave.to_on else f"{first} – {last}"
