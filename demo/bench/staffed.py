"""Schools with teachers, groups, posts and three documents in force, for the benchmark of the compliance board."""

from datetime import date, timedelta
from itertools import count

from django.contrib.auth.hashers import make_password
from django.db import connection

from accounts.models import Post, User
from accounts.roles import Role
from registry.models import (
    Grade,
    GroupMembership,
    SchoolClass,
    Subject,
    Teacher,
    TeacherGroup,
    TeachingAssignment,
)
from rulebook.documents import loading
from rulebook.models import Adoption, Attestation, Obligation, Version
from rulebook.services.adopting import adopt
from rulebook.services.expanding import expand_term
from schools.models import District, School, Term

DOCUMENTS = ("C3", "C4", "G3")
BEGIN, END = date(2026, 9, 1), date(2027, 1, 22)
SUBJECTS = ("语文", "数学", "英语", "科学", "音乐", "美术", "体育", "劳动", "信息", "道德", "历史", "地理")
LEADERS = (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR, Role.ACADEMIC_CLERK)
OBSERVED, WEEKLY = 8, 10  # lessons observed, and weekly papers done, by each teacher
LOOK = date(2026, 12, 1)


def staffed_school(teachers: int, numbers=None) -> School:
    """Make a school of so many teachers in twelve groups, with three documents in force, expanded, and records."""
    numbers = numbers or count(User.objects.count() + 1)
    district, _ = District.objects.get_or_create(code="bench", defaults={"name": "Benchmark"})
    code = f"bench-{next(numbers)}"
    school = School.objects.create(district=district, code=code, name=code, stages=["junior"])
    term = Term.objects.create(
        school=school,
        school_year=2026,
        number=1,
        starts_on=BEGIN,
        ends_on=END,
        midterm_starts_on=date(2026, 11, 11),
        midterm_ends_on=date(2026, 11, 12),
        final_starts_on=date(2027, 1, 18),
        final_ends_on=date(2027, 1, 19),
    )
    _staff(school, teachers, numbers)
    for document in DOCUMENTS:
        adopt(school=school, document=loading.document(document), from_on=BEGIN, by=None)
    expand_term(school=school, term=term, as_of=LOOK)
    _records(school)
    return school


