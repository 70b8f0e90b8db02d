"""Rows for tests: consents of families, slips, parents who have come in."""

from datetime import UTC, datetime

from accounts.models import User
from accounts.roles import Role
from accounts.services import enter_as_parent
from accounts.tests.factories import PASSWORD, user_with
from families.models import Consent
from families.services import activation
from families.services.slips import Issued, issue
from registry.models import Guardian, Guardianship, Student
from registry.tests.factories import create_guardian


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


def print_slip(guardian: Guardian, **options) -> Issued:
    """Print a slip as the office of the guardian's school does."""
    office = user_with(Role.SCHOOL_ADMIN, school=guardian.school)
    (issued,) = issue(guardians=[guardian.pk], by=office, **options)
    return issued


def activate(guardian: Guardian, password: str = PASSWORD) -> User:
    """Let a guardian come in with a slip and choose a password."""
    issued = print_slip(guardian)
    slip = activation.find(username=issued.username, code=issued.code)
    return activation.choose_password(slip=slip, password=password).user


def parent_of(*students: Student, **fields) -> User:
    """Give a user who came in as a guardian of these children, one guardian row per school."""
    user = user_with(Role.PARENT, school=students[0].school)
    rows: dict[int, Guardian] = {}
    for student in students:
        guardian = rows.get(student.school_id)
        if guardian is None:
            rows[student.school_id] = create_guardian(student=student, user=user, **fields)
        else:
            create_link(guardian, student)
        enter_as_parent(user=user, school=student.school)
    return user


def create_link(guardian: Guardian, student: Student, **fields) -> Guardianship:
    return Guardianship.objects.create(school=student.school, student=student, guardian=guardian, **fields)
