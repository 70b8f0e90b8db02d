"""Rows for tests of staff exchange: stints in any state."""

from datetime import date

from alliances.models import Alliance, Stint
from alliances.tests.factories import Allied, Member
from registry.tests.factories import create_teacher

AUTUMN, SUMMER = date(2026, 9, 1), date(2027, 7, 3)
BEFORE_SCHOOL, BEFORE_ALLIANCE = ("asked", "refused", "withdrawn"), ("school_approved",)


def create_stint(alliance: Alliance, *, person, home, host, state="asked", from_on=AUTUMN, to_on=SUMMER, **fields):
    """Create a stint; one that was approved is said to be so by the founder of the alliance's first seat."""
    approver = None if state in BEFORE_SCHOOL else _approver(home)
    return Stint.objects.create(
        alliance=alliance, person=person, home=home, host=host, state=state, from_on=from_on, to_on=to_on,
        planned_from_on=from_on, planned_to_on=to_on, school_by=approver,
        alliance_by=None if state in BEFORE_ALLIANCE else approver, **{"duties": "teaches", **fields},
    )  # fmt: skip


def _approver(home):
    return create_teacher(school=home, employed_from=date(2030, 9, 1)).user


def send_people(allied: Allied, number: int, *, backbone=0, home: Member | None = None, state="under_way", **fields):
    """Send so many invented teachers of one school to the second school; the first of them are backbone teachers."""
    home = home or allied.core
    host = next(each for each in allied.members if each is not home)
    return [
        create_stint(
            allied.alliance, person=create_teacher(school=home.school, employed_from=date(2030, 9, 1)).user,
            home=home.school, host=host.school, state=state,
            backbone="backbone_teacher" if place < backbone else "", **fields,
        )
        for place in range(number)
    ]  # fmt: skip


def staff_up(member: Member, total: int) -> None:
    """Fill the staff list of a school up to so many on 1 September 2026."""
    present = member.school.teachers.filter(employed_from=None).count()
    for _ in range(total - present):
        create_teacher(school=member.school)
