"""How much of the experiments planned is done: of a teacher, of a school, and as it grew."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import User
from core.dates import Span
from registry.models import SchoolClass
from schools.models import School, Term
from teaching_checks.models import Experiment

DONE = Q(state__in=[Experiment.State.DONE, Experiment.State.CONFIRMED])


def for_listing(rows: QuerySet[Experiment]) -> QuerySet[Experiment]:
    """Load what a list shows; the class carries its grade."""
    classes = Prefetch("school_class", queryset=SchoolClass.objects.with_grade())
    return rows.select_related("teacher", "subject", "judged_by", "term").prefetch_related(classes)


def completion(school: School, term: Term, *, user: User | None) -> QuerySet:
    """Give by teacher, class and subject what was `planned`, `done`, `verified` and `missed`; one statement.

    Of what the user sees: all of the school, or of the groups that one heads. None: a report of the school.
    """
    rows = Experiment.objects.visible_to(user) if user else Experiment.objects.all()
    rows = rows.filter(school=school, term=term).owed().order_by()
    names = ("teacher", "teacher__name", "school_class", "subject__name")
    return rows.values(*names).annotate(
        planned=Count("pk"),
        done=Count("pk", filter=DONE),
        verified=Count("pk", filter=Q(state=Experiment.State.CONFIRMED)),
        missed=Count("pk", filter=Q(state=Experiment.State.MISSED)),
    )


class Held(NamedTuple):
    """One experiment done, with how many of the teacher's term were done by then, of how many planned."""

    experiment: Experiment
    done: int
    planned: int


def held_in(school: School, span: Span) -> Iterator[Held]:
    """Give the experiments done in the span, by day; two statements."""
    owed = Experiment.objects.filter(
        school=school, term__starts_on__lt=span.to_on, term__ends_on__gte=span.from_on
    ).owed()
    counted = owed.order_by().values("term", "person").annotate(number=Count("pk"))
    planned = {(each["term"], each["person"]): each["number"] for each in counted}
    done: Counter[tuple[int, int]] = Counter()
    for each in owed.done().order_by("done_on", "pk"):
        key = each.term_id, each.person_id
        done[key] += 1
        if each.done_on in span:
            yield Held(each, done[key], planned[key])


def totals(rows: list[dict]) -> dict[str, int]:
    """Add up what `completion` gave."""
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in ("planned", "done", "verified", "missed"):
            found[name] += row[name]
    return {name: found[name] for name in ("planned", "done", "verified", "missed")}
