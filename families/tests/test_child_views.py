"""A family's own pages: the own child whole, of others nothing."""

import pytest
from django.urls import reverse

from accounts.models import AccessRecord
from accounts.roles import Role
from accounts.tests.factories import user_with
from families.models import PrivacyContact
from families.tests.factories import create_link, give_consent, parent_of
from registry.models import Guardianship
from registry.tests.factories import create_class, create_guardian, create_student
from registry.tests.people.factories import ID_NUMBER, class_teacher_of
from schools.models import School

pytestmark = pytest.mark.django_db
CANARIES = ["别家孩子", "别家妈妈", "13766660000", "13988887777", ID_NUMBER]


@pytest.fixture
def student():
    school_class = create_class()
    class_teacher_of(school_class)
    student = create_student(
        school_class=school_class, name="张三", id_number=ID_NUMBER, details={"remark": "喜欢画画"}
    )
    create_guardian(student=student, name="张妈妈", phone="13988887777", relation="52")
    neighbour = create_student(school_class=school_class, name="别家孩子")
    create_guardian(student=neighbour, name="别家妈妈", phone="13766660000")
    return student


@pytest.fixture
def parent(student, client):
    user = parent_of(student, name="张爸爸", phone="13912345678")
    client.force_login(user)
    return user


def url_of(student) -> str:
    return reverse("families:child_detail", args=[student.public_id])


def test_the_page_shows_everything_of_the_own_child_with_numbers_masked(client, parent, student):
    page = client.get(url_of(student)).content.decode()
    for words in ("张三", "喜欢画画", "13912345678", "139****7777", "110105********005*", student.school.name):
        assert words in page
    assert [word for word in CANARIES if word in page] == []


def test_the_look_is_logged_at_the_childs_school(client, parent, student):
    other = create_student()
    create_link_elsewhere(parent, other)
    client.get(url_of(student))
    client.get(url_of(other))
    seen = AccessRecord.objects.filter(action="view").order_by("pk").values_list("record_id", "school", "user")
    assert list(seen) == [
        (student.public_id, student.school_id, parent.pk),
        (other.public_id, other.school_id, parent.pk),
    ]


def create_link_elsewhere(parent, student):
    """Make the user a guardian at a second school, also without choosing it in the school switch."""
    guardian = create_guardian(student=student, user=parent)
    return guardian


def test_somebody_elses_child_and_one_barred_from_are_not_found(client, parent, student):
    neighbour = create_student(school=student.school)
    assert client.get(url_of(neighbour)).status_code == 404
    Guardianship.objects.filter(guardian__user=parent).update(is_barred=True)
    for name in ("child_detail", "child_consents"):
        assert client.get(reverse(f"families:{name}", args=[student.public_id])).status_code == 404
    assert list(client.get(reverse("families:child_list")).context["page"]) == []


def test_the_list_has_the_children_of_all_schools_and_pins_its_queries(client, student, django_assert_num_queries):
    sister, other = create_student(school=student.school), create_student()
    parent = parent_of(student, sister, other)
    client.force_login(parent)
    with django_assert_num_queries(14):
        response = client.get(reverse("families:child_list"))
    assert set(response.context["page"]) == {student, sister, other}


def test_one_child_is_opened_at_once_after_the_questions(client, parent, student):
    welcome = reverse("families:child_welcome")
    assert client.get(welcome).url == reverse("families:notice")
    for purpose in ("community", "contact"):
        give_consent(student=student, guardian=parent.guardians.get(), purpose=purpose)
    assert client.get(welcome).url == url_of(student)
    create_link(parent.guardians.get(), second := create_student(school=student.school))
    for purpose in ("community", "contact"):
        give_consent(student=second, guardian=parent.guardians.get(), purpose=purpose)
    assert client.get(welcome).url == reverse("families:child_list")


def test_the_others_no_is_told_without_saying_whose(client, parent, student):
    give_consent(student=student, guardian=parent.guardians.get())
    give_consent(student=student, guardian=student.guardians.get(name="张妈妈"), state="refused")
    decision = client.get(url_of(student)).context["decisions"][0]
    assert (decision.own.state, decision.counts, decision.is_against_other) == ("given", "refused", True)


def test_the_notice_names_the_person_in_charge_at_each_school(client, parent, student):
    PrivacyContact.objects.create(school=student.school, name="王老师", phone="0539-2234567")
    PrivacyContact.objects.create(school=user_with(Role.SCHOOL_ADMIN).posts.get().school, name="别校老师", phone="1")
    page = client.get(reverse("families:notice")).content.decode()
    assert "王老师" in page
    assert "别校老师" not in page


def test_staff_without_children_here_have_no_such_pages(client, student):
    client.force_login(user_with(Role.PRINCIPAL, school=School.objects.first()))
    assert client.get(reverse("families:child_list")).status_code == 403
