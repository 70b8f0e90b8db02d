"""Many schools with communities, families and filed rotas, for the benchmark of the pages."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from communities.models import Assignment, Community, Membership, Rota, Slot, Society
from core.dates import monday_of
from notices.models import Notice
from registry.models import Enrolment, Grade, Guardian, Guardianship, SchoolClass, Student, Teacher
from schools.models import District, School, Village

FAMILIES, WEEKS = 6, 4
GROUPS = 2  # communities of each school
DUTIES = (("morning", time(7, 10), time(7, 40)), ("homework", time(17, 0), time(18, 30)))
SHANGHAI = ZoneInfo("Asia/Shanghai")
AT_ONCE = 5000


@dataclass(frozen=True)
class Measured:
    """Whose pages are measured: the leader of the first community made, another parent, and the group's rota."""

    leader: User
    parent: User
    rota: Rota


def first_group() -> Measured:
    """Give the group that was made first, whatever was made since."""
    rota = Rota.objects.order_by("pk").first()
    parents = rota.community.memberships.parents().order_by("-is_leader", "pk").select_related("guardian__user")
    leader, parent = (membership.guardian.user for membership in parents[:2])
    return Measured(leader, parent, rota)


def fill(schools: int, today: date) -> None:
    """Make a district of so many schools, each with two communities of six families and a month's filed rota."""
    numbers = count(User.objects.count() + 1)
    district = District.objects.create(name="Benchmark", code=f"bench{next(numbers)}")
    made = School.objects.bulk_create(
        School(district=district, code=f"{district.code}-{n}", name=f"School {n}", stages=["primary"])
        for n in range(schools)
    )
    Grade.objects.bulk_create(Grade(school=s, stage="primary", number=n) for s in made for n in range(1, 7))
    classes = SchoolClass.objects.bulk_create(
        SchoolClass(school=s, stage="primary", entry_year=today.year - 2, number=1) for s in made
    )
    villages = Village.objects.bulk_create(Village(district=district, name=f"village{n}") for n in range(schools))
    societies = Society.objects.bulk_create(
        Society(school=s, village=v, founded_on=today) for s, v in zip(made, villages, strict=True)
    )
    homes = [_Home(s, c) for s, c in zip(societies, classes, strict=True) for _ in range(GROUPS)]
    _fill_communities(homes, today, numbers)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@dataclass
class _Home:
    society: Society
    school_class: SchoolClass

    @property
    def school(self) -> School:
        return self.society.school


def _fill_communities(homes, today, numbers) -> None:
    families = [home for home in homes for _ in range(FAMILIES)]
    names = [f"family{next(numbers)}" for _ in families]
    users = User.objects.bulk_create(
        (User(username=name, name=name, password=make_password(None), must_change_password=False) for name in names),
        AT_ONCE,
    )
    Post.objects.bulk_create(
        (
            Post(user=u, role=Role.PARENT, school=home.school, from_on=today)
            for u, home in zip(users, families, strict=True)
        ),
        AT_ONCE,
    )
    students = Student.objects.bulk_create((Student(school=h.school, name="P") for h in families), AT_ONCE)
    guardians = Guardian.objects.bulk_create(
        (Guardian(school=h.school, name=name, user=u) for h, name, u in zip(families, names, users, strict=True)),
        AT_ONCE,
    )
    Enrolment.objects.bulk_create(
        (
            Enrolment(school=h.school, student=s, school_class=h.school_class, from_on=today)
            for h, s in zip(families, students, strict=True)
        ),
        AT_ONCE,
    )
    Guardianship.objects.bulk_create(
        (
            Guardianship(school=h.school, student=s, guardian=g)
            for h, s, g in zip(families, students, guardians, strict=True)
        ),
        AT_ONCE,
    )
    Notice.objects.bulk_create(
        (Notice(recipient=u, subject="Duty", dedupe=f"bench{n}") for u in users for n in range(5)), AT_ONCE
    )
    communities = _communities(homes, users[0])
    _advisers(communities, users[0])
    _members(communities, students, guardians, users[0])
    _rotas(communities, guardians, users[0], today)


def _user(name: str) -> User:
    return User(username=name, name=name, password=make_password(None), must_change_password=False)


def _communities(homes, by) -> list[Community]:
    return Community.objects.bulk_create(
        (
            Community(
                school=home.school,
                society=home.society,
                name=f"Group {n}",
                state=Community.State.APPROVED,
                created_by=by,
                approved_by=by,
                approved_at=timezone.now(),
            )
            for n, home in enumerate(homes)
        ),
        AT_ONCE,
    )


def _members(communities, students, guardians, by) -> None:
    answered = {"state": "confirmed", "proposed_by": by, "answered_by": by, "answered_at": timezone.now()}
    rows = []
    for n, (student, guardian) in enumerate(zip(students, guardians, strict=True)):
        community = communities[n // FAMILIES]
        fields = {"school_id": community.school_id, "community": community, "is_leader": n % FAMILIES == 0, **answered}
        rows += [
            Membership(kind="pupil", student=student, **fields),
            Membership(kind="parent", guardian=guardian, **fields),
        ]
    Membership.objects.bulk_create(rows, AT_ONCE)


def _advisers(communities, by) -> None:
    """Give each community an adviser, one teacher for the communities of a school."""
    schools = {community.school_id: None for community in communities}
    users = User.objects.bulk_create((_user(f"teacher{pk}") for pk in schools), AT_ONCE)
    teachers = Teacher.objects.bulk_create(
        (Teacher(school_id=pk, user=user, name="T") for pk, user in zip(schools, users, strict=True)), AT_ONCE
    )
    by_school = {teacher.school_id: teacher for teacher in teachers}
    answered = {"state": "confirmed", "proposed_by": by, "answered_by": by, "answered_at": timezone.now()}
    Membership.objects.bulk_create(
        (
            Membership(kind="adviser", school_id=c.school_id, community=c, teacher=by_school[c.school_id], **answered)
            for c in communities
        ),
        AT_ONCE,
    )


def _rotas(communities, guardians, by, today) -> None:
    first = monday_of(today)
    rotas = Rota.objects.bulk_create(
        (
            Rota(
                school_id=community.school_id,
                community=community,
                from_on=first,
                to_on=first + timedelta(days=7 * WEEKS - 1),
                state=Rota.State.FILED,
                created_by=by,
                filed_by=by,
                filed_at=timezone.now(),
            )
            for community in communities
        ),
        AT_ONCE,
    )
    days = [first + timedelta(days=7 * week + weekday) for week in range(WEEKS) for weekday in range(5)]
    slots = Slot.objects.bulk_create(
        (_slot(rota, on, *duty) for rota in rotas for on in days for duty in DUTIES), AT_ONCE
    )
    per_rota = len(days) * len(DUTIES)
    Assignment.objects.bulk_create(
        (
            _duty(slot, guardians[n // per_rota * FAMILIES + n % FAMILIES])
            for n, slot in enumerate(slots)
            if n % 7  # every seventh seat is free
        ),
        AT_ONCE,
    )


def _slot(rota, on, kind, starts_at, ends_at) -> Slot:
    first, last = (datetime.combine(on, t, tzinfo=SHANGHAI) for t in (starts_at, ends_at))
    return Slot(
        school_id=rota.school_id,
        community_id=rota.community_id,
        rota=rota,
        kind=kind,
        on=on,
        starts_at=first,
        ends_at=last,
    )


def _duty(slot, guardian) -> Assignment:
    fields = {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "state": Assignment.State.ASKED}
    return Assignment(school_id=slot.school_id, slot=slot, guardian=guardian, **fields)
