import pytest
from django.urls import reverse

from accounts.models import AccessRecord
from registry.models import Enrolment, Grade
from registry.tests.factories import create_class, create_student
from registry.tests.people.factories import named_guardian, named_student
from schools.tests.factories import create_village

pytestmark = pytest.mark.django_db
URL = "/register/students/"


def listed(client, **query):
    return [student.name for student in client.get(reverse("registry:student_list"), query).context["page"]]


@pytest.mark.parametrize("text", ["zs", "zhangsan", "zhang", "ZS", "张", "三", " 张三 "])
def test_a_name_is_found_by_characters_pinyin_and_initials(scene, sign_in, text):
    named_student("李四", school_class=scene.school_class)

    assert listed(sign_in(scene.admin), q=text) == ["张三"]


def test_filters_keep_the_pupils_they_mean(scene, sign_in):
    client = sign_in(scene.admin)
    other_class = create_class(school=scene.school, entry_year=2023, number=2)
    named_student("李四", school_class=other_class, village=create_village(school=scene.school))
    grade = Grade.objects.get(school=scene.school, number=scene.school_class.grade_on(scene.since) + 2)

    assert listed(client, village=scene.village.public_id) == ["张三"]
    assert listed(client, **{"class": other_class.public_id}) == ["李四"]
    assert listed(client, grade=grade.pk) == ["张三"]
    assert sorted(listed(client)) == sorted(["张三", "李四"])


@pytest.mark.parametrize("gap", ["id_number", "phone", "village", "born_on", "guardian", "class"])
def test_a_gap_lists_only_pupils_who_have_it(scene, sign_in, gap):
    named_student("李四", school=scene.school, born_on=None)

    assert listed(sign_in(scene.admin), missing=gap) == ["李四"]


def test_doubles_are_listed_together(scene, sign_in):
    named_student("张三", school=scene.school, born_on=scene.student.born_on)
    named_student("李四", school=scene.school)

    assert listed(sign_in(scene.admin), duplicates="on") == ["张三", "张三"]


def test_those_who_left_are_listed_only_when_asked_for(scene, sign_in):
    client = sign_in(scene.admin)
    Enrolment.objects.update(to_on="2025-01-10", ended="transferred")

    assert listed(client) == []
    assert listed(client, left="on") == ["张三"]


def test_filters_in_force_are_shown_with_the_way_to_remove_them(scene, sign_in):
    response = sign_in(scene.admin).get(URL, {"q": "zs", "missing": "phone"})

    chips = {chip.query for chip in response.context["chips"]}
    assert chips == {"?missing=phone", "?q=zs"}


def test_a_value_that_means_nothing_is_ignored(scene, sign_in):
    assert listed(sign_in(scene.admin), grade="x", village="y", missing="z", page="99", sort="oops") == ["张三"]


def test_a_teacher_sees_names_and_nothing_of_the_family(scene, sign_in):
    content = sign_in(scene.teacher).get(URL).content.decode()

    assert "张三" in content
    assert not [secret for secret in ("13711112222", "柳树村", "2016-03-04", "13988887777") if secret in content]


def test_a_teacher_cannot_ask_about_families(scene, sign_in):
    client = sign_in(scene.teacher)

    assert "village" not in client.get(URL).context["form"].fields
    assert listed(client, village="00000000-0000-0000-0000-000000000000", missing="id_number") == ["张三"]


def test_a_class_teacher_who_also_teaches_elsewhere_sees_contacts_of_the_own_class_only(scene, sign_in):
    other = create_class(school=scene.school, number=9)
    named_student("李四", school_class=other, phone="13600009999")
    from registry.tests.factories import create_assignment, create_teacher

    create_assignment(teacher=create_teacher(school=scene.school, user=scene.class_teacher), school_class=other)
    client = sign_in(scene.class_teacher)

    content = client.get(URL).content.decode()
    assert "李四" in content
    assert "13711112222" in content
    assert "13600009999" not in content
    assert listed(client, missing="id_number") == []


def test_a_class_teacher_sees_only_the_own_class(scene, sign_in):
    named_student("李四", school_class=create_class(school=scene.school, number=9))

    assert listed(sign_in(scene.class_teacher)) == ["张三"]


def test_another_school_sees_none_of_it(scene, sign_in):
    assert listed(sign_in(scene.stranger)) == []


def test_parents_and_strangers_are_turned_away(scene, sign_in, client):
    assert client.get(URL).status_code == 302
    assert sign_in(scene.parent).get(URL).status_code == 403


def test_the_list_costs_the_same_for_any_number_of_pupils(scene, sign_in, django_assert_max_num_queries):
    for number in range(30):
        student = create_student(school_class=scene.school_class, village=scene.village)
        named_guardian(f"家长{number}", student=student)
    client = sign_in(scene.admin)

    with django_assert_max_num_queries(18):
        assert len(client.get(URL).context["page"]) == 31


def test_a_look_at_the_list_is_recorded(scene, sign_in):
    sign_in(scene.principal).get(URL)

    record = AccessRecord.objects.get(action="list")
    assert (record.user, record.what, record.count, record.school) == (scene.principal, "student", 1, scene.school)


def test_htmx_gets_the_rows_only(scene, sign_in):
    response = sign_in(scene.admin).get(URL, headers={"HX-Request": "true"})

    assert b"<html" not in response.content
    assert "张三" in response.content.decode()


def test_an_empty_school_says_what_to_do_next(scene, sign_in):
    response = sign_in(scene.stranger).get(URL)

    assert b"empty-title" in response.content
