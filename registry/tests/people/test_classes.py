from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AccessRecord, Post
from accounts.roles import Role
from core.refusals import Refused
from registry.models import Student
from registry.services.posts import appoint_class_teacher
from registry.tests.factories import create_class, create_student, create_teacher
from registry.tests.people.factories import ID_NUMBER, named_guardian

pytestmark = pytest.mark.django_db


def url(school_class, page="detail"):
    return reverse(f"registry:class_{page}", args=[school_class.public_id])


def listed(client, **query):
    return list(client.get(reverse("registry:class_list"), query).context["page"])


def test_classes_are_listed_with_size_and_class_teacher(scene, sign_in):
    bare = create_class(school=scene.school, entry_year=2025, number=1)
    rows = [(each, each.size, each.class_teacher) for each in listed(sign_in(scene.admin))]

    assert rows == [(bare, 0, None), (scene.school_class, 1, scene.class_teacher.name)]


def test_classes_without_a_class_teacher_are_found(scene, sign_in):
    bare = create_class(school=scene.school, number=2)

    assert listed(sign_in(scene.admin), missing="class_teacher") == [bare]


def test_a_grade_shows_its_classes(scene, sign_in):
    other = create_class(school=scene.school, entry_year=2025, number=1)
    grade = scene.school.grades.get(number=other.grade_on(date.today()))

    assert listed(sign_in(scene.admin), grade=grade.pk) == [other]


def test_a_class_teacher_lists_the_own_class_only(scene, sign_in):
    create_class(school=scene.school, number=2)

    assert listed(sign_in(scene.class_teacher)) == [scene.school_class]


def test_the_class_teacher_sees_the_pupils_with_contacts(scene, sign_in):
    content = sign_in(scene.class_teacher).get(url(scene.school_class)).content.decode()

    assert "张三" in content
    assert "13988887777" in content


@pytest.mark.parametrize("who", ["teacher", "clerk"])
def test_others_see_the_names_only(scene, sign_in, who):
    content = sign_in(getattr(scene, who)).get(url(scene.school_class)).content.decode()

    assert "张三" in content
    assert not [s for s in ("13988887777", "张大山", "柳树村", "13711112222") if s in content]


def test_who_opens_a_class(scene, sign_in, client):
    assert client.get(url(scene.school_class)).status_code == 302
    assert sign_in(scene.parent).get(url(scene.school_class)).status_code == 403
    assert sign_in(scene.stranger).get(url(scene.school_class)).status_code == 404


def test_a_class_costs_the_same_for_any_number_of_pupils(scene, sign_in, django_assert_max_num_queries):
    for number in range(20):
        named_guardian(f"家长{number}", student=create_student(school_class=scene.school_class))
    client = sign_in(scene.admin)

    with django_assert_max_num_queries(20):
        assert len(client.get(url(scene.school_class)).context["pupils"]) == 21


def test_appointing_ends_the_predecessors_post(scene, sign_in):
    teacher = create_teacher(school=scene.school)
    sign_in(scene.admin).post(url(scene.school_class, "appoint"), {"teacher": teacher.pk, "from_on": "2026-09-01"})

    posts = Post.objects.filter(role=Role.CLASS_TEACHER).values_list("user", "from_on", "to_on")
    assert set(posts) == {
        (scene.class_teacher.pk, date(2020, 9, 1), date(2026, 9, 1)),
        (teacher.user.pk, date(2026, 9, 1), None),
    }
    notes = AccessRecord.objects.filter(action="account").values_list("what", flat=True)
    assert sorted(notes) == ["post_ended", "post_given"]


def test_appointing_the_same_teacher_again_changes_nothing(scene):
    teacher = create_teacher(school=scene.school, user=scene.class_teacher)
    post = appoint_class_teacher(
        school_class=scene.school_class, teacher=teacher, from_on=date(2026, 9, 1), by=scene.admin
    )

    assert (post.from_on, Post.objects.filter(role=Role.CLASS_TEACHER).count()) == (date(2020, 9, 1), 1)


def test_a_teacher_of_another_school_is_not_appointed(scene):
    with pytest.raises(Refused, match="other-school"):
        appoint_class_teacher(
            school_class=scene.school_class, teacher=create_teacher(), from_on=date(2026, 9, 1), by=scene.admin
        )


def test_a_list_leaves_only_with_a_purpose_and_is_recorded(scene, sign_in):
    client = sign_in(scene.principal)
    assert client.post(url(scene.school_class, "download"), {}).status_code == 200
    assert not AccessRecord.objects.filter(action="download").exists()

    response = client.post(url(scene.school_class, "download"), {"purpose": "contacts", "note": "flood"})
    rows = list(load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))
    assert rows[1] == (1, "张三", "张大山", "Father", "13988887777")
    record = AccessRecord.objects.get(action="download")
    assert (record.user, record.count) == (scene.principal, 1)
    assert record.purpose == "contacts: flood"


@pytest.mark.parametrize("purpose", ["names", "contacts", "visits", "birthdays"])
def test_no_purpose_needs_an_id_number(scene, sign_in, purpose):
    response = sign_in(scene.principal).post(url(scene.school_class, "download"), {"purpose": purpose})

    cells = str(list(load_workbook(BytesIO(response.content)).active.values))
    assert "张三" in cells
    assert ID_NUMBER not in cells
    assert "110105" not in cells


def test_a_name_cannot_become_a_formula(scene, sign_in):
    Student.objects.update(name="=1+1")
    response = sign_in(scene.principal).post(url(scene.school_class, "download"), {"purpose": "names"})

    cell = load_workbook(BytesIO(response.content)).active["B2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1")


@pytest.mark.parametrize("who", ["class_teacher", "teacher", "clerk"])
def test_others_take_nothing_away(scene, sign_in, who):
    client = sign_in(getattr(scene, who))

    assert client.post(url(scene.school_class, "download"), {"purpose": "names"}).status_code == 403
