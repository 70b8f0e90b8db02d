"""Places as evidence: somewhere for homework every day, and the word of the host (G1.3.4.V3, S3a, G2.3.1, F-04)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from communities.evidence.begun import Session, begun, sessions
from communities.models import Venue, VenueConsent
from communities.models.rotas import DutyKind
from communities.rules import HostWord, home_may_be_used
from core.dates import Span
from rulebook.kinds import Rows
from rulebook.rules.judging import Evidence
from schools.models import School

HOME, STATE = Venue.Kind.HOME, VenueConsent.State


def agreed_by_host(kind: str) -> Rows:
    """Give a source of the sessions at homes, right where the host's word that one is in covered them."""

    def rows(school: School, span: Span) -> Iterator[Evidence]:
        words = _words(school)
        for session in sessions(begun(school, span, venue__kind=HOME)):
            yield session.evidence(kind, is_right=_is_covered(session, words[session.venue]))

    return rows


def homework_places(school: School, span: Span) -> Iterator[Evidence]:
    """Give the homework sessions that had a place they could use."""
    words = _words(school)
    homes = set(Venue.objects.filter(school=school, kind=HOME).values_list("pk", flat=True))
    for session in sessions(begun(school, span, kind=DutyKind.HOMEWORK, venue__isnull=False)):
        if session.venue not in homes or _is_covered(session, words[session.venue]):
            yield session.evidence("homework_venue")


class _Word(NamedTuple):
    word: HostWord
    taken_back_at: datetime | None


def _words(school: School) -> dict[int, list[_Word]]:
    """Give what hosts have agreed to, by venue, also what they have taken back since."""
    found = defaultdict(list)
    for each in VenueConsent.objects.filter(school=school, state__in=(STATE.GIVEN, STATE.WITHDRAWN)).order_by("pk"):
        word = HostWord(each.from_on, each.to_on, each.weekdays, each.starts_at, each.ends_at)
        found[each.venue_id].append(_Word(word, each.decided_at if each.state == STATE.WITHDRAWN else None))
    return found


def _is_covered(session: Session, words: list[_Word]) -> bool:
    """Tell whether a word held when the session began; one taken back afterwards did."""
    held = [each.word for each in words if each.taken_back_at is None or each.taken_back_at > session.starts_at]
    first, last = timezone.localtime(session.starts_at).time(), timezone.localtime(session.ends_at).time()
    return home_may_be_used(on=session.on, starts_at=first, ends_at=last, words=held)
