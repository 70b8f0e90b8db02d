"""Activities, needs and projects that count for G4 and G5.

What counts was held and confirmed by the school. What the alliance as a whole owes counts at the school of its
office; what a school owes, on its own board.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from django.db.models import Q

from alliances.evidence.things import alliance_key, seated
from alliances.models import Activity, Attendee, Membership, Need, Participation, SpecialProject
from core.dates import Span, school_year
from rulebook.rules.judging import Evidence
from rulebook.rules.people import Subject
from schools.models import School

Kind = Activity.Kind
Rows = Callable[[School, Span], Iterator[Evidence]]


def held(evidence: str, *kinds: str) -> Rows:
    """Give a source of the activities of some kinds that were held by alliances whose office is at the school."""

    def rows(school: School, span: Span) -> Iterator[Evidence]:
        found = Activity.objects.counting().filter(alliance__in=seated(school, span), kind__in=kinds)
        found = found.filter(on__gte=span.from_on, on__lt=span.to_on).order_by("on", "pk")
        for on, alliance, public_id in found.values_list("on", "alliance", "public_id"):
            yield Evidence(evidence, on, subject=alliance_key(alliance), ref=_shown(public_id))

    return rows


def five_ones(schools: Sequence[School], span: Span) -> Iterator[Evidence]:
    """Give what the schools' own activities count as, one kind each (G5-R09–R13, F-15)."""
    found = _parts(span).filter(membership__school__in=schools).exclude(five_one="")
    for on, member, kind, public_id in found.values_list(
        "activity__on", "membership", "five_one", "activity__public_id"
    ):
        yield Evidence("five_ones_event", on, subject=_member(member), part=kind, ref=_shown(public_id))


def visits(school: School, span: Span) -> Iterator[Evidence]:
    """Give when the core school explained the alliance at a member school (G5-R04)."""
    found = _parts(span).filter(
        activity__alliance__in=seated(school, span),
        activity__kind=Kind.OUTREACH,
        activity__host__part=Membership.Part.CORE,
        membership__part=Membership.Part.MEMBER,
    )
    yield from _of_members("outreach_visit", found)


def study_trips(school: School, span: Span) -> Iterator[Evidence]:
    """Give the study trips that staff of members joined (G5-R07), at the own board and at that of the office."""
    found = _parts(span).filter(
        Q(membership__school=school) | Q(activity__alliance__in=seated(school, span)), activity__kind=Kind.STUDY_TRIP
    )
    yield from _of_members("study_trip", found)


def level_participation(school: School, span: Span) -> Iterator[Evidence]:
    """Give when whom of the school's staff took part, on whatever level (G4-R08)."""
    found = Attendee.objects.filter(participation__in=_parts(span).filter(membership__school=school))
    columns = ("person", "participation__activity__on", "participation__activity__public_id")
    for person, on, public_id in found.order_by("participation__activity__on", "pk").values_list(*columns):
        yield Evidence("level_participation", on, person, ref=_shown(public_id))


def need_answers(school: School, span: Span) -> Iterator[Evidence]:
    """Give the needs that the office answered (G4-R09)."""
    found = Need.objects.filter(
        alliance__in=seated(school, span), answered_on__gte=span.from_on, answered_on__lt=span.to_on
    )
    for pk, on in found.order_by("answered_on", "pk").values_list("pk", "answered_on"):
        yield Evidence("need_answer", on, subject=need_key(pk))


def projects(school: School, span: Span) -> Iterator[Evidence]:
    """Give the special projects that ended with a result (G4-R10)."""
    found = SpecialProject.objects.filter(
        alliance__in=seated(school, span), ended_on__gte=span.from_on, ended_on__lt=span.to_on
    )
    for alliance, on, public_id in found.order_by("ended_on", "pk").values_list("alliance", "ended_on", "public_id"):
        ref = f"alliances:project_show:{public_id}"
        yield Evidence("special_project", on, subject=alliance_key(alliance), ref=ref)


def needs(school: School, span: Span) -> Iterator[Subject]:
    """Give the needs that the office at the school has to answer: open ones, and those answered in the school year."""
    year = date(school_year(span.from_on), 9, 1)
    found = Need.objects.filter(alliance__in=seated(school, span), raised_on__lt=span.to_on)
    found = found.filter(Q(answered_on=None) | Q(answered_on__gte=year)).select_related("alliance")
    for each in found.order_by("raised_on", "pk"):
        keys = frozenset({alliance_key(each.alliance_id)})
        yield Subject(need_key(each.pk), each.title, keys, each.raised_on, document=each.alliance.document)


def need_key(pk: int) -> str:
    return f"need:{pk}"


def _parts(span: Span):
    found = Participation.objects.counting()
    found = found.filter(activity__on__gte=span.from_on, activity__on__lt=span.to_on)
    return found.order_by("activity__on", "pk")


def _of_members(kind: str, found) -> Iterator[Evidence]:
    for on, member, public_id in found.values_list("activity__on", "membership", "activity__public_id"):
        yield Evidence(kind, on, subject=_member(member), ref=_shown(public_id))


def _member(pk: int) -> str:
    return f"alliance_school:{pk}"


def _shown(public_id) -> str:
    return f"alliances:activity_show:{public_id}"


LIST, TERM = "alliances:activity_list", "alliances:activity_term"
KINDS: dict[str, tuple[Rows, str]] = {
    "joint_research": (held("joint_research", Kind.JOINT_RESEARCH, Kind.LARGE_EVENT), LIST),
    "large_event": (held("large_event", Kind.LARGE_EVENT), TERM),
    "level_participation": (level_participation, LIST),
    "need_answer": (need_answers, "alliances:need_list"),
    "outreach_visit": (visits, TERM),
    "special_project": (projects, "alliances:project_list"),
    "study_trip": (study_trips, LIST),
}
OF_MEMBERS = {"five_ones_event": (five_ones, TERM)}
