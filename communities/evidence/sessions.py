"""Sessions judged by the communities' own rules: accompanied the whole time, and set up (G1.3.4.S3c, G2.5.5)."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils import timezone

from communities.evidence.begun import begun, sessions
from communities.evidence.held import KIND, memberships
from communities.models import Assignment
from communities.rules import Presence
from communities.selectors.presence import duties_told, judged_presence, terms_of
from core.dates import Span
from rulebook.rules.judging import Evidence
from schools.models import School


def accompanied(school: School, span: Span) -> Iterator[Evidence]:
    """Give each session that is over, right where parents who came and went covered it by the terms of its day."""
    over = begun(school, span, ends_at__lte=timezone.now())
    came = duties_told().filter(slot__in=over, checked_in_at__isnull=False, checked_out_at__isnull=False)
    there = defaultdict(list)
    for slot, guardian, first, last in came.order_by("pk").values_list(
        "slot", "guardian", "checked_in_at", "checked_out_at"
    ):
        there[slot].append(Presence(guardian, first, last))
    terms = terms_of([school.pk])[school.pk]
    for session in sessions(over):
        coverage = judged_presence(session, there[session.pk], terms(session.on))
        yield session.evidence("accompaniment", is_right=coverage.is_covered)


def set_up(school: School, span: Span) -> Iterator[Evidence]:
    """Give each session that has begun, right where it had a place, a parent and an adviser."""
    advised = defaultdict(list)
    for held in memberships(school, span, kind=KIND.ADVISER):
        advised[held.community].append(held)
    slots = begun(school, span)
    with_parent = set(slots.filter(Exists(_duties())).values_list("pk", flat=True))
    for session in sessions(slots):
        has_adviser = any(held.is_in_on(session.on) for held in advised[session.community])
        is_right = session.venue is not None and session.pk in with_parent and has_adviser
        yield session.evidence("session_setup", is_right=is_right)


def _duties():
    return Assignment.objects.live().filter(slot=OuterRef("pk"))
