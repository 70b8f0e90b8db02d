"""What the areas of an alliance tell of a school for its self-report, each figure with its list (G5.4.3, R-13)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.models import (
    AllianceMeeting,
    Commendation,
    FiveOne,
    MeetingAttendee,
    Membership,
    Participation,
    Stint,
    YearGoal,
)
from alliances.rules.five_ones import five_ones
from alliances.sections import Figure, register_section
from alliances.selectors.terms import number_of
from core.dates import Span


def register() -> None:
    """Fill the sections of a self-report; called when the app starts."""
    register_section("meetings", pgettext_lazy("of a self-report", "Meetings"), meetings)
    register_section("activities", pgettext_lazy("of a self-report", "Activities"), activities)
    register_section("exchange", _("Staff exchange"), exchange)
    register_section("five_ones", _("Five ones"), ones)
    register_section("goals", pgettext_lazy("of a self-report", "Goals"), goals)
    register_section("honours", pgettext_lazy("of a self-report", "Honours"), honours)


def meetings(membership: Membership, span: Span) -> Iterator[Figure]:
    """Give how many meetings were held, and at how many somebody of the school was (G5.3.2.2)."""
    held = AllianceMeeting.objects.held().filter(alliance=membership.alliance_id, **_within("on", span))
    present = MeetingAttendee.Attendance.PRESENT
    ours = held.filter(attendees__school=membership.school_id, attendees__attendance=present).distinct()
    url, article = _of_alliance("meeting_list", membership), _article(membership, "G5.3.2.2")
    yield Figure(_("Meetings held"), str(held.count()), article, url)
    yield Figure(_("Meetings at which somebody of the school was present"), str(ours.count()), article, url)


def activities(membership: Membership, span: Span) -> Iterator[Figure]:
    """Give in how many activities the school took part, and how many it hosted (G4.3.1–2)."""
    rows = _taken_part(membership, span)
    hosted = rows.filter(activity__host=membership)
    url = f"{reverse('alliances:activity_list')}?alliance={membership.alliance.public_id}"
    article = _article(membership, "", g4="G4.3.1")
    yield Figure(_("Activities in which the school took part"), str(rows.count()), article, url)
    yield Figure(_("Activities that the school hosted"), str(hosted.count()), article, url)


def exchange(membership: Membership, span: Span) -> Iterator[Figure]:
    """Give how many of the school's staff were at other schools, and from others here (G5.3.5.1, G4.4.2)."""
    rows = Stint.objects.begun().touching(span.from_on, span.to_on).filter(alliance=membership.alliance_id)
    sent, taken = rows.filter(home=membership.school_id), rows.filter(host=membership.school_id)
    url, article = _of_alliance("exchange_board", membership), _article(membership, "G5.3.5.1", g4="G4.4.2")
    yield Figure(_("Own staff at other schools"), str(_persons(sent)), article, url)
    yield Figure(_("Staff of other schools here"), str(_persons(taken)), article, url)


def ones(membership: Membership, span: Span) -> Iterator[Figure]:
    """Give how many of the five ones were held, and which are missing (F-15); nothing where the scheme has none."""
    if not membership.alliance.has_core:
        return
    kinds = _taken_part(membership, span).exclude(five_one="").values_list("five_one", flat=True)
    found = five_ones(kinds, least=number_of(membership.alliance, "five_ones.per_kind_per_term", span.last_on))
    url = f"{reverse('alliances:activity_term')}?alliance={membership.alliance.public_id}"
    yield Figure(_("Five ones held"), f"{found.done} / {len(found.counts)}", "G5.3.4.1", url)
    for kind in found.missing:
        yield Figure(FiveOne(kind).label, _("missing"), "G5.3.4.1", url)


def goals(membership: Membership, span: Span) -> Iterator[Figure]:
    """Give how many goals of the alliance's years were reached by the end of the days (G5.1.2)."""
    rows = YearGoal.objects.filter(alliance=membership.alliance_id)
    done = rows.filter(done_on__lt=span.to_on)
    url, article = _of_alliance("alliance_goals", membership), _article(membership, "G5.1.2.1")
    yield Figure(_("Goals reached"), f"{done.count()} / {rows.count()}", article, url)


def honours(membership: Membership, span: Span) -> Iterator[Figure]:
    """Give how often the school or its staff was commended (G5.4.3)."""
    rows = Commendation.objects.filter(
        alliance=membership.alliance_id, school=membership.school_id, **_within("on", span)
    )
    url = _of_alliance("commendation_list", membership)
    yield Figure(_("Commendations by the alliance"), str(rows.count()), _article(membership, "G5.4.3"), url)


def _taken_part(membership: Membership, span: Span):
    rows = Participation.objects.counting().filter(membership=membership)
    return rows.filter(**_within("activity__on", span))


def _within(column: str, span: Span) -> dict:
    return {f"{column}__gte": span.from_on, f"{column}__lt": span.to_on}


def _persons(rows) -> int:
    return rows.order_by().values("person").distinct().count()


def _of_alliance(name: str, membership: Membership) -> str:
    return reverse(f"alliances:{name}", args=[membership.alliance.public_id])


def _article(membership: Membership, g5: str, *, g4: str = "") -> str:
    """Give the article of the alliance's own scheme that a figure answers."""
    return g5 if membership.alliance.has_core else g4
