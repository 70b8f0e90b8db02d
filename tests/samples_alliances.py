"""Records of alliances for the walk over every address."""

from django.core.files.base import ContentFile

from alliances.models import (
    Alliance,
    BasisDocument,
    GoalProof,
    GroupAdmission,
    Membership,
    Plan,
    PreparationStep,
    Seat,
    Triple,
    TripleMatch,
    YearGoal,
)
from alliances.tests import report_samples
from alliances.tests.activity_samples import activity_samples
from alliances.tests.exchanges import create_stint
from alliances.tests.factories import ACCEPTED, FOUNDED, Allied, create_body, create_seat
from schools.tests.factories import create_school

# The noun of an address where its name does not begin with it.
NOUN_OF: dict[str, str] = {
    f"alliances:exchange_{name}": "alliance"
    for name in ("board", "staff", "ask", "leaders", "leader_add", "lessons", "lesson_add")
}
NOUN_OF |= report_samples.NOUN_OF


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
        create_seat(office, post="office_member", bound_role=role)
    # The school's own body, to which each of its leaders and the clerk may name.
    team = create_body(Allied(alliance, []), kind="school_working_team", name="Team", school=school)
    seat = create_seat(team, person=of["account"])
    stint = create_stint(alliance, person=of["account"], home=school, host=create_school(district=school.district))
    activities = activity_samples(alliance, membership, observation=of["observation"], by=of["account"])
    own = {"alliance": alliance, "member": membership, "body": team, "seat": seat}
    own |= report_samples.reporting_samples(membership, reader)
    own |= _papers(alliance, membership) | _goals(alliance) | _admission(membership, of, reader)
    own |= _triples(of, alliance, reader)
    return {**own, "stint": stint, **activities}


def _papers(alliance: Alliance, membership: Membership) -> dict:
    what = {"alliance": alliance, "title": "Paper"}
    return {
        "basisdoc": BasisDocument.objects.create(**what, issuer="Office", year=2026, file=_file()),
        "allianceplan": Plan.objects.create(
            **what, kind="programme", number=1, first_year=2026, decided_on=FOUNDED, file=_file()
        ),
        "prepstep": PreparationStep.objects.create(
            membership=membership, kind="action_draft", on=FOUNDED, title="Draft", file=_file()
        ),
    }


def _goals(alliance: Alliance) -> dict:
    goal = YearGoal.objects.create(alliance=alliance, year=1, text="Goal")
    return {"yeargoal": goal, "goalproof": GoalProof.objects.create(goal=goal, on=FOUNDED, text="Proof", file=_file())}


def _admission(membership: Membership, of: dict, reader) -> dict:
    fields = {"group": of["group"], "person": reader, "school": membership.school, "from_on": FOUNDED}
    return {"admission": GroupAdmission.objects.create(host=membership, **fields)}


def _file() -> ContentFile:
    return ContentFile(b"%PDF-", name="sample.pdf")


def _triples(of: dict, alliance: Alliance, reader) -> dict:
    """One set of the school, and a match of it with some other school, by numbers."""
    match = TripleMatch.objects.create(
        alliance=alliance, one_school=of["school"], one_number=1, other_school=create_school(), other_number=1,
        from_on=FOUNDED, matched_by=reader,
    )  # fmt: skip
    triple = Triple.objects.create(
        alliance=alliance, school=of["school"], number=1, student=of["student"], guardian=of["guardian"],
        teacher=of["teacher"].user, wishes=["reading"], entered_by=reader,
    )  # fmt: skip
    return {"triple": triple, "triplematch": match}
