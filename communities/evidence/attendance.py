"""Attendance as evidence: of sessions, never of a child (G1.3.4.P1, S1, F-07)."""

from collections.abc import Iterator

from communities.evidence.begun import begun
from communities.selectors.attendance import session_counts
from core.dates import Span
from rulebook.rules.judging import Evidence
from schools.models import School


def on_time(school: School, span: Span) -> Iterator[Evidence]:
    """Give the sessions in which attendance was taken, right where every pupil came on time or was on leave."""
    slots = list(begun(school, span).select_related("community").order_by("starts_at", "pk"))
    for slot_counts in session_counts(slots):
        count = slot_counts.count
        if slot_counts.is_taken:
            is_right = count.present + count.leave == count.expected
            slot = slot_counts.slot
            ref = f"attendance_list:{slot.community.public_id}"
            yield Evidence("attendance", slot.on, None, f"community:{slot.community_id}", is_right=is_right, ref=ref)
