"""Staff exchange as evidence: the shares at the seat, each person's time and trainings at home (G5.3.5, F-08).

A share is counted anew on each day on which somebody began, so that the record of that day says how far it was; the
newest counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from alliances.evidence.things import alliance_key, seated, subjects_of
from alliances.models import Alliance, LessonVisit, ManagerVisit, OutsideTraining, Stint, StintAssessment
from alliances.rules import exchange as rules
from alliances.selectors.exchange import members_of, staff
from alliances.selectors.exchange_numbers import DOCUMENT, Rates, rates, year_span
from core.dates import Span, school_year
from rulebook.rules.judging import Evidence
from rulebook.rules.people import Holding, Subject
from schools.models import School, Term

ALL, BACKBONE, ROLE = "staff_exchange", "backbone_teacher", "exchanged_staff"


def key(alliance: int, person: int) -> str:
    """Name an exchanged person as obligations do."""
    return f"exchanged:{alliance}:{person}"


# Who and what there is.


def holders(school: School, span: Span) -> Iterator[Holding]:
    """Give who of the school's staff is on exchange, for the time of the stint."""
    for stint in _begun(span).filter(home=school).select_related("alliance"):
        yield Holding(ROLE, stint.person_id, "", stint.from_on, stint.to_on, stint.alliance.document)


def sent(school: School, span: Span) -> Iterator[Subject]:
    """Give each of the own staff who is or was on exchange in the school year: a training is owed in all of it."""
    days = Span(year_span(school_year(span.from_on)).from_on, span.to_on)
    for each in _subjects(_begun(days).filter(home=school)):
        yield replace(each, to_on=year_span(school_year(each.to_on - rules.DAY)).to_on)


def all_sent(school: School, span: Span) -> Iterator[Subject]:
    """Give each exchanged person of the alliances whose office is at the school."""
    yield from _subjects(_begun(span).filter(alliance__in=seated(school, span)))


def _begun(span: Span):
    return Stint.objects.begun().touching(span.from_on, span.to_on).order_by("from_on", "pk")


def _subjects(rows) -> Iterator[Subject]:
    by_person: dict[tuple[int, int], list[Stint]] = defaultdict(list)
    for stint in rows.select_related("alliance", "person"):
        by_person[stint.alliance_id, stint.person_id].append(stint)
    for (alliance, person), stints in by_person.items():
        keys = frozenset({alliance_key(alliance)})
        first, last = min(s.from_on for s in stints), max(s.to_on for s in stints)
        document, name = stints[0].alliance.document, stints[0].person.name
        yield Subject(key(alliance, person), name, keys, first, last, user=person, document=document)


# What was done.


def exchanges(school: School, span: Span) -> Iterator[Evidence]:
    """Give the shares of the alliances seated here, and the time that each of the own staff has served."""
    for alliance in seated(school, span).filter(document=DOCUMENT).order_by("pk"):
        for year in range(school_year(span.from_on), school_year(span.last_on) + 1):
            yield from _shares(alliance, year)
    yield from _times(school, span)


def _shares(alliance: Alliance, year: int) -> Iterator[Evidence]:
    """Give the records of one school year; seven statements."""
    span, found = year_span(year), rates(alliance, year)
    schools = list(members_of(alliance, span).values_list("school", flat=True))
    bases = staff(alliance, schools, year, full_time=found.counts_full_time)
    begun = list(Stint.objects.begun().filter(alliance=alliance).touching(span.from_on, span.to_on).order_by("from_on"))
    ref = f"alliances:exchange_board:{alliance.public_id}"
    subject = alliance_key(alliance.pk)
    first = max(span.from_on, alliance.from_on)  # nobody yet: the board says 0 of so many, not of a share
    for day in sorted({first} | {max(stint.from_on, span.from_on) for stint in begun}):
        so_far = [stint for stint in begun if stint.from_on <= day]
        amount, whole = _of_staff(so_far, bases, found)
        if whole is not None:
            yield Evidence(ALL, day, None, subject, ALL, Decimal(amount), Decimal(whole), ref=ref)
        people = _people(so_far, found)
        backbone = sum(any(stint.backbone for stint in stints) for stints in people.values())
        yield Evidence(ALL, day, None, subject, BACKBONE, Decimal(backbone), Decimal(len(people)), ref=ref)


def _of_staff(stints: list[Stint], bases: dict[int, int | None], found: Rates) -> tuple[int, int | None]:
    """Give who is exchanged, of how many: of the whole alliance or, where it must hold in each, the worst school."""
    sent = {home: len({s.person_id for s in stints if s.home_id == home}) for home in bases}
    if None in bases.values():
        return 0, None
    if not found.by_school:
        return len({stint.person_id for stint in stints}), sum(bases.values())
    with_staff = [home for home in bases if bases[home]]

    def wanting(home: int) -> tuple[int, Decimal]:
        return (rules.required(bases[home], found.share) or 0) - sent[home], -Decimal(sent[home]) / bases[home]

    worst = max(with_staff, key=wanting, default=None)
    return (sent[worst], bases[worst]) if worst is not None else (0, 0)


