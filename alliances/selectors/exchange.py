"""The live figures of staff exchange: required, planned, under way, completed, and what would close the gap (F-08)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, QuerySet

from accounts.models import User
from alliances.models import AGREED, Alliance, Membership, StaffCount, Stint
from alliances.rules import exchange as rules
from alliances.selectors.exchange_numbers import Rates, rates, year_span
from core.dates import Span
from registry.models import Teacher
from schools.models import Term

State = Stint.State
WAITING = (State.ASKED, State.SCHOOL_APPROVED)
COMPLETED = (State.RETURNED, State.CERTIFIED)
WHICH = {
    "asked": WAITING,
    "planned": (State.APPROVED,),
    "under_way": (State.UNDER_WAY,),
    "completed": COMPLETED,
    "agreed": AGREED,
    "backbone": AGREED,
}


@dataclass
class Line:
    """The figures of a school that sends people, or of the whole alliance (`member` None), in one school year.

    Persons are counted, each once, by how far they have come. `base` is None where it was not entered.
    """

    rates: Rates | None
    member: Membership | None = None
    base: int | None = None
    asked: int = 0
    planned: int = 0
    under_way: int = 0
    completed: int = 0
    backbone: int = 0
    backbone_of: int = 0

    @property
    def required(self) -> int | None:
        return rules.required(self.base, self.rates.share) if self.rates else None

    @property
    def exchanged(self) -> int:
        """Who has begun this year, and is away or back again."""
        return self.under_way + self.completed

    @property
    def agreed(self) -> int:
        return self.exchanged + self.planned

    @property
    def missing(self) -> int:
        return max(0, (self.required or 0) - self.agreed)

    @property
    def backbone_required(self) -> int | None:
        return rules.backbone_required(self.backbone_of, self.rates.backbone_share) if self.rates else None


@dataclass
class Board:
    """The schools' lines and the sum of them."""

    alliance: Alliance
    year: int
    rates: Rates | None
    schools: list[Line]
    total: Line
    today: date
    stints: list[Stint] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """Who is wanting by number: in the alliance, or in each school where the share must hold in each."""
        if self.rates and self.rates.by_school:
            return sum(line.missing for line in self.schools)
        return self.total.missing

    @cached_property
    def gap(self) -> rules.Gap | None:
        """What would close the gap; None where the scheme sets no share."""
        if self.rates is None:
            return None
        total = self.total
        return rules.gap(
            missing=self.missing, whole=total.backbone_of, backbone=total.backbone,
            share=self.rates.backbone_share, today=self.today,
        )  # fmt: skip

    @property
    def is_below(self) -> bool:
        """Tell whether the number or the share of backbone teachers is below what is asked (N-09)."""
        return bool(self.gap and not self.gap.is_closed)

    @property
    def is_known(self) -> bool:
        """Tell whether the number required is known: staff that nobody has entered is not 0."""
        lines = self.schools if self.rates and self.rates.by_school else [self.total]
        return all(line.required is not None for line in lines)

    @property
    def has_bases(self) -> bool:
        return all(line.base is not None for line in self.schools)


def board(alliance: Alliance, year: int, today: date) -> Board:
    """Give the figures of a school year; six statements whatever the number of schools and people."""
    span, found = year_span(year), rates(alliance, year)
    members = list(members_of(alliance, span))
    bases = staff(
        alliance, [each.school_id for each in members], year, full_time=bool(found and found.counts_full_time)
    )
    stints = list(Stint.objects.filter(alliance=alliance).touching(span.from_on, span.to_on).select_related("person"))
    schools = [
        _line(found, [s for s in stints if s.home_id == each.school_id], member=each, base=bases[each.school_id])
        for each in members
    ]
    known = all(line.base is not None for line in schools)
    total = _line(found, stints, base=sum(line.base for line in schools) if known else None)
    return Board(alliance, year, found, schools, total, today, stints)


def members_of(alliance: Alliance, span: Span) -> QuerySet[Membership]:
    """Give who is a member on a day of the span, the core school first."""
    rows = (
        Membership.objects.accepted().filter(alliance=alliance, from_on__lt=span.to_on).exclude(to_on__lte=span.from_on)
    )
    return rows.select_related("school").order_by("part", "school__name", "pk")


