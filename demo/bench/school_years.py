"""A school of 80 teachers with three years of inspections and observations, for the benchmark of the pages."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count, cycle, islice
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from accounts.models import Post, User
from accounts.roles import Role
from deductions.models import Entry
from demo.bench.copies import copy_school
from observations.models import Observation
from registry.models import Grade, GroupMembership, SchoolClass, Subject, Teacher, TeacherGroup, TeachingAssignment
from rulebook.documents import loading
from rulebook.models import Adoption, Obligation, Version
from rulebook.services.adopting import adopt
from rulebook.services.expanding import expand_term
from schools.models import District, School, Term
from sheets.models import ScoreSheet
from sheets.services import sheets_of
from teaching_checks.models import CheckObject, Inspected, Round, RoundCell

TEACHERS, TERMS = 80, 6
TERM_DAYS, HALF_YEAR = 140, timedelta(days=182)
SO_FAR = timedelta(days=100)  # of the present term
OBSERVATIONS_A_TERM = 500
DEDUCTIONS_A_TERM = 167
OBJECTS = (CheckObject.LESSON_PLAN, CheckObject.HOMEWORK, CheckObject.TEACHING_PLAN)
SUBJECTS = ("语文", "数学", "英语", "科学", "音乐", "美术", "体育", "历史")
LEADERS = (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR, Role.ACADEMIC_CLERK)
AT_ONCE = 5000
SHANGHAI = ZoneInfo("Asia/Shanghai")


def make_school(today: date) -> School:
    """Make it, with rule sets 3 and 4 in force; what is owed is expanded for the present term."""
    district = District.objects.create(code="bench", name="Benchmark")
    school = School.objects.create(district=district, code="bench", name="Benchmark", stages=["junior"])
    terms = [_term(school, today, back) for back in reversed(range(TERMS))]
    staff = _staff(school, terms[0].starts_on)
    for document in ("C3", "C4"):
        adopt(school=school, document=loading.document(document), from_on=terms[0].starts_on, by=None)
    expand_term(school=school, term=terms[-1], as_of=today)
    sheet = sheets_of(school=school, purpose="lesson_plan")[0]
    for term in terms:
        last = min(term.ends_on, today)
        _observations(school, term, last, staff)
        _deductions(school, term, last, staff)
        for number, each in enumerate(OBJECTS):
            _round(school, term, each, sheet, staff, is_open=term == terms[-1] and not number)
    return school


def more_schools(number: int) -> None:
    """Put more copies of the school beside it."""
    before = School.objects.count()
    copy_school(School.objects.get(code="bench"), TABLES, first=before, last=before + number - 1)


TABLES = (
    School,
    Term,
    Grade,
    SchoolClass,
    Subject,
    TeacherGroup,
    User,
    Teacher,
    Post,
    GroupMembership,
    TeachingAssignment,
    Adoption,
    Version,
    Obligation,
    ScoreSheet,
    Round,
    Inspected,
    RoundCell,
    Observation,
    Entry,
)


def _term(school: School, today: date, back: int) -> Term:
    starts_on = today - SO_FAR - back * HALF_YEAR
    middle = starts_on + timedelta(days=TERM_DAYS // 2)
    ends_on = starts_on + timedelta(days=TERM_DAYS)
    return Term.objects.create(
        school=school,
        school_year=today.year - 1 - back // 2,
        number=2 - back % 2,
        starts_on=starts_on,
        ends_on=ends_on,
        midterm_starts_on=middle,
        midterm_ends_on=middle + timedelta(days=1),
        final_starts_on=ends_on - timedelta(days=4),
        final_ends_on=ends_on - timedelta(days=3),
    )


def _staff(school: School, begin: date) -> list[Teacher]:
    """Make leaders and teachers in eight groups, each with a class to teach; give the teachers."""
    Grade.objects.bulk_create(Grade(school=school, stage="junior", number=n) for n in (7, 8, 9))
    classes = SchoolClass.objects.bulk_create(
        SchoolClass(school=school, stage="junior", entry_year=begin.year, number=n) for n in range(1, 21)
    )
    names = [f"bench{n}" for n in range(TEACHERS + len(LEADERS))]
    users = User.objects.bulk_create(
        User(username=name, name=name, password=make_password(None), must_change_password=False) for name in names
    )
    everyone = Teacher.objects.bulk_create(Teacher(school=school, user=user, name=user.name) for user in users)
    teachers = everyone[len(LEADERS) :]
    subjects = Subject.objects.bulk_create(Subject(school=school, name=name) for name in SUBJECTS)
    groups = TeacherGroup.objects.bulk_create(
        TeacherGroup(school=school, kind="research", name=f"{s.name}组", subject=s) for s in subjects
    )
    posts = [Post(school=school, user=u, role=r, from_on=begin) for u, r in zip(users, LEADERS, strict=False)]
    posts += [Post(school=school, user=t.user, role=Role.TEACHER, from_on=begin) for t in teachers]
    posts += [
        Post(school=school, user=t.user, role=Role.RESEARCH_GROUP_HEAD, scope_id=g.pk, from_on=begin)
        for g, t in zip(groups, teachers, strict=False)
    ]
    Post.objects.bulk_create(posts)
    placed = list(zip(cycle(groups), cycle(classes), teachers, strict=False))
    GroupMembership.objects.bulk_create(
        GroupMembership(school=school, group=g, teacher=t, from_on=begin) for g, _class, t in placed
    )
    TeachingAssignment.objects.bulk_create(
        TeachingAssignment(school=school, teacher=t, subject=g.subject, school_class=c, from_on=begin)
        for g, c, t in placed
    )
    return teachers


def _observations(school: School, term: Term, last: date, staff: list[Teacher]) -> None:
    assignments = {a.teacher_id: a for a in TeachingAssignment.objects.filter(school=school)}
    Observation.objects.bulk_create(
        islice(_observed(term, last, staff, assignments), OBSERVATIONS_A_TERM), batch_size=AT_ONCE
    )


def _observed(term: Term, last: date, staff: list[Teacher], assignments: dict) -> Iterator[Observation]:
    """Give lessons from the first day on, eight periods a day, each observer in one lesson at a time."""
    days = [term.starts_on + timedelta(days=n) for n in range((last - term.starts_on).days)]
    for number in count():
        on, period = days[number // 8 % len(days)], number % 8 + 1
        observer, teacher = staff[number * 7 % len(staff)], staff[(number * 7 + 1 + number % 5) % len(staff)]
        begin = datetime.combine(on, time(7 + period, 0), tzinfo=SHANGHAI)
        assignment = assignments[teacher.pk]
        yield Observation(
            school_id=term.school_id,
            term=term,
            draft_id=uuid4(),
            observer_id=observer.user_id,
            teacher=teacher,
            person_id=teacher.user_id,
            school_class_id=assignment.school_class_id,
            subject_id=assignment.subject_id,
            on=on,
            period=period,
            starts_at=begin,
            ends_at=begin + timedelta(minutes=40),
            points=Decimal(70 + number % 30),
            notes="Clear goals, much talk among the pupils.",
            feedback_at=begin + timedelta(hours=1),
            feedback_by_id=observer.user_id,
        )


def _deductions(school: School, term: Term, last: date, staff: list[Teacher]) -> None:
    """Let lessons have begun late: reported by the clerk, verified by the director, told."""
    clerk, director = (User.objects.get(posts__school=school, posts__role=role) for role in (LEADERS[3], LEADERS[2]))
    days = (last - term.starts_on).days
    Entry.objects.bulk_create(
        (
            _late(term, term.starts_on + timedelta(days=n % days), staff[n % len(staff)], clerk, director)
            for n in range(DEDUCTIONS_A_TERM)
        ),
        batch_size=AT_ONCE,
    )


def _late(term: Term, on: date, teacher: Teacher, clerk: User, director: User) -> Entry:
    at = datetime.combine(on, time(17), tzinfo=SHANGHAI)
    return Entry(
        school_id=term.school_id,
        term=term,
        teacher=teacher,
        person_id=teacher.user_id,
        state=Entry.State.NOTIFIED,
        item="C4-D09",
        item_text={"zh": "上课迟到", "en": "Late for a lesson"},
        articles=["C4.4.2"],
        event="lesson_late",
        source="document",
        unit="points",
        happened_on=on,
        figures={"times": "1"},
        arithmetic=["1 × 2 = 2"],
        amount=Decimal(2),
        counted=Decimal(2),
        reported_by=clerk,
        reported_at=at,
        verified_by=director,
        verified_at=at,
        notified_by=clerk,
        notified_at=at,
        appeal_until=on + timedelta(days=7),
    )


def _round(school: School, term: Term, what: str, sheet: ScoreSheet, staff: list[Teacher], *, is_open: bool) -> None:
    clerk = User.objects.get(posts__school=school, posts__role=Role.ACADEMIC_CLERK)
    from_on = term.starts_on + timedelta(days=10)
    at = datetime.combine(from_on, time(17), tzinfo=SHANGHAI)
    closing = {} if is_open else {"closed_at": at, "closed_by": clerk}
    made = Round.objects.create(
        school=school,
        term=term,
        name=f"{what} {term}",
        object=what,
        sheet=sheet,
        from_on=from_on,
        to_on=from_on + timedelta(days=95 if is_open else 10),
        state=Round.State.OPEN if is_open else Round.State.CLOSED,
        organiser=clerk,
        opened_at=at,
        opened_by=clerk,
        revision=1,
        **closing,
    )
    done = {} if is_open else {"is_done": True, "done_on": from_on, "done_by": clerk, "points": 86, "grade": "good"}
    rows = Inspected.objects.bulk_create(
        Inspected(school=school, round=made, teacher=t, person_id=t.user_id, inspector=clerk, position=n, **done)
        for n, t in enumerate(staff)
    )
    items = [item for item in sheet.sheet.items if item.kind != "text"][:7]
    RoundCell.objects.bulk_create(
        (
            RoundCell(school=school, round=made, row=row, criterion=item.code, value="8", revision=1, by=clerk)
            for row in rows
            for item in items
        ),
        batch_size=AT_ONCE,
    )
