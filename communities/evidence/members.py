"""Members, advisers and the consent of families as evidence (G1.3.3.3–5, G1.2.5, G2.1.3–4, G2.4.1)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from communities.evidence.held import KIND, Held, memberships
from core.dates import Span
from families.models import Consent
from families.selectors import consent_states
from registry.models import Guardianship
from rulebook.kinds import Rows
from rulebook.rules.judging import Evidence
from schools.models import School, Term

PARTS = {KIND.PUPIL: "student", KIND.PARENT: "parent"}


def members(school: School, span: Span) -> Iterator[Evidence]:
    """Give each pupil and each parent of a community, without a name, for as long as they are in (F-01)."""
    for held in memberships(school, span, kind__in=PARTS):
        yield Evidence(
            "community_membership", held.from_on, None, held.subject, PARTS[held.kind], until=held.until, ref=held.ref
        )


def advisers(school: School, span: Span) -> Iterator[Evidence]:
    """Give each adviser of each community: it counts for the community and for the teacher (F-05)."""
    for held in memberships(school, span, kind=KIND.ADVISER):
        yield Evidence("adviser_assignment", held.from_on, held.user, held.subject, until=held.until, ref=held.ref)


def agreed_to(kind: str) -> Rows:
    """Give a source of the pupils in communities, each judged by whether a guardian has agreed to it."""

    def rows(school: School, span: Span) -> Iterator[Evidence]:
        """Give one record for each pupil and term, on the first day in it as a member; four statements."""
        pupils = list(memberships(school, span, kind=KIND.PUPIL))
        judge = _Consents(school, pupils)
        today = timezone.localdate()
        terms = [term.span for term in Term.objects.filter(school=school)]
        for held in pupils:
            for on in _first_days(held, terms):
                if on in span and on <= today:
                    yield Evidence(kind, on, None, held.subject, is_right=judge.is_right(held), ref=held.ref)

    return rows


def _first_days(held: Held, terms: Iterable[Span]) -> Iterator[date]:
    """Give the first day as a member in each term: what holds over terms is judged in each."""
    for term in terms:
        first = max(term.from_on, held.from_on)
        if first < min(term.to_on, held.until or term.to_on):
            yield first


class _Consents:
    """Whose word brought a pupil in, and whether the family still agrees."""

    def __init__(self, school: School, pupils: list[Held]):
        students = {held.student for held in pupils}
        self.guardians = defaultdict(set)
        links = Guardianship.objects.filter(school=school, student__in=students, is_barred=False)
        for student, user in links.values_list("student", "guardian__user"):
            self.guardians[student].add(user)
        self.states = consent_states(students, Consent.Purpose.COMMUNITY)

    def is_right(self, held: Held) -> bool:
        """Tell whether a guardian answered for the child, and for one who is in still, that nobody takes it back."""
        was_asked = held.answered_by in self.guardians[held.student]
        still_agrees = held.until is not None or self.states.get(held.student) == Consent.State.GIVEN
        return was_asked and still_agrees
