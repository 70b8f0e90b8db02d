from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Post
from accounts.roles import Role
from core.refusals import Refused
from registry.models import Subject, Teacher, TeacherGroup
from registry.services.teachers import assign, update_teacher
from registry.tests.factories import create_assignment, create_class, create_teacher

pytestmark = pytest.mark.django_db


def url(teacher, page="detail"):
    return reverse(f"registry:teacher_{page}", args=[teacher.public_id])


@pytest.fixture
def teacher(scene):
    return create_teacher(
        school=scene.school, name="赵敏", name_pinyin="zhaomin", name_initials="zm", staff_number="007"
    )


def listed(client, **query):
    return [each.name for each in client.get(reverse("registry:teacher_list"), query).context["page"]]


@pytest.mark.parametrize("text", ["zm", "zhao", "敏", "007"])
def test_a_teacher_is_found_by_name_pinyin_and_staff_number(scene, sign_in, teacher, text):
    assert listed(sign_in(scene.admin), q=text) == ["赵敏"]


def test_those_who_left_are_listed_apart(scene, sign_in, teacher):
    Teacher.objects.filter(pk=teacher.pk).update(employed_to=date(2025, 7, 1))
    client = sign_in(scene.admin)

    assert "赵敏" not in listed(client)
    assert listed(client, left="1") == ["赵敏"]


def test_the_page_shows_lessons_groups_and_posts(scene, sign_in, teacher):
    create_assignment(teacher=teacher, school_class=scene.school_class)
    group = TeacherGroup.objects.create(school=scene.school, kind="research", name="语文组")
    group.memberships.create(school=scene.school, teacher=teacher, from_on=date(2024, 9, 1))
    Post.objects.create(
        user=teacher.user, role=Role.CLASS_TEACHER, school=scene.school, scope_id=scene.school_class.pk,
        from_on=date(2024, 9, 1),
    )  # fmt: skip

    response = sign_in(scene.admin).get(url(teacher))
    assert [post.scope_name for post in response.context["posts"]] == [str(scene.school_class)]
    assert "语文组" in response.content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("teacher", 403), ("class_teacher", 403), ("stranger", 404), ("clerk", 200)]
)
def test_who_opens_a_teacher(scene, sign_in, teacher, who, status):
    assert sign_in(getattr(scene, who)).get(url(teacher)).status_code == status


def test_the_list_costs_the_same_for_any_number(scene, sign_in, django_assert_max_num_queries):
    for _ in range(20):
        create_assignment(school_class=scene.school_class)
    client = sign_in(scene.admin)

    with django_assert_max_num_queries(14):
        client.get(reverse("registry:teacher_list"))


def test_a_new_teacher_gets_a_dormant_account_and_a_post(scene, sign_in):
    group = TeacherGroup.objects.create(school=scene.school, kind="research", name="语文组")
    sign_in(scene.admin).post(reverse("registry:teacher_create"), {"name": "孙 立", "groups": [group.pk]})

    teacher = Teacher.objects.get(name="孙立")
    assert not teacher.user.has_usable_password()
    assert list(teacher.user.posts.values_list("role", "school")) == [("teacher", scene.school.pk)]
    assert (teacher.name_initials, list(teacher.groups.all())) == ("sl", [group])


def test_a_staff_number_stands_once_per_school(scene, sign_in, teacher):
    data = {"name": "孙立", "staff_number": "007"}
    response = sign_in(scene.admin).post(reverse("registry:teacher_create"), data)

    assert "staff_number" in response.context["form"].errors


def test_nobody_leaves_before_the_first_day(scene, sign_in):
    data = {"name": "孙立", "employed_from": "2026-09-01", "employed_to": "2026-08-31"}
    form = sign_in(scene.admin).post(reverse("registry:teacher_create"), data).context["form"]

    assert form.errors.keys() == {"employed_to"}
    assert form.has_error("employed_to", "order")


@pytest.mark.parametrize("page", ["edit", "assign"])
def test_only_the_office_changes_teachers(scene, sign_in, teacher, page):
    assert sign_in(scene.principal).get(url(teacher, page)).status_code == 403
    assert sign_in(scene.stranger).get(url(teacher, page)).status_code == 404
    assert sign_in(scene.admin).get(url(teacher, page)).status_code == 200


def test_an_end_of_employment_ends_posts_and_lessons(scene, teacher):
    assignment = create_assignment(teacher=teacher, school_class=scene.school_class)
    post = Post.objects.create(user=teacher.user, role=Role.TEACHER, school=scene.school, from_on=date(2024, 9, 1))
    update_teacher(teacher=teacher, fields={"employed_to": date(2026, 7, 1)}, by=scene.admin)

    assignment.refresh_from_db()
    post.refresh_from_db()
    assert assignment.to_on == post.to_on == date(2026, 7, 1)


def test_lessons_are_added_and_ended(scene, sign_in, teacher):
    subject = Subject.objects.create(school=scene.school, name="美术")
    client = sign_in(scene.admin)
    data = {"subject": subject.pk, "school_class": scene.school_class.pk, "from_on": "2026-09-01"}
    client.post(url(teacher, "assign"), data)
    assignment = teacher.assignments.get(to_on=None)

    client.post(reverse("registry:teacher_unassign", args=[teacher.public_id, assignment.pk]))
    assert not teacher.assignments.filter(to_on=None).exists()


def test_a_lesson_in_another_school_is_refused(scene, teacher):
    subject = Subject.objects.create(school=scene.school, name="美术")
    with pytest.raises(Refused, match="other-school"):
        assign(teacher=teacher, school_class=create_class(), subject=subject, from_on=date(2026, 9, 1), by=scene.admin)


def test_an_edit_changes_columns_and_groups_together(scene, sign_in, teacher):
    old, new = (TeacherGroup.objects.create(school=scene.school, kind="prep", name=name) for name in "ab")
    old.memberships.create(school=scene.school, teacher=teacher, from_on=date(2024, 9, 1))
    sign_in(scene.admin).post(url(teacher, "edit"), {"name": "赵 敏敏", "groups": [new.pk]})

    teacher.refresh_from_db()
    assert (teacher.name, teacher.name_pinyin) == ("赵敏敏", "zhaominmin")
    assert [m.group for m in teacher.group_memberships.filter(to_on=None)] == [new]
