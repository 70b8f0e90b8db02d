"""Pages of societies: who sees which names, what is refused in words."""

import pytest
from django.urls import reverse

from accounts.models import AccessRecord
from accounts.roles import Role
from accounts.tests.factories import user_with
from communities.models import Community, Society, SocietyPost
from communities.tests.factories import (
    create_community,
    create_full_community,
    create_membership,
    create_society,
    parents_of,
)
from communities.tests.forming.factories import create_family
from registry.setup import villages
from schools.models import Village
from schools.tests.factories import create_school, create_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(scene):
    return user_with(Role.SCHOOL_ADMIN, school=scene.school)


def society_page(client, society):
    return client.get(reverse("communities:society_detail", args=[society.public_id]))


def test_the_office_founds_a_society_and_names_its_president(scene, office, sign_in):
    client, village = sign_in(office), create_village(school=scene.school)
    father = create_family(Society(school=scene.school, village=village))[1]
    response = client.post(
        reverse("communities:society_create"), {"village": village.public_id, "founded_on": "2026-09-01"}
    )
    society = Society.objects.get(village=village)
    choice = {"guardian": father.public_id, "chosen_on": "2026-09-02", "method": "vote", "votes": 9}
    assert "votes" in client.post(response.url, {**choice, "votes": ""}).context["form"].errors
    assert client.post(response.url, choice).status_code == 302
    assert SocietyPost.objects.get(society=society).guardian == father


def test_a_refusal_of_the_office_is_said_in_words(scene, office, sign_in):
    url = reverse("communities:society_president", args=[scene.society.public_id])
    choice = {"guardian": scene.guardians[0].public_id, "chosen_on": "2099-01-01", "method": "consensus"}
    assert b"still to come" in sign_in(office).post(url, choice).content
    url = reverse("communities:society_dissolve", args=[scene.society.public_id])
    assert b"dissolved first" in sign_in(office).post(url, follow=True).content


def test_names_are_shown_with_consent_and_of_the_others_the_number(scene, sign_in):
    silent, _ = create_family(scene.society, name="金丝雀", has_agreed=False)
    for user in (scene.president, scene.principal):
        response = society_page(sign_in(user), scene.society)
        assert [pupil.pk for pupil in response.context["page"]] == [s.pk for s in scene.students]
        assert silent.name not in response.content.decode()
        assert response.context["figures"].not_shown == 1
    record = AccessRecord.objects.filter(action="list", user=scene.president).get()
    assert (record.what, record.count) == ("student", 4)


def test_a_community_of_another_society_is_not_named(scene, sign_in):
    elsewhere = create_community(
        society=create_society(school=scene.school, village=create_village(school=scene.school))
    )
    create_membership(community=elsewhere, person=scene.students[0])
    content = society_page(sign_in(scene.president), scene.society).content.decode()
    assert "In another community" in content
    assert elsewhere.name not in content


def test_a_family_of_the_society_sees_numbers_but_no_names_of_the_village(scene, sign_in):
    community = create_full_community(society=scene.society)
    content = society_page(sign_in(parents_of(community)[0].user), scene.society).content.decode()
    assert not [student for student in scene.students if student.name in content]


def test_the_president_of_another_schools_society_of_the_village_finds_nothing(scene, sign_in):
    sister = create_school(district=scene.school.district)
    other = create_society(school=sister, village=scene.village)
    assert society_page(sign_in(scene.president), other).status_code == 404
    assert society_page(sign_in(scene.president), scene.society).status_code == 200
    url = reverse("communities:society_community_create", args=[other.public_id])
    assert sign_in(scene.president).post(url, {"name": "Willow"}).status_code == 404


def test_the_list_costs_the_same_for_any_number_of_societies(scene, sign_in, django_assert_max_num_queries):
    for _ in range(20):
        create_society(school=scene.school, village=create_village(school=scene.school))
    client = sign_in(scene.principal)
    with django_assert_max_num_queries(12):
        assert len(client.get(reverse("communities:society_list")).context["page"]) == 21


def test_the_chart_names_everyone_and_student_leaders_only_to_who_may_see_them(scene, sign_in):
    community = create_full_community(society=scene.society)
    grade = scene.school.grades.get(number=3)
    committee = user_with(Role.GRADE_COMMITTEE, school=scene.school, scope_id=grade.pk)
    url = reverse("communities:society_chart", args=[scene.society.public_id])
    student = community.memberships.pupils().get(is_leader=True).student
    parent = parents_of(community)[0]
    staff, father = (sign_in(u).get(url).content.decode() for u in (scene.principal, parents_of(community)[1].user))
    assert all(name in staff for name in (student.name, parent.name, committee.name))
    assert parent.name in father
    assert student.name not in father  # that family has not agreed to be shown
    assert "signature-line" in staff
    assert sign_in(scene.principal).get(reverse("communities:society_charts")).status_code == 200


def test_the_chart_costs_the_same_for_any_number_of_communities(scene, sign_in, django_assert_max_num_queries):
    for _ in range(6):
        create_full_community(society=scene.society)
    client = sign_in(scene.principal)
    with django_assert_max_num_queries(18):
        client.get(reverse("communities:society_charts"))


def test_a_village_with_a_society_stays_on_the_schools_list(scene, office, sign_in):
    scene.school.students.update(village=None)
    client = sign_in(office)
    client.post(reverse("registry:village_drop", args=[scene.village.public_id]))
    assert scene.school.villages.filter(pk=scene.village.pk).exists()
    keep = create_village(school=scene.school)
    with pytest.raises(villages.InUse):
        villages.merge_villages(school=scene.school, gone=scene.village, keep=keep, by=office)
    url = reverse("registry:village_merge", args=[scene.village.public_id])
    assert b"Mutual-aid societies (1)" in client.post(url, {"keep": keep.public_id}).content
    assert Village.objects.filter(pk=scene.village.pk).exists()


def test_a_parent_becomes_a_member_of_a_grades_committee_on_the_account_page(scene, office, sign_in):
    community = create_full_community(society=scene.society)
    grade = scene.school.grades.get(number=3)
    father = scene.guardians[0].user
    url = reverse("accounts:post_give", args=[father.public_id])
    sign_in(office).post(url, {"role": "grade_committee", "scope": f"grade:{grade.pk}"})
    father = type(father).objects.get(pk=father.pk)
    assert list(Community.objects.visible_to(father)) == [community]
