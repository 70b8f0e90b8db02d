"""What parents are told about their duties when a rota is filed or changes. No child is named."""

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.models import Slot


def asked(slots: list[Slot]):
    """Give (subject, body) for a parent who is asked for these duties."""
    return _lazily(_asked_subject, slots), _lazily(_asked_body, slots)


def released(slots: list[Slot]):
    """Give (subject, body) for a parent who no longer has these duties."""
    return _lazily(_released_subject, slots), _lazily(_released_body, slots)


def cancelled(slots: list[Slot]):
    """Give (subject, body) for a parent whose duties do not take place."""
    return _lazily(_cancelled_subject, slots), _lazily(_released_body, slots)


def _lazily(words, slots):
    return lazy(words, str)(slots)


def _asked_subject(slots) -> str:
    words = ngettext("You are asked for %(count)d duty", "You are asked for %(count)d duties", len(slots))
    return words % {"count": len(slots)}


def _asked_body(slots) -> str:
    return "\n".join([*_lines(slots), _("Accept or decline with one tap; nobody asks for a reason.")])


def _released_subject(slots) -> str:
    words = ngettext("%(count)d duty is no longer yours", "%(count)d duties are no longer yours", len(slots))
    return words % {"count": len(slots)}


def _cancelled_subject(slots) -> str:
    words = ngettext("%(count)d duty does not take place", "%(count)d duties do not take place", len(slots))
    return words % {"count": len(slots)}


def _released_body(slots) -> str:
    return "\n".join(_lines(slots))


def _lines(slots, at_most: int = 6) -> list[str]:
    """Name the community and the first duties, a line each."""
    slots = sorted(slots, key=lambda slot: slot.starts_at)
    lines = [str(slots[0].community)]
    lines += [f"{date_format(s.on, 'MONTH_DAY_FORMAT')} {s.get_kind_display()} {s.hours}" for s in slots[:at_most]]
    return lines if len(slots) <= at_most else [*lines, "…"]
