import pytest
from django.urls import reverse

from registry.tests.factories import create_class, create_student, create_teacher
from registry.tests.people.factories import named_student

pytestmark = pytest.mark.django_db


def found(client, text):
    groups = client.get(reverse("registry:search"), {"q": text}).context["groups"]
    return {group.noun: [find.name if hasattr(find, "name") else str(find) for find in group.finds] for group in groups}


def test_zs_finds_the_pupil_and_zds_the_guardian(scene, sign_in):
    client = sign_in(scene.admin)

    assert found(client, "zs") == {"student": ["张三"]}
    assert found(client, "zds") == {"guardian": ["张大山"]}
    assert found(client, "张") == {"student": ["张三"], "guardian": ["张大山"]}


def test_teachers_and_classes_are_found_too(scene, sign_in):
    create_teacher(school=scene.school, name="赵敏", name_pinyin="zhaomin", name_initials="zm")
    client = sign_in(scene.admin)

    assert found(client, "zm") == {"teacher": ["赵敏"]}
    assert found(client, "三1") == {"class": [str(scene.school_class)]}


def test_a_teacher_finds_names_of_the_own_classes_only(scene, sign_in):
    named_student("张四", school_class=create_class(school=scene.school, number=9))

    assert found(sign_in(scene.teacher), "zhang") == {"student": ["张三"]}


def test_another_school_finds_nothing(scene, sign_in):
    assert found(sign_in(scene.stranger), "zs") == {}


def test_each_group_stops_at_ten_and_links_to_the_list(scene, sign_in):
    for _ in range(11):
        create_student(school=scene.school, name="张五")

    response = sign_in(scene.admin).get(reverse("registry:search"), {"q": "张五"})
    (group,) = response.context["groups"]
    assert (len(group.finds), group.has_more) == (10, True)
    assert f"{reverse('registry:student_list')}?q=" in response.content.decode()


def test_suggestions_are_a_fragment_and_an_empty_search_finds_nothing(scene, sign_in):
    client = sign_in(scene.admin)
    response = client.get(reverse("registry:search"), {"q": "zs"}, headers={"HX-Request": "true"})

    assert b"<html" not in response.content
    assert found(client, " ") == {}


def test_who_may_search(scene, sign_in, client):
    assert client.get(reverse("registry:search")).status_code == 302
    assert sign_in(scene.parent).get(reverse("registry:search")).status_code == 403


def test_a_search_costs_a_fixed_number_of_queries(scene, sign_in, django_assert_max_num_queries):
    for number in range(9):
        named_student(f"张{number}", school_class=scene.school_class)
    client = sign_in(scene.admin)

    with django_assert_max_num_queries(20):
        client.get(reverse("registry:search"), {"q": "zhang"})
