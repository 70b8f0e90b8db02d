import pytest
from django.urls import reverse

from accounts.models import AccessRecord
from accounts.roles import Role
from accounts.tests.factories import user_with
from core import sealing
from registry.models import Student
from registry.services.students import update_student
from registry.tests.people.factories import ID_NUMBER, named_guardian, named_student

pytestmark = pytest.mark.django_db

SECRETS = ("13711112222", "柳树村", "2016-03-04", "13988887777", "张大山", "110105", "canary-remark", "Both parents")


def url(student, page="detail"):
    return reverse(f"registry:student_{page}", args=[student.public_id])


def secrets_in(response):
    content = response.content.decode()
    return [secret for secret in SECRETS if secret in content]


def test_the_office_sees_everything_but_the_full_id_number(scene, sign_in):
    response = sign_in(scene.admin).get(url(scene.student))

    assert secrets_in(response) == list(SECRETS)
    assert sealing.mask(ID_NUMBER) in response.content.decode()
    assert ID_NUMBER not in response.content.decode()


def test_a_class_teacher_sees_the_family_but_no_numbers_and_no_hardship(scene, sign_in):
    response = sign_in(scene.class_teacher).get(url(scene.student))

    assert secrets_in(response) == ["13711112222", "柳树村", "2016-03-04", "13988887777", "张大山"]


@pytest.mark.parametrize("role", ["teacher", "clerk"])
def test_others_see_the_name_and_class_only(scene, sign_in, role):
    response = sign_in(getattr(scene, role)).get(url(scene.student))

    assert "张三" in response.content.decode()
    assert secrets_in(response) == []


def test_siblings_of_a_guardian_are_named(scene, sign_in):
    sister = named_student("张小妹", school=scene.school)
    scene.guardian.guardianships.create(school=scene.school, student=sister, relation="51")

    content = sign_in(scene.admin).get(url(scene.student)).content.decode()
    assert url(sister) in content


@pytest.mark.parametrize("page", ["detail", "history", "edit", "move", "leave"])
def test_another_schools_pupil_is_not_there(scene, sign_in, page):
    assert sign_in(scene.stranger).get(url(scene.student, page)).status_code == 404


@pytest.mark.parametrize("page", ["history", "edit", "move", "leave"])
def test_a_teacher_may_not_open_the_pages_of_the_office(scene, sign_in, page):
    assert sign_in(scene.teacher).get(url(scene.student, page)).status_code == 403


def test_a_visitor_is_asked_to_sign_in(scene, client):
    assert client.get(url(scene.student)).status_code == 302


def test_a_look_at_a_pupil_is_recorded(scene, sign_in):
    sign_in(scene.class_teacher).get(url(scene.student))

    record = AccessRecord.objects.get(action="view")
    assert (record.user, record.what, record.record_id) == (
        scene.class_teacher,
        "student",
        scene.student.public_id,
    )


def test_the_full_id_number_is_shown_on_request_and_recorded(scene, sign_in):
    response = sign_in(scene.principal).post(url(scene.student, "reveal_id"), headers={"HX-Request": "true"})

    assert ID_NUMBER in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    record = AccessRecord.objects.get(action="reveal")
    assert (record.user, record.record_id) == (scene.principal, scene.student.public_id)


def test_the_full_id_number_is_refused_to_others_and_to_a_mere_link(scene, sign_in):
    reveal = url(scene.student, "reveal_id")

    assert sign_in(scene.class_teacher).post(reveal).status_code == 403
    assert sign_in(scene.stranger).post(reveal).status_code == 404
    assert sign_in(scene.principal).get(reveal).status_code == 405
    assert not AccessRecord.objects.filter(action="reveal").exists()


def test_the_history_says_who_changed_what_from_what_to_what(scene, sign_in):
    editor = user_with(Role.SCHOOL_ADMIN, school=scene.school)
    update_student(student=scene.student, fields={"phone": "13500001111"}, by=editor)

    response = sign_in(scene.principal).get(url(scene.student, "history"))
    change = next(c for c in response.context["changes"] if c.noun == "student" and c.action == "update")
    fields = [(field.old, field.new) for field in change.fields]
    assert (change.who, fields) == (editor.name, [("13711112222", "13500001111")])


def test_the_history_tells_that_an_id_number_changed_but_not_to_what(scene, sign_in):
    update_student(student=scene.student, fields={}, id_number="110105201603040065", by=scene.admin)

    response = sign_in(scene.principal).get(url(scene.student, "history"))
    content = response.content.decode()
    assert "ID number changed" in content
    assert "201603040065" not in content
    assert ID_NUMBER not in content


def test_sealing_the_same_number_again_is_no_change(scene, sign_in):
    update_student(student=scene.student, fields={}, id_number=ID_NUMBER, by=scene.admin)

    changes = sign_in(scene.principal).get(url(scene.student, "history")).context["changes"]
    assert [c for c in changes if c.action == "update"] == []


def test_the_history_covers_classes_and_guardians_in_a_constant_number_of_queries(
    scene, sign_in, django_assert_max_num_queries
):
    for number in range(8):
        guardian = named_guardian(f"家长{number}", student=scene.student)
        guardian.phone = "13300000000"
        guardian.save()
    client = sign_in(scene.principal)

    with django_assert_max_num_queries(24):
        changes = client.get(url(scene.student, "history")).context["changes"]
    assert {change.noun for change in changes} == {"student", "enrolment", "guardian", "guardianship"}


def test_the_page_of_a_pupil_without_anything_opens(scene, sign_in):
    bare = Student.objects.create(school=scene.school, name="无名")

    assert sign_in(scene.admin).get(url(bare)).status_code == 200
