from datetime import date

import pytest
from django.urls import reverse

from core import sealing
from registry.forms.students import StudentForm
from registry.models import Enrolment, Student
from registry.tests.factories import create_class
from registry.tests.people.factories import ID_NUMBER, named_student

pytestmark = pytest.mark.django_db

GIRL, BOY = "110105201603040065", ID_NUMBER


def url(student, page):
    return reverse(f"registry:student_{page}", args=[student.public_id])


def form_data(**fields):
    return {"name": "张三", "sex": "M", "born_on": "2016-03-04", "id_type": "", "phone": "13711112222", **fields}


def test_editing_changes_the_pupil_and_the_pinyin(scene, sign_in):
    response = sign_in(scene.admin).post(url(scene.student, "edit"), form_data(name="张 山"))

    scene.student.refresh_from_db()
    assert response.status_code == 302
    assert (scene.student.name, scene.student.name_initials) == ("张山", "zs")


def test_an_empty_id_number_keeps_the_number_and_a_tick_removes_it(scene, sign_in):
    client = sign_in(scene.admin)

    client.post(url(scene.student, "edit"), form_data())
    assert sealing.unseal(Student.objects.get(pk=scene.student.pk).id_number_sealed) == BOY

    client.post(url(scene.student, "edit"), form_data(removes_id_number="on"))
    scene.student.refresh_from_db()
    assert (scene.student.id_number_sealed, scene.student.id_number_hash) == (None, None)


def test_a_new_id_number_is_sealed(scene, sign_in):
    sign_in(scene.admin).post(url(scene.student, "edit"), form_data(sex="F", id_number=GIRL))

    scene.student.refresh_from_db()
    assert GIRL.encode() not in bytes(scene.student.id_number_sealed)
    assert sealing.unseal(scene.student.id_number_sealed) == GIRL


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"id_number": "110105201603040058"}, "id_number", "check-digit"),
        ({"id_number": "123"}, "id_number", "length"),
        ({"id_number": GIRL}, "sex", "sex-differs"),
        ({"born_on": "2016-03-05"}, "born_on", "date-differs"),
        ({"phone": "12"}, "phone", "phone"),
        ({"sex": ""}, "sex", "required"),
    ],
)
def test_what_does_not_fit_together_is_refused(scene, fields, field, code):
    form = StudentForm(form_data(**fields), instance=scene.student, school=scene.school)

    assert [error.code for error in form.errors.as_data()[field]] == [code]


def test_a_passport_number_is_not_checked_as_an_id_number(scene):
    form = StudentForm(form_data(id_type="A", id_number="E1234567"), school=scene.school)

    assert form.is_valid(), form.errors


def test_an_id_number_of_another_pupil_of_the_school_is_refused(scene):
    other = named_student("李四", school=scene.school)
    form = StudentForm(form_data(id_number=BOY), instance=other, school=scene.school)

    assert [error.code for error in form.errors.as_data()["id_number"]] == ["taken"]


def test_a_pupil_is_added_with_class_and_birth_date_from_the_id_number(scene, sign_in):
    data = form_data(name="王小雨", sex="F", born_on="", id_number=GIRL, on="2026-09-01")
    sign_in(scene.admin).post(reverse("registry:student_create"), data | {"school_class": scene.school_class.pk})

    pupil = Student.objects.get(name="王小雨")
    assert (pupil.born_on, pupil.name_pinyin) == (date(2016, 3, 4), "wangxiaoyu")
    assert pupil.enrolments.get().school_class == scene.school_class


def test_a_teacher_adds_nobody(scene, sign_in):
    assert sign_in(scene.teacher).post(reverse("registry:student_create"), form_data()).status_code == 403


def test_moving_ends_one_class_and_begins_the_other(scene, sign_in):
    other = create_class(school=scene.school, number=2)
    sign_in(scene.admin).post(url(scene.student, "move"), {"school_class": other.pk, "on": "2026-10-01"})

    rows = scene.student.enrolments.values_list("school_class", "from_on", "to_on", "how", "ended")
    assert list(rows) == [
        (scene.school_class.pk, date(2024, 9, 1), date(2026, 10, 1), "entered", "moved"),
        (other.pk, date(2026, 10, 1), None, "moved", ""),
    ]


def test_a_class_of_another_school_is_no_choice(scene, sign_in):
    data = {"school_class": create_class().pk, "on": "2026-10-01"}
    response = sign_in(scene.admin).post(url(scene.student, "move"), data)

    assert "school_class" in response.context["form"].errors
    assert scene.student.enrolments.count() == 1


def test_a_move_before_the_present_class_began_is_refused_in_words(scene, sign_in):
    data = {"school_class": create_class(school=scene.school, number=2).pk, "on": "2024-01-01"}
    response = sign_in(scene.admin).post(url(scene.student, "move"), data)

    assert response.context["form"].non_field_errors()
    assert scene.student.enrolments.count() == 1


def test_leaving_keeps_the_record_and_can_be_undone_today(scene, sign_in):
    client = sign_in(scene.admin)
    client.post(url(scene.student, "leave"), {"on": "2026-10-01", "ended": "transferred"})
    assert scene.student.enrolments.get().ended == "transferred"

    page = client.get(url(scene.student, "detail"))
    assert page.context["can_undo"]
    client.post(url(scene.student, "undo"))
    assert list(scene.student.enrolments.values_list("to_on", "ended")) == [(None, "")]


def test_only_the_office_undoes(scene, sign_in):
    assert sign_in(scene.teacher).post(url(scene.student, "undo")).status_code == 403
    assert sign_in(scene.stranger).post(url(scene.student, "undo")).status_code == 404
    assert Enrolment.objects.get(student=scene.student).to_on is None
