"""The first page of each role."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AccessRecord
from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from jobs.models import Job
from registry.models import RegisterImport
from registry.tests.factories import (
    create_assignment,
    create_class,
    create_guardian,
    create_student,
    create_teacher,
)
from schools.tests.factories import create_school, create_village

HOME = reverse("dashboards:home")


@pytest.fixture
def school(db):
    """One class with a complete pupil and one of whom hardly anything is known, and a double in no class."""
    school = create_school()
    school_class = create_class(school=school)
    village = create_village(school=school)
    known = create_student(school_class=school_class, name="A", village=village, id_number="11010519491231002X")
    create_guardian(student=known)
    create_student(school_class=school_class, name="B", born_on=None)
    create_student(school=school, name="A", born_on=known.born_on)
    return school


def opened_by(client, user, **query):
    client.force_login(user)
    return client.get(HOME, query)


@pytest.mark.parametrize(
    ("role", "template"),
    [
        (Role.PRINCIPAL, "dashboards/school.html"),
        (Role.VICE_PRINCIPAL, "dashboards/school.html"),
        (Role.SCHOOL_ADMIN, "dashboards/school.html"),
        (Role.ACADEMIC_DIRECTOR, "dashboards/school.html"),
        (Role.CLASS_TEACHER, "dashboards/own_classes.html"),
        (Role.TEACHER, "dashboards/own_classes.html"),
        (Role.SYSTEM_ADMIN, "dashboards/platform.html"),
        (Role.SECURITY_ADMIN, "dashboards/platform.html"),
        (Role.AUDITOR, "dashboards/platform.html"),
        (Role.PARENT, "dashboards/family.html"),
        (Role.GRADE_COMMITTEE, "dashboards/family.html"),
        (Role.SOCIETY_PRESIDENT, "dashboards/family.html"),
    ],
)
def test_each_role_begins_with_its_own_page(client, school, role, template):
    user = user_with(role) if template == "dashboards/platform.html" else user_with(role, school=school)
    assert template in {used.name for used in opened_by(client, user).templates}


def test_somebody_without_a_post_is_told_why_there_is_nothing(client, db):
    assert "dashboards/no_post.html" in {t.name for t in opened_by(client, create_user()).templates}


def test_signed_out_the_first_page_is_to_sign_in(client, db):
    assert client.get(HOME).url.startswith(reverse("account_login"))


def test_every_gap_opens_a_list_of_exactly_so_many(client, school):
    response = opened_by(client, user_with(Role.PRINCIPAL, school=school))
    shown = {gap.url: gap.count for gap in response.context["gaps"]}
    listed = {url: client.get(url).context["page"].paginator.count for url in shown}
    assert shown == listed
    counts = [gap.count for gap in response.context["gaps"]]
    assert counts == [2, 1, 2, 2, 2, 1, 2, 1]  # doubles, class, phone, guardian, ID, birth, village; class teacher


def test_every_bar_opens_a_list_of_exactly_so_many(client, school):
    response = opened_by(client, user_with(Role.PRINCIPAL, school=school))
    rows = [row for chart in response.context["charts"] for row in chart.rows if row.values[0]]
    for row in rows:
        assert client.get(row.url).context["page"].paginator.count == row.values[0], row
    assert [row.values[0] for row in rows] == [2, 2, 1, 2]


def test_pupils_of_another_school_are_not_counted(client, school):
    create_student(school_class=create_class())
    response = opened_by(client, user_with(Role.PRINCIPAL, school=school))
    assert (response.context["total"], response.context["enrolled"]) == (3, 2)


def test_statements_do_not_grow_with_the_school(client, school, django_assert_max_num_queries):
    admin = user_with(Role.SCHOOL_ADMIN, school=school)
    opened_by(client, admin)
    for number in range(5):
        create_student(school_class=create_class(school=school, entry_year=2021 + number))
    with django_assert_max_num_queries(25):
        client.get(HOME)


def test_a_school_without_pupils_leads_to_the_set_up(client, db):
    user = user_with(Role.SCHOOL_ADMIN)
    response = opened_by(client, user)
    assert reverse("registry:setup") in response.content.decode()
    assert response.context["setup_progress"][0] == 0


def test_an_import_that_waits_is_shown_to_who_imports_only(client, school):
    admin = user_with(Role.SCHOOL_ADMIN, school=school)
    states = RegisterImport.State.READ, RegisterImport.State.APPLIED
    waiting, _ = (
        RegisterImport.objects.create(
            school=school, created_by=admin, state=state, file_name="a.xlsx", effective_on=date(2026, 9, 1)
        )
        for state in states
    )
    assert opened_by(client, admin).context["waiting_imports"] == [waiting]
    assert opened_by(client, user_with(Role.PRINCIPAL, school=school)).context["waiting_imports"] == []


def test_latest_changes_name_who_did_them_and_only_to_whom_history_is_open(client, school):
    admin = user_with(Role.SCHOOL_ADMIN, school=school)
    client.force_login(admin)
    student = school.students.get(name="B")
    client.post(reverse("registry:student_leave", args=[student.public_id]), {"on": "2026-10-01", "ended": "left"})
    acts = opened_by(client, admin).context["acts"]
    (left,) = (act for act in acts if act.counts["enrolment-update"])
    assert (left.who, dict(left.counts)) == (admin.name, {"enrolment-update": 1})
    assert sum(part.count for act in acts for part in act.parts if part.code == "student-insert") == 3
    director = user_with(Role.ACADEMIC_DIRECTOR, school=school)
    assert opened_by(client, director).context["acts"] is None


def test_a_class_teacher_sees_the_own_class_with_its_gaps(client, school):
    school_class = school.classes.get()
    other = create_class(school=school)
    user = user_with(Role.CLASS_TEACHER, school=school, scope_id=school_class.pk)
    (led,) = opened_by(client, user).context["led_classes"]
    assert (led.school_class, led.count) == (school_class, 2)
    for gap in led.gaps:
        assert client.get(gap.url).context["page"].paginator.count == gap.count, gap
    assert str(other.public_id) not in client.get(HOME).content.decode()


def test_a_teacher_sees_the_classes_taught_today_and_no_gaps(client, school):
    user = user_with(Role.TEACHER, school=school)
    teacher = create_teacher(school=school, user=user)
    own = school.classes.get()
    create_assignment(teacher=teacher, school_class=own)
    create_assignment(school_class=create_class(school=school))
    context = opened_by(client, user).context
    assert [taught.school_class for taught in context["taught_classes"]] == [own]
    assert context["led_classes"] == []


def test_the_system_administrator_sees_schools_and_broken_jobs_but_no_pupils(client, school):
    Job.objects.create(school=school, kind="import", state=Job.State.FAILED)
    Job.objects.create(school=school, kind="import", state=Job.State.DONE)
    context = opened_by(client, user_with(Role.SYSTEM_ADMIN)).context
    assert [figure.value for figure in context["schools"][:3]] == [1, 1, 1]
    assert (context["accounts"], context["accesses"]) == (None, None)


def test_each_figure_of_schools_opens_a_list_of_as_many(client, school):
    user_with(Role.PRINCIPAL, school=school)
    left = create_school(name="东山小学")
    user_with(Role.PRINCIPAL, school=left).posts.update(to_on=date(2026, 7, 1))
    create_school(name="西山小学")
    figures = opened_by(client, user_with(Role.SYSTEM_ADMIN)).context["schools"][:2]
    assert [figure.value for figure in figures] == [3, 2]
    for figure in figures:
        assert client.get(figure.url).context["page"].paginator.count == figure.value


def test_the_security_administrator_sees_accounts_by_state_and_each_opens_its_list(client, db):
    create_user(is_active=False)
    create_user(password=None)
    figures = opened_by(client, user_with(Role.SECURITY_ADMIN)).context["accounts"]
    assert [figure.value for figure in figures] == [3, 1, 0, 1]
    for figure in figures:
        assert client.get(figure.url).context["page"].paginator.count == figure.value


def test_the_auditor_sees_the_accesses_of_the_last_30_days(client, db):
    auditor = user_with(Role.AUDITOR)
    client.force_login(auditor)
    AccessRecord.objects.create(action=AccessRecord.Action.LIST, count=50)
    AccessRecord.objects.create(action=AccessRecord.Action.LIST, count=7)
    figures = {figure.url: figure for figure in client.get(HOME).context["accesses"]}
    listed = figures[f"{reverse('accounts:access_log')}?action=list"]
    assert (listed.value, "57" in str(listed.note)) == (2, True)
