"""What the communities keep that counts for requirements of G1 and G2, and who is meant by their roles.

Each kind costs a constant number of statements, however many communities. A record names its community, never a
child. `ref` is the name of a page of ours and the id of what it shows. What is not here people attest.
"""

from collections.abc import Callable

from django.urls import reverse

from communities.evidence import attendance, bodies, duties, members, people, sessions, venues
from rulebook.kinds import Rows, register_evidence, register_role, register_subjects

COMMUNITIES, SOCIETIES = "communities:community_list", "communities:society_list"
ROTAS, ADVISERS = "communities:rota_overview", "communities:adviser_list"

# Kind → its records, and the page on which to make one.
KINDS: dict[str, tuple[Rows, str]] = {
    "accompaniment": (sessions.accompanied, ROTAS),
    "adviser_assignment": (members.advisers, ADVISERS),
    "attendance": (attendance.on_time, COMMUNITIES),
    "community_membership": (members.members, COMMUNITIES),
    "duty_rota": (duties.rotas_by_week, ROTAS),
    "duty_shift": (duties.shifts, ROTAS),
    "homework_venue": (venues.homework_places, ROTAS),
    "host_commitment": (venues.agreed_by_host("host_commitment"), COMMUNITIES),
    "membership_application": (members.agreed_to("membership_application"), COMMUNITIES),
    "membership_consent": (members.agreed_to("membership_consent"), COMMUNITIES),
    "mutual_aid_society": (bodies.societies, SOCIETIES),
    "session_setup": (sessions.set_up, ROTAS),
    "venue_consent": (venues.agreed_by_host("venue_consent"), COMMUNITIES),
}


def register() -> None:
    """Make the communities' records known to the rulebook; called when the app starts."""
    for code, (rows, place) in KINDS.items():
        register_evidence(code, rows=rows, page=page, list_page=_address(place))
    # A society's managers and the posts of an alliance have no register yet: those are attested beside ours.
    register_evidence("org_post", rows=bodies.posts, page=page, list_page=_address(SOCIETIES), keeps_all=False)
    for code, holdings in people.ROLES.items():
        register_role(code, holdings)
    register_subjects("community", bodies.communities)
    register_subjects("society", bodies.society_subjects)


def page(ref: str) -> str:
    """Give the address of a record's page."""
    name, _, public_id = ref.partition(":")
    return reverse(f"communities:{name}", args=[public_id])


def _address(name: str) -> Callable[[], str]:
    return lambda: reverse(name)
