"""What a reminder says: duties with hours and place, never a child's name."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from communities.models import Assignment, Community, Slot
from communities.selectors.reminders import Gaps
from core.templatetags.portal import colon, comma


def _lazily(make):
    """Let words with values wait until it is known in whose language they are read."""
    return lambda *args, **values: lazy(lambda: make(*args, **values), str)()


def what_and_where(slot: Slot, *, hours: str = "") -> str:
    """Say in one line: 17:00–18:30 · Homework place · Village hall · Group 1."""
    place = [slot.venue.name] if slot.venue else []
    return " · ".join([hours or slot.hours, str(slot.get_kind_display()), *place, slot.community.name])


@_lazily
def duty_subject(*, day: date, today: date) -> str:
    words = gettext("Your duty today (%(day)s)") if day == today else gettext("Your duty tomorrow (%(day)s)")
    return words % {"day": in_words(day)}


@_lazily
def duty_body(duties: list[Assignment]) -> str:
    lines = [what_and_where(duty.slot, hours=span(duty.starts_at, duty.ends_at)) for duty in duties]
    if any(duty.state == Assignment.State.ASKED for duty in duties):
        lines.append(gettext("You have not answered yet. You may say no, without a reason."))
    return "\n".join(lines)


@_lazily
def gaps_subject(community: Community, *, day: date, today: date) -> str:
    words = (
        gettext("%(community)s: gaps today (%(day)s)")
        if day == today
        else gettext("%(community)s: gaps tomorrow (%(day)s)")
    )
    return words % {"community": community.name, "day": in_words(day)}


@_lazily
def gaps_body(gaps: list[Gaps]) -> str:
    return "\n".join(f"{what_and_where(each.slot)}{colon()}{_what_is_missing(each)}" for each in gaps)


VENUE_WORDS = {
    "no-place": _("no place is named"),
    "no-consent": _("the host has not agreed to this day and these hours"),
    "closed": _("the place is no longer used"),
}


def _what_is_missing(gaps: Gaps) -> str:
    state, words = gaps.state, []
    if state.free_seats:
        words.append(ngettext("%d parent is missing", "%d parents are missing", state.free_seats) % state.free_seats)
    if state.gaps:
        spans = comma().join(span(first, last) for first, last in state.gaps)
        words.append(gettext("nobody accompanies the whole time (%(hours)s)") % {"hours": spans})
    if state.venue_problem:
        words.append(str(VENUE_WORDS[state.venue_problem]))
    return comma().join(words)


missed_subject = _("You have not checked in to your duty yet")


@_lazily
def missed_body(duty: Assignment) -> str:
    lines = [what_and_where(duty.slot, hours=span(duty.starts_at, duty.ends_at))]
    lines.append(gettext("If you are there, press “I am here”. If you cannot come, tell your parent leader."))
    return "\n".join(lines)


@_lazily
def missed_leader_subject(duty: Assignment) -> str:
    return gettext("No check-in yet: %(parent)s") % {"parent": duty.guardian.name}


@_lazily
def missed_leader_body(duty: Assignment) -> str:
    lines = [what_and_where(duty.slot, hours=span(duty.starts_at, duty.ends_at))]
    lines.append(gettext("Please see whether somebody is with the children."))
    return "\n".join(lines)


def span(first, last) -> str:
    """Give two moments as hours: 17:00–18:30."""
    return f"{timezone.localtime(first):%H:%M}–{timezone.localtime(last):%H:%M}"


def in_words(day: date) -> str:
    """Give a day with its weekday in the reader's language."""
    parts = {"weekday": date_format(day, "l"), "day": date_format(day, "MONTH_DAY_FORMAT")}
    return gettext("%(weekday)s, %(day)s") % parts
