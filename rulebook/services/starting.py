"""Put a document in force with everything that goes with it: its choices, and what people owe from then on."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from rulebook.documents.schema import Document, Value
from rulebook.models import Adoption
from rulebook.services.adopting import adopt, choose
from rulebook.services.expanding import Outcome, expand_term
from schools.models import School, Term


@transaction.atomic
def start(
    *,
    school: School,
    document: Document,
    from_on: date,
    values: Mapping[str, Value],
    reasons: Mapping[str, str],
    chosen: Mapping[str, str] | None = None,
    today: date,
    by,
) -> Adoption:
    """Adopt a document, say which one counts on the topics that others set too, and expand its terms.

    `chosen` maps topics to documents. Raises Refused as `adopt` does.
    """
    adoption = adopt(school=school, document=document, from_on=from_on, values=values, reasons=reasons, by=by)
    for topic, counts in (chosen or {}).items():
        choose(school=school, topic=topic, document=counts, from_on=from_on, by=by)
    renew(school=school, from_on=from_on, today=today)
    return adoption


@transaction.atomic
def renew(*, school: School, from_on: date, today: date) -> list[Outcome]:
    """Bring the terms that are not over on that day up to date. The caller has written what changed.

    A vacation belongs to the term before it: a scheme adopted in July asks for its preparation in August there.
    """
    terms = list(Term.objects.filter(school=school).order_by("starts_on"))
    before = [term for term in terms if term.starts_on <= from_on][-1:]
    wanted = [term for term in terms if term.ends_on >= from_on or term in before]
    return [expand_term(school=school, term=term, as_of=today) for term in wanted]
