"""Records of alliances for the walk over every address."""

from alliances.models import Alliance, Membership, Seat
from alliances.tests.factories import ACCEPTED, FOUNDED, Allied, create_body, create_seat

# The noun of an address where its name does not begin with it.
NOUN_OF: dict[str, str] = {}


def samples(of: dict, *, reader) -> dict:
    """Give one record of each noun; `of` holds the school's others. Whoever leads the school runs the alliance."""
    school = of["school"]
    alliance = Alliance.objects.create(
        district=school.district, document="G5", name=f"Alliance {school.code}", seat=school, from_on=FOUNDED
    )
    membership = Membership.objects.create(
        alliance=alliance, document="G5", school=school, part="core", from_on=FOUNDED, accepted_at=ACCEPTED
    )
    office = create_body(Allied(alliance, []), kind="alliance_office", name="Office")
    for role in Seat.BINDABLE:
        seat = create_seat(office, post="office_member", bound_role=role)
    return {"alliance": alliance, "member": membership, "body": office, "seat": seat}
