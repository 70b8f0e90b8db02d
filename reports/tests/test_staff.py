"""S-01: staff and posts, as the register says on a day."""

from datetime import date

import pytest
from django.utils import translation

from accounts.roles import Role
from accounts.tests.factories import create_post
from registry.models import GroupMembership, Subject, TeacherGroup
from registry.tests.factories import create_assignment, create_class, create_teacher
from reports import kinds
from reports.services import making
from schools.tests.factories import create_school, create_term

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 8)
STATEMENTS = 8
KIND = kinds.get("S-01")


@pytest.fixture
def school():
    return create_school()


@pytest.fixture
def term(school):
    return create_term(school=school)


def create_group(school, *teachers, head=None, name="语文组") -> TeacherGroup:
    group = TeacherGroup.objects.create(school=school, kind=TeacherGroup.Kind.RESEARCH, name=name)
    for teacher in teachers:
        GroupMembership.objects.create(school=school, group=group, teacher=teacher, from_on=date(2024, 9, 1))
    if head:
        create_post(role=Role.RESEARCH_GROUP_HEAD, school=school, user=head.user, scope_id=group.pk)
    return group


def gathered(school, term, *, on=ON, **options):
    with translation.override("en"):
        return KIND.gather(school=school, term=term, on=on, options=KIND.complete(options))


def figures(report) -> dict:
    return {figure.key: figure.value for figure in report.figures}


def test_a_teacher_stands_with_posts_groups_and_lessons(school, term):
    teacher = create_teacher(school=school, name="李明", sex="M", professional_title="一级教师", phone="13900000000")
    for number in (1, 2):
        school_class = create_class(school=school, entry_year=2024, number=number)
        create_assignment(teacher=teacher, school_class=school_class)
    create_post(role=Role.CLASS_TEACHER, school=school, user=teacher.user, scope_id=school_class.pk)
    create_group(school, teacher, head=teacher)

    people = gathered(school, term, phones="yes").tables[0]
    assert people.rows == [
        [
            1,
            "李明",
            "Male",
            "一级教师",
            "Class teacher (Grade 3 (三) Class 2), Research group head (语文组)",
            "语文组",
            "语文 Grade 3 (三) Class 1, Grade 3 (三) Class 2",
            "13900000000",
        ]
    ]
    assert "13900000000" not in str(gathered(school, term).tables)


def test_the_figures_count_what_is_missing(school, term):
    teacher = create_teacher(school=school)
    create_teacher(school=school, employed_to=date(2026, 9, 30))
    create_class(school=school)
    create_group(school, teacher)
    report = gathered(school, term)
    assert figures(report) == {
        "teachers": 1,
        "without_lessons": 1,
        "groups": 1,
        "groups_without_head": 1,
        "classes": 1,
        "classes_without_teacher": 1,
    }
    assert "C1.6" in report.articles


def test_the_report_shows_the_state_of_its_day(school, term):
    gone = create_teacher(school=school, employed_to=ON)
    assert figures(gathered(school, term, on=date(2026, 10, 7)))["teachers"] == 1
    assert figures(gathered(school, term))["teachers"] == 0
    assert gone.school == school


def test_families_and_other_schools_are_not_in_it(school, term):
    create_post(role=Role.SOCIETY_PRESIDENT, school=school, scope_id=1)
    create_teacher()
    create_post(role=Role.PRINCIPAL)
    report = gathered(school, term)
    assert [len(table.rows) for table in report.tables] == [0, 0, 0, 0]


def test_the_version_of_the_data_changes_with_the_data_only(school, term):
    before = gathered(school, term).fingerprint
    assert gathered(school, term).fingerprint == before
    create_teacher(school=school)
    assert gathered(school, term).fingerprint != before


def fill(school, teachers: int) -> None:
    for number in range(teachers):
        teacher = create_teacher(school=school)
        school_class = create_class(school=school)
        subject = Subject.objects.create(school=school, name=f"S{teacher.pk}")
        create_assignment(teacher=teacher, school_class=school_class, subject=subject)
        create_post(role=Role.CLASS_TEACHER, school=school, user=teacher.user, scope_id=school_class.pk)
        create_group(school, teacher, head=teacher, name=f"G{teacher.pk} {number}")


@pytest.mark.parametrize("teachers", [2, 12])
def test_gathering_takes_a_constant_number_of_statements(school, term, teachers, django_assert_num_queries):
    fill(school, teachers)
    with django_assert_num_queries(STATEMENTS):
        making.gather(KIND, school=school, term=term, options={}, today=ON)


def test_the_sample_has_the_shape_of_the_real_one(school, term):
    with translation.override("en"):
        real, sample = gathered(school, term, phones="yes"), KIND.sample()
    assert [t.columns for t in real.tables] == [t.columns for t in sample.tables]
    assert [f.key for f in real.figures] == [f.key for f in sample.figures]