def staff(alliance: Alliance, schools: Sequence[int], year: int, *, full_time: bool) -> dict[int, int | None]:
    """Give by school who is on the staff list on 1 September, or the full-time staff that was entered (X-28)."""
    if full_time:
        rows = StaffCount.objects.filter(alliance=alliance, school_year=year, school__in=schools)
        entered = dict(rows.values_list("school", "full_time"))
        return {school: entered.get(school) for school in schools}
    on = year_span(year).from_on
    rows = Teacher.objects.filter(school__in=schools).employed_on(on).order_by().values("school")
    counted = dict(rows.annotate(people=Count("user", distinct=True)).values_list("school", "people"))
    return {school: counted.get(school, 0) for school in schools}


RANK = {State.APPROVED: 1, State.RETURNED: 2, State.CERTIFIED: 2, State.UNDER_WAY: 3}


def _line(found: Rates | None, stints: Iterable[Stint], **fields) -> Line:
    """Count persons, each once: who is away now, else who came back, else who is to go, else who has asked."""
    by_person: dict[int, list[Stint]] = defaultdict(list)
    for stint in stints:
        if stint.state not in (State.REFUSED, State.WITHDRAWN):
            by_person[stint.person_id].append(stint)
    furthest = [max(rows, key=lambda each: RANK.get(each.state, 0)) for rows in by_person.values()]
    states = Counter(stint.state for stint in furthest)
    whole = [counted for rows in by_person.values() if (counted := [each for each in rows if _is_whole(each, found)])]
    return Line(
        rates=found,
        asked=sum(states[each] for each in WAITING),
        planned=states[State.APPROVED],
        under_way=states[State.UNDER_WAY],
        completed=sum(states[each] for each in COMPLETED),
        backbone=sum(any(stint.backbone for stint in rows) for rows in whole),
        backbone_of=len(whole),
        **fields,
    )


def _is_whole(stint: Stint, found: Rates | None) -> bool:
    """Tell whether a stint is of those of whom the backbone teachers are a share: all, or not the leaders."""
    return stint.state in AGREED and not (found and found.of_teachers and stint.kind == Stint.Kind.MANAGER)


def listed_stints(user: User, alliance: Alliance, year: int, *, which: str, member: Membership | None):
    """Give the people behind a figure: of a state (WHICH) and, with `member`, sent by that school."""
    span = year_span(year)
    rows = Stint.objects.listed_to(user).filter(alliance=alliance, state__in=WHICH.get(which, tuple(State)))
    rows = rows.touching(span.from_on, span.to_on).for_listing()
    if which == "backbone":
        rows = rows.exclude(backbone="")
    return rows.filter(home=member.school_id) if member else rows


def served_by(stints: Iterable[Stint], found: Rates | None, today: date) -> dict[int, rules.Served]:
    """Give by person what all the own stints in the alliance come to; two statements.

    A term is one of the home school's: one calendar for all that a person has served, wherever it was.
    """
    stints = list(stints)
    if found is None or not stints:
        return {}
    homes = {stint.person_id: stint.home_id for stint in stints}
    alliances = {stint.alliance_id for stint in stints}
    rows = Stint.objects.agreed().filter(person__in=homes, alliance__in=alliances)
    spans: dict[int, list[Span]] = defaultdict(list)
    for person, from_on, to_on in rows.values_list("person", "from_on", "to_on"):
        spans[person].append(Span(from_on, to_on))
    entered: dict[int, list[Term]] = defaultdict(list)
    for term in Term.objects.filter(school__in=set(homes.values())):
        entered[term.school_id].append(term)
    return {
        person: rules.served(
            spans[person],
            rule=found.duration_rule,
            years=found.min_years,
            terms=_terms(entered[home], spans[person], today),
            today=today,
        )
        for person, home in homes.items()
    }


def _terms(entered: list[Term], spans: list[Span], today: date) -> list[Span]:
    """Give the terms that are entered, and those to come that are not yet."""
    known = [(term.school_year, term.number) for term in entered]
    return [term.span for term in entered] + rules.terms_to_come(known, spans, today)
