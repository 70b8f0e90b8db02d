"""The homework roster week by week, and how far it is done: a constant number of statements."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet

from accounts.models import User
from registry.models import Teacher
from schools.models import School, Term
from teaching_checks.models import CheckObject, Inspected, Roster, RosterPlace, Round
from teaching_checks.rules.roster import last_day

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Place:
    """One teacher of a week, and how often the homework was inspected in this term."""

    row: RosterPlace
    times: int


@dataclass(frozen=True)
class RosterWeek:
    """One week of the roster, numbered from 1; its list is hung out on its Monday. `round` inspects its teachers."""

    number: int
    on: date
    places: list[Place]
    today: date
    round: Round | None = None

    @property
    def last_on(self) -> date:
        return last_day(self.on)

    @property
    def is_visible(self) -> bool:
        return self.on <= self.today

    @property
    def is_now(self) -> bool:
        return self.on <= self.today < self.on + WEEK

    @property
    def is_over(self) -> bool:
        return self.on + WEEK <= self.today

    @property
    def done(self) -> int:
        return sum(place.times > 0 for place in self.places)


@dataclass(frozen=True)
class Coverage:
    """How many of the school's teachers were inspected in the term: `missing` not yet, `twice` more than once."""

    asked: int
    done: int
    missing: list[Teacher]
    twice: list[Teacher]


def roster_of(term: Term) -> Roster | None:
    return Roster.objects.filter(term=term).select_related("drawn_by").first()


def weeks_of(roster: Roster, user: User, *, today: date) -> list[RosterWeek]:
    """Give the weeks with those whom the user may see in them, and their rounds; three statements."""
    places = RosterPlace.objects.visible_to(user, on=today).filter(roster=roster).select_related("teacher")
    times, by_week = times_inspected(roster.term, user), defaultdict(list)
    for place in places:
        by_week[place.week_on].append(Place(place, times[place.teacher_id]))
    days = [date.fromisoformat(on) for on in roster.weeks]
    rounds = _rounds_by_week(roster, user)
    return [RosterWeek(number, on, by_week[on], today, rounds.get(on)) for number, on in enumerate(days, 1)]


def _rounds_by_week(roster: Roster, user: User) -> dict[date, Round]:
    rounds = Round.objects.visible_to(user).filter(roster_round__roster=roster)
    return {round.week_on: round for round in rounds.for_listing().annotate(week_on=F("roster_round__week_on"))}


def times_inspected(term: Term, user: User) -> Counter[int]:
    """Give how often each teacher's homework was inspected in the term, as far as the user sees it; one statement."""
    rows = Inspected.objects.visible_to(user).filter(round__term=term, round__object=CheckObject.HOMEWORK, is_done=True)
    return Counter(rows.values_list("teacher", flat=True))


def coverage(term: Term, teachers: list[Teacher], user: User) -> Coverage:
    """Give how far each of the teachers was inspected exactly once (C2.1.1); one statement."""
    times = times_inspected(term, user)
    return Coverage(
        asked=len(teachers),
        done=sum(times[each.pk] > 0 for each in teachers),
        missing=[each for each in teachers if not times[each.pk]],
        twice=[each for each in teachers if times[each.pk] > 1],
    )


def not_in_roster(roster: Roster, teachers: QuerySet[Teacher]) -> QuerySet[Teacher]:
    """Keep who stands in no week: came later, or was on leave in all of them."""
    return teachers.exclude(pk__in=RosterPlace.objects.filter(roster=roster).values("teacher"))


def places_begun(school: School, *, today: date) -> QuerySet[RosterPlace]:
    """Give the places of the week that is under way: who may be told of it now."""
    rows = RosterPlace.objects.filter(school=school, week_on__gt=today - WEEK, week_on__lte=today)
    return rows.select_related("person")


def schools_with_roster(*, today: date) -> QuerySet:
    """Give the schools whose roster's term is not over."""
    return Roster.objects.filter(term__ends_on__gte=today).values_list("school", flat=True).distinct()
