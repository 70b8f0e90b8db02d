"""How much a document in force asks in a term, counted from what is stored."""

from dataclasses import dataclass

from django.db.models import Count, Q

from rulebook.models import Adoption, Obligation
from schools.models import Term


@dataclass(frozen=True)
class Counts:
    """The obligations of a term, those without people, and those withdrawn."""

    live: int
    nobody: int
    withdrawn: int


def counts(adoption: Adoption, term: Term | None) -> Counts:
    """Give the counts of a document in a term and of what reaches over terms; one statement."""
    rows = Obligation.objects.filter(Q(term=term) | Q(term=None), school=adoption.school_id, adoption=adoption)
    live = Q(withdrawn_on=None)
    return Counts(
        **rows.aggregate(
            live=Count("pk", filter=live),
            nobody=Count("pk", filter=live & Q(bearers=[])),
            withdrawn=Count("pk", filter=~live),
        )
    )


def without_people(school) -> dict[str, int]:
    """Give for each requirement in force how many obligations have nobody; one statement."""
    rows = Obligation.objects.live().filter(school=school, bearers=[], adoption__to_on=None)
    return dict(rows.order_by().values_list("requirement").annotate(count=Count("*")))