def _people(stints: Iterable[Stint], found: Rates) -> dict[int, list[Stint]]:
    """Give those of whom the share of backbone teachers is taken: all, or without the leaders (reading B)."""
    people: dict[int, list[Stint]] = defaultdict(list)
    for stint in stints:
        if not (found.of_teachers and stint.kind == Stint.Kind.MANAGER):
            people[stint.person_id].append(stint)
    return people


def _times(school: School, span: Span) -> Iterator[Evidence]:
    """Give for each of the own staff what was served until the end of each stint, or until today (G5.3.5.2)."""
    today, terms = timezone.localdate(), [term.span for term in Term.objects.filter(school=school)]
    rows = Stint.objects.begun().filter(home=school, alliance__document=DOCUMENT, from_on__lte=today)
    by_alliance: dict[Alliance, dict[int, list[Stint]]] = defaultdict(lambda: defaultdict(list))
    for stint in rows.select_related("alliance").order_by("from_on", "pk"):
        by_alliance[stint.alliance][stint.person_id].append(stint)
    for alliance, people in by_alliance.items():
        found = rates(alliance, school_year(min(today, span.last_on)))
        whole = Decimal(rules.OF_A_YEAR[rules.DurationRule(found.duration_rule)])
        for person, stints in people.items():
            yield from _time(alliance, person, stints, terms, found, whole, today)


def _time(alliance, person, stints, terms, found: Rates, whole: Decimal, today: date) -> Iterator[Evidence]:
    for number, stint in enumerate(stints, 1):
        spans = [Span(each.from_on, each.to_on) for each in stints[:number]]
        served = rules.served(spans, rule=found.duration_rule, years=found.min_years, terms=terms, today=today)
        on, ref = min(today, stint.last_on), f"alliances:stint_detail:{stint.public_id}"
        yield Evidence(ALL, on, person, key(alliance.pk, person), ALL, Decimal(served.so_far), whole, ref=ref)


def trainings(school: School, span: Span) -> Iterator[Evidence]:
    """Give the trainings outside of the own staff on exchange; one statement."""
    rows = OutsideTraining.objects.filter(stint__home=school, on__gte=span.from_on, on__lt=span.to_on)
    yield from _about(rows, "outside_training")


def assessments(school: School, span: Span) -> Iterator[Evidence]:
    """Give the assessments of all who are exchanged in the alliances seated here; two statements."""
    rows = StintAssessment.objects.filter(
        stint__alliance__in=seated(school, span), on__gte=span.from_on, on__lt=span.to_on
    )
    yield from _about(rows, "exchange_assessment")


def _about(rows, kind: str) -> Iterator[Evidence]:
    columns = ("on", "stint__alliance", "stint__person", "stint__public_id")
    for on, alliance, person, public_id in rows.order_by("on", "pk").values_list(*columns):
        yield Evidence(kind, on, None, key(alliance, person), ref=f"alliances:stint_detail:{public_id}")


def leader_visits(schools: Sequence[School], span: Span) -> Iterator[Evidence]:
    """Give the days of leaders at other schools: for the school that sends and for the one that receives."""
    rows = ManagerVisit.objects.filter(from_on__gte=span.from_on, from_on__lt=span.to_on)
    yield from _visits(
        schools, span, rows.order_by("from_on", "pk"), "from_on", "management_exchange", "exchange_leaders"
    )


def lesson_visits(schools: Sequence[School], span: Span) -> Iterator[Evidence]:
    """Give the lessons at other schools: for the school that sends and for the one that receives."""
    rows = LessonVisit.objects.filter(on__gte=span.from_on, on__lt=span.to_on)
    yield from _visits(schools, span, rows.order_by("on", "pk"), "on", "lesson_exchange", "exchange_lessons")


def _visits(schools: Sequence[School], span: Span, rows, day: str, kind: str, place: str) -> Iterator[Evidence]:
    subjects = subjects_of(schools, span)
    rows = rows.filter(Q(home__in=schools) | Q(host__in=schools))
    for on, alliance, public_id, *both in rows.values_list(day, "alliance", "alliance__public_id", "home", "host"):
        for school in both:
            if subject := subjects.get((alliance, school)):
                yield Evidence(kind, on, None, subject, ref=f"alliances:{place}:{public_id}")


OF_MEMBERS = {
    "lesson_exchange": (lesson_visits, "alliances:stint_list"),
    "management_exchange": (leader_visits, "alliances:stint_list"),
}
