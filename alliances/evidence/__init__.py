"""What alliances keep that counts for requirements of G4 and G5, and who is meant by their roles.

Each kind costs a constant number of statements, however many alliances. `ref` begins with "alliances:", the name of a
page of ours and the id of what it shows. What is not here people attest.
"""

from collections.abc import Callable

from django.urls import reverse

from alliances.evidence import activities, exchange, founding, meetings, pairs, people, reporting, things
from rulebook.kinds import (
    Rows,
    RowsOfSeveral,
    add_evidence,
    register_evidence,
    register_role,
    register_roles,
    register_subjects,
)

# Kind → its records, and the page on which to make one.
STINTS = "alliances:stint_list"
KINDS: dict[str, tuple[Rows, str]] = {
    **founding.KINDS,
    **activities.KINDS,
    "exchange_assessment": (exchange.assessments, STINTS),
    "outside_training": (exchange.trainings, STINTS),
    "staff_exchange": (exchange.exchanges, STINTS),
    "alliance_meeting": (meetings.meetings, "alliances:meeting_mine"),
    "spot_check": (meetings.spot_checks, "alliances:meeting_mine"),
    "commendation": (meetings.commendations, "alliances:meeting_mine"),
    "joint_assessment": (reporting.assessments, "alliances:jointassessment_list"),
    "alliance_summary": (reporting.summaries, "alliances:jointassessment_list"),
    "shared_evaluation": (reporting.evaluations, "alliances:jointassessment_list"),
}
# What is about a school as a member: its subject tells whose it is, and several schools are read at once.
OF_MEMBERS: dict[str, tuple[RowsOfSeveral, str]] = {
    **founding.OF_MEMBERS,
    **activities.OF_MEMBERS,
    **exchange.OF_MEMBERS,
    "self_check_report": (reporting.self_reports, "alliances:selfreport_list"),
}


def register() -> None:
    """Make the alliances' records known to the rulebook; called when the app starts."""
    for code, (rows, place) in KINDS.items():
        register_evidence(code, rows=rows, page=page, list_page=_address(place))
    for code, (several, place) in OF_MEMBERS.items():
        register_evidence(code, rows=_of_one(several), of_several=several, page=page, list_page=_address(place))
    add_evidence("org_post", rows=founding.posts, page=page, prefix="alliances:")
    register_evidence("cross_school_pair", rows=pairs.rows, page=pairs.page, list_page=pairs.list_page)
    register_subjects("mentor", pairs.mentors)
    register_roles(people.ROLES, people.holdings)
    register_role(exchange.ROLE, exchange.holders)
    own = {"exchanged_staff": exchange.sent, "each_exchanged_staff": exchange.all_sent, "need": activities.needs}
    for kind, found in {**things.SUBJECTS, **own}.items():
        register_subjects(kind, found)


def page(ref: str) -> str:
    """Give the address of a record's page: "alliances:meeting_detail:<id>"."""
    name, _, public_id = ref.removeprefix("alliances:").partition(":")
    return reverse(f"alliances:{name}", args=[public_id])


def _of_one(several: RowsOfSeveral) -> Rows:
    return lambda school, span: several([school], span)


def _address(name: str) -> Callable[[], str]:
    return lambda: reverse(name)
