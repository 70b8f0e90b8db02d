import pytest
from django.urls import reverse

from core.refusals import Refused
from registry.models import Guardian, Guardianship, Student
from registry.services.families import add_guardian, merge_guardians, split_guardian
from registry.tests.factories import create_class, create_guardian
from registry.tests.people.factories import named_guardian, named_student

pytestmark = pytest.mark.django_db
LINK = {"relation": "52", "relation_note": "", "is_guardian": None, "may_collect": None, "is_barred": False}


def listed(client, **query):
    return [guardian.name for guardian in client.get(reverse("registry:guardian_list"), query).context["page"]]


@pytest.mark.parametrize("text", ["zds", "zhangda", "大山", "8888", "139-8888", "02178"])
def test_a_guardian_is_found_by_name_pinyin_and_digits_of_any_number(scene, sign_in, text):
    Guardian.objects.filter(pk=scene.guardian.pk).update(other_phones=["02178"])
    named_guardian("李四", student=scene.student, phone="13500000000")

    assert listed(sign_in(scene.admin), q=text) == ["张大山"]


def test_a_class_teacher_sees_the_guardians_of_the_own_class_only(scene, sign_in):
    other = named_student("李四", school_class=create_class(school=scene.school, number=9))
    elsewhere = named_guardian("李大海", student=other)
    client = sign_in(scene.class_teacher)

    assert listed(client) == ["张大山"]
    assert client.get(reverse("registry:guardian_detail", args=[elsewhere.public_id])).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("teacher", 403), ("clerk", 403), ("stranger", 404), ("admin", 200)])
def test_who_opens_a_guardian(scene, sign_in, who, status):
    page = reverse("registry:guardian_detail", args=[scene.guardian.public_id])

    assert sign_in(getattr(scene, who)).get(page).status_code == status


def test_the_list_costs_the_same_for_any_number(scene, sign_in, django_assert_max_num_queries):
    for number in range(20):
        named_guardian(f"家长{number}", student=scene.student)
    client = sign_in(scene.admin)

    with django_assert_max_num_queries(16):
        assert len(client.get(reverse("registry:guardian_list")).context["page"]) == 21


def test_a_guardian_is_added_with_the_relation(scene, sign_in):
    data = {"name": "陈秀英", "phone": "135 1234 5678", "other_phones": "0539-2234567, 13311112222", "relation": "52"}
    response = sign_in(scene.admin).post(reverse("registry:guardian_add", args=[scene.student.public_id]), data)

    assert response.status_code == 302
    link = Guardianship.objects.get(guardian__name="陈秀英")
    assert (link.relation, link.position, link.guardian.phone) == ("52", 2, "13512345678")
    assert link.guardian.other_phones == ["0539-2234567", "13311112222"]


def test_the_same_name_and_phone_is_linked_not_doubled(scene):
    sister = named_student("张小妹", school=scene.school)
    fields = {"name": "张大山", "phone": "13988887777", "other_phones": [], "workplace": ""}
    link = add_guardian(student=sister, fields=fields, link=LINK, by=scene.admin)

    assert link.guardian == scene.guardian
    with pytest.raises(Refused, match="already-linked"):
        add_guardian(student=sister, fields=fields, link=LINK, by=scene.admin)


def test_a_barred_person_is_marked_and_kept_off_the_class_list(scene, sign_in):
    client = sign_in(scene.admin)
    edit = reverse("registry:guardian_edit", args=[scene.student.public_id, scene.guardian.public_id])
    client.post(edit, {"name": "张大山", "phone": "13988887777", "is_barred": "on"})

    assert "Barred" in client.get(reverse("registry:student_detail", args=[scene.student.public_id])).content.decode()
    class_page = client.get(reverse("registry:class_detail", args=[scene.school_class.public_id]))
    assert "13988887777" not in class_page.content.decode()


def test_taking_out_removes_the_link_and_one_without_children(scene, sign_in):
    unlink = reverse("registry:guardian_unlink", args=[scene.student.public_id, scene.guardian.public_id])
    client = sign_in(scene.admin)

    assert client.get(unlink).status_code == 200
    assert Guardian.objects.count() == 1
    client.post(unlink)
    assert not Guardian.objects.exists()


@pytest.fixture
def two_children(scene):
    sister = named_student("张小妹", school=scene.school)
    scene.guardian.guardianships.create(school=scene.school, student=sister, relation="51")
    return scene.student, sister


def test_a_wrong_merge_is_split(scene, sign_in, two_children):
    brother, sister = two_children
    page = reverse("registry:guardian_split", args=[scene.guardian.public_id])
    sign_in(scene.admin).post(page, {"students": [sister.pk]})

    copy = Guardian.objects.exclude(pk=scene.guardian.pk).get()
    assert (copy.name, copy.phone) == (scene.guardian.name, scene.guardian.phone)
    assert (list(scene.guardian.students.all()), list(copy.students.all())) == ([brother], [sister])


@pytest.mark.parametrize("chosen", [0, 2])
def test_none_or_all_children_are_no_split(scene, two_children, chosen):
    with pytest.raises(Refused, match="split-all-or-none"):
        split_guardian(guardian=scene.guardian, students=two_children[:chosen], by=scene.admin)


def test_two_rows_of_one_person_are_merged(scene, sign_in):
    sister = named_student("张小妹", school=scene.school)
    other = create_guardian(student=sister, name="张大山", phone="13355556666", workplace="砖厂")
    page = reverse("registry:guardian_merge", args=[scene.guardian.public_id])
    client = sign_in(scene.admin)
    assert list(client.get(page).context["others"]) == [other]

    confirm = reverse("registry:guardian_merge_confirm", args=[scene.guardian.public_id, other.public_id])
    assert client.get(confirm).status_code == 200
    client.post(confirm)
    merged = Guardian.objects.get()
    assert (merged.phone, merged.other_phones, merged.workplace) == ("13988887777", ["13355556666"], "砖厂")
    assert set(merged.students.all()) == {scene.student, sister}


def test_who_was_barred_under_either_name_stays_barred(scene):
    other = create_guardian(student=scene.student, link={"is_barred": True})
    merge_guardians(keep=scene.guardian, drop=other, by=scene.admin)

    assert Guardianship.objects.get().is_barred


def test_a_merge_across_schools_is_refused(scene):
    with pytest.raises(Refused, match="other-school"):
        merge_guardians(keep=scene.guardian, drop=create_guardian(), by=scene.admin)


@pytest.mark.parametrize("page", ["split", "merge"])
def test_a_class_teacher_neither_splits_nor_merges(scene, sign_in, page):
    url = reverse(f"registry:guardian_{page}", args=[scene.guardian.public_id])

    assert sign_in(scene.class_teacher).get(url).status_code == 403
    assert sign_in(scene.stranger).get(url).status_code == 404
    assert Student.objects.count() == 1
