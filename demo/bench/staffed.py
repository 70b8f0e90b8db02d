"""Schools with teachers, groups, posts and three documents in force, for the benchmark of the compliance board."""

from datetime import date, timedelta
from itertools import count

from django.contrib.auth.hashers import make_password

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
# What a board reads: copied for other schools, whose people do not matter to it.
COPIED = (School, Term, Adoption, Version, Obligation, Attestation)


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
