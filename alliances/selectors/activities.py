"""Activities with what a list, a month or a page shows of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from alliances.models import Activity, Alliance, Attendee, Membership, Participation
from alliances.rules.codes import commons, links
from core.dates import Span, month_span, whole_weeks
from registry.models import Teacher
from rulebook.documents.schema import Words


def for_listing(activities: QuerySet) -> QuerySet:
    """Load host and the schools that take part: one statement more."""
    parts = Participation.objects.select_related("membership__school").order_by("membership__part", "membership")
    return activities.select_related("host__school", "alliance").prefetch_related(
        Prefetch("participations", queryset=parts)
    )


def for_reading(activities: QuerySet) -> QuerySet:
    """Load also who took part, the files and who approved."""
    people = Attendee.objects.select_related("person").order_by("person__name", "pk")
    return (
        for_listing(activities)
        .select_related("approved_by", "planned_by", "system")
        .prefetch_related(Prefetch("participations__attendees", queryset=people), "files")
    )


def on_days(activities: QuerySet, span: Span) -> QuerySet:
    """Keep those that touch the span."""
    ends = Q(to_on=None, on__gte=span.from_on) | Q(to_on__gte=span.from_on)
    return activities.filter(ends, on__lt=span.to_on)


def tagged(activities: QuerySet, category: str) -> QuerySet:
    """Keep those with a tag such as "commons:models" or "links:research"."""
    field, _, code = category.partition(":")
    return activities.filter(**{f"{field}__contains": [code]})


def categories() -> dict[str, Words]:
    """Give the ten categories in the order of the text, by "commons:<code>" and "links:<code>"."""
    named = {f"commons:{code}": words for code, words in commons().items()}
    return named | {f"links:{code}": words for code, words in links().items()}


def tags_of(activity: Activity) -> list[Words]:
    """Give the words of an activity's tags."""
    first, second = commons(), links()
    found = [first[code] for code in activity.commons if code in first]
    return found + [second[code] for code in activity.links if code in second]


@dataclass(frozen=True)
class Day:
    """One day of a month's page; days of the neighbouring months fill the weeks."""

    on: date
    activities: list[Activity]
    is_of_month: bool


def month_of(activities: QuerySet, first: date) -> list[list[Day]]:
    """Give the weeks of the month with their activities; those of several days stand on each."""
    span = whole_weeks(month_span(first.year, first.month))
    by_day = defaultdict(list)
    for each in on_days(activities, span).order_by("on", "pk"):
        first, last = max(each.on, span.from_on), min(each.to_on or each.on, span.last_on)
        for number in range((last - first).days + 1):
            by_day[first + timedelta(days=number)].append(each)
    days = [Day(on, by_day[on], on.month == first.month) for on in span]
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def members_on(alliance: Alliance, day: date) -> QuerySet[Membership]:
    """Give the schools that are members on the day, the core school first."""
    return Membership.objects.current(day).filter(alliance=alliance).select_related("school").order_by("part", "pk")


def staff_of(schools: Iterable[int], day: date) -> QuerySet[User]:
    """Give the staff of schools on that day, by name."""
    employed = Teacher.objects.filter(school__in=schools).employed_on(day).values("user")
    return User.objects.filter(pk__in=employed).order_by("name", "pk")
