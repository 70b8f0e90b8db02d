"""Rows for tests: an alliance of several schools with its bodies, posts and the scheme adopted at each school."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.tests.factories import create_post
from alliances.models import Alliance, Body, Membership, Seat
from registry.tests.factories import create_teacher
from rulebook.models import Adoption
from rulebook.tests.factories import create_adoption
from schools.models import School, Stage, Term
from schools.tests.factories import create_district, create_school, create_term

FOUNDED = date(2026, 9, 1)
ACCEPTED = timezone.make_aware(datetime(2026, 9, 1, 9))
LEADERS = {
    "principal": Role.PRINCIPAL,
    "vice": Role.VICE_PRINCIPAL,
    "director": Role.ACADEMIC_DIRECTOR,
    "clerk": Role.ACADEMIC_CLERK,
    "teacher": Role.TEACHER,
}


@dataclass
class Member:
    """One school of the alliance: `people` by post (principal, vice, director, clerk, teacher), one autumn term."""

    school: School
    term: Term
    membership: Membership
    people: dict[str, User] = field(default_factory=dict)
    adoption: Adoption | None = None

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass
class Allied:
    """An alliance with its schools; `core` is the school of the seat, `others` the rest."""

    alliance: Alliance
    members: list[Member]

    @property
    def core(self) -> Member:
        return self.members[0]

    @property
    def others(self) -> list[Member]:
        return self.members[1:]


def create_member(alliance: Alliance, *, school: School | None = None, part="member", **fields) -> Member:
    """Add a school with its leaders and one teacher, all on its staff list."""
    school = school or create_school(district=alliance.district, stages=[Stage.PRIMARY])
    defaults = {"from_on": alliance.from_on, "accepted_at": ACCEPTED, "document": alliance.document}
    membership = Membership.objects.create(alliance=alliance, school=school, part=part, **{**defaults, **fields})
    term = Term.objects.filter(school=school).first() or create_term(school=school)
    member = Member(school, term, membership)
    for name, role in LEADERS.items():
        member.people[name] = create_teacher(school=school, name=f"{name} of {school.name}").user
        create_post(role=role, school=school, user=member.people[name], from_on=FOUNDED)
    return member


def create_alliance(*, document="G5", schools=4, adopted=False, seat: School | None = None, **fields) -> Allied:
    """Found an alliance of `schools` schools; the first has the seat and in G5 is the core school.

    The core principal heads it (G4: chair; G5: head of the leading group), its vice-principal directs the office.
    With `adopted` each school has the scheme in force from the founding day.
    """
    district = seat.district if seat else create_district()
    seat = seat or create_school(district=district, stages=[Stage.PRIMARY])
    defaults = {"name": f"Alliance of {seat.name} {document}", "from_on": FOUNDED, "document": document}
    alliance = Alliance.objects.create(district=district, seat=seat, **{**defaults, **fields})
    first = create_member(alliance, school=seat, part="core" if alliance.has_core else "member")
    allied = Allied(alliance, [first, *(create_member(alliance) for _ in range(schools - 1))])
    _create_bodies(allied)
    if adopted:
        values = {"programme.start_year": Decimal(2026)} if document == "G5" else {}
        for member in allied.members:
            member.adoption = create_adoption(
                school=member.school, document=document, from_on=alliance.from_on, by=member.principal, **values
            )
    return allied


def _create_bodies(allied: Allied) -> None:
    has_core = allied.alliance.has_core
    kind, post = (Body.Kind.LEADING_GROUP, "group_head") if has_core else (Body.Kind.COUNCIL, "alliance_chair")
    create_seat(create_body(allied, kind=kind), post=post, bound_role=Role.PRINCIPAL)
    create_seat(create_body(allied, kind=Body.Kind.OFFICE), post="office_director", bound_role=Role.VICE_PRINCIPAL)


def create_body(allied: Allied, *, kind=Body.Kind.PROJECT_GROUP, **fields) -> Body:
    defaults = {"name": Body.Kind(kind).label, "from_on": allied.alliance.from_on}
    return Body.objects.create(alliance=allied.alliance, kind=kind, **{**defaults, **fields})


def create_seat(body: Body, *, post="group_member", **fields) -> Seat:
    """Create a seat, at the school of the alliance's office where none is given."""
    defaults = {"school": body.alliance.seat, "from_on": body.from_on}
    return Seat.objects.create(body=body, post=post, **{**defaults, **fields})
