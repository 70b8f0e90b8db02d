"""Rows for tests: consents of families."""

from datetime import UTC, datetime

from families.models import Consent
from registry.models import Guardian, Student


def give_consent(*, student: Student, guardian: Guardian | None = None, purpose="community", state="given") -> Consent:
    """Decide for a child, by its first guardian unless another is named."""
    guardian = guardian or student.guardians.order_by("pk").first()
    return Consent.objects.create(
        school=student.school,
        student=student,
        guardian=guardian,
        purpose=purpose,
        state=state,
        notice_version="2026-11",
        decided_at=datetime(2026, 9, 1, tzinfo=UTC),
    )