def _staff(school: School, teachers: int, numbers) -> None:
    Grade.objects.bulk_create(Grade(school=school, stage="junior", number=n) for n in (7, 8, 9))
    classes = SchoolClass.objects.bulk_create(
        SchoolClass(school=school, stage="junior", entry_year=2026, number=n) for n in range(1, 1 + teachers // 4)
    )
    names = [f"staff{next(numbers)}" for _ in range(teachers + len(LEADERS))]
    users = User.objects.bulk_create(User(username=name, name=name, password=make_password(None)) for name in names)
    staff = Teacher.objects.bulk_create(Teacher(school=school, user=user, name=user.name) for user in users)
    leaders, taught = users[: len(LEADERS)], staff[len(LEADERS) :]
    subjects = Subject.objects.bulk_create(Subject(school=school, name=name) for name in SUBJECTS)
    groups = TeacherGroup.objects.bulk_create(
        TeacherGroup(school=school, kind="research", name=f"{s.name}组", subject=s) for s in subjects
    )
    posts = [Post(school=school, user=u, role=r, from_on=BEGIN) for u, r in zip(leaders, LEADERS, strict=True)]
    posts += [Post(school=school, user_id=t.user_id, role=Role.TEACHER, from_on=BEGIN) for t in taught]
    posts += [
        Post(school=school, user_id=t.user_id, role=Role.RESEARCH_GROUP_HEAD, scope_id=g.pk, from_on=BEGIN)
        for g, t in zip(groups, taught, strict=False)
    ]
    Post.objects.bulk_create(posts)
    in_group = [(groups[n % len(groups)], t) for n, t in enumerate(taught)]
    GroupMembership.objects.bulk_create(
        GroupMembership(school=school, group=g, teacher=t, from_on=BEGIN) for g, t in in_group
    )
    TeachingAssignment.objects.bulk_create(
        TeachingAssignment(
            school=school, teacher=t, subject=g.subject, school_class=classes[n % len(classes)], from_on=BEGIN
        )
        for n, (g, t) in enumerate(in_group)
    )


def _records(school: School) -> None:
    users = list(Teacher.objects.filter(school=school).values_list("user", flat=True))
    days = [BEGIN + timedelta(days=7 * n + 2) for n in range(max(OBSERVED, WEEKLY))]
    common = {"school": school}
    rows = [
        Attestation(kind="observation", actor_id=u, on=day, recorded_by_id=u, **common)
        for u in users
        for day in days[:OBSERVED]
    ]
    rows += [
        Attestation(kind="exam_paper_done", actor_id=u, on=day, recorded_by_id=u, **common)
        for u in users
        for day in days[:WEEKLY]
    ]
    checker = users[2]
    rows += [
        Attestation(
            kind="check",
            part=part,
            actor_id=checker,
            subject=f"person:{u}",
            on=days[5],
            recorded_by_id=checker,
            **common,
        )
        for u in users
        for part in ("lesson_plan", "homework", "observation_notes")
    ]
    Attestation.objects.bulk_create(rows, batch_size=5000)


def copy_school(school: School, times: int) -> None:
    """Put so many copies of a school's documents, obligations and records into the tables, without history.

    The copies have schools of their own; what people they name does not matter to a board of another school.
    """
    district, code = school.district_id, f"copy-{School.objects.count()}"
    made = School.objects.bulk_create(
        [School(district_id=district, code=f"{code}-{n}", name=f"{code}-{n}", stages=["junior"]) for n in range(times)],
        batch_size=2000,
    )
    term = Term.objects.get(school=school)
    Term.objects.bulk_create([_copied(term, school=each) for each in made], batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in _COPIES:
            cursor.execute(statement, {"school": school.pk, "first": made[0].pk, "last": made[-1].pk})
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def _copied(row, **changed):
    values = {f.attname: getattr(row, f.attname) for f in row._meta.fields if f.attname not in ("id", "public_id")}
    return type(row)(**values | {f"{name}_id": each.pk for name, each in changed.items()})


def _copy(model, **changed: str) -> str:
    """Give the statement that copies a school's rows to every new school; `changed` are columns in SQL."""
    columns = [f.column for f in model._meta.fields if f.column not in ("id", "public_id")]
    values = [changed.get(column, f"t.{column}") for column in columns]
    return (
        f"INSERT INTO {model._meta.db_table} (public_id, {', '.join(map(_quoted, columns))}) "
        f"SELECT gen_random_uuid(), {', '.join(map(_of, values))} FROM {model._meta.db_table} t "
        "CROSS JOIN schools_school s WHERE t.school_id = %(school)s AND s.id BETWEEN %(first)s AND %(last)s"
    )


def _quoted(column: str) -> str:
    return f'"{column}"'


def _of(value: str) -> str:
    return f't."{value.removeprefix("t.")}"' if value.startswith("t.") else value


_TERM = "(SELECT n.id FROM schools_term n WHERE n.school_id = s.id AND t.term_id IS NOT NULL)"
_ADOPTION = (
    "(SELECT n.id FROM rulebook_adoption n JOIN rulebook_adoption o ON o.id = t.adoption_id "
    "WHERE n.school_id = s.id AND n.document = o.document)"
)
_VERSION = f"(SELECT v.id FROM rulebook_version v WHERE v.adoption_id = {_ADOPTION})"
_COPIES = (
    _copy(Adoption, school_id="s.id"),
    _copy(Version, school_id="s.id", adoption_id=_ADOPTION),
    _copy(Obligation, school_id="s.id", adoption_id=_ADOPTION, version_id=_VERSION, term_id=_TERM),
    _copy(Attestation, school_id="s.id"),
)
