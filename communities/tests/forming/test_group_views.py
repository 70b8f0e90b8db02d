"""Pages of communities: filters, figures that fit their lists, what each person sees and may do."""

import pytest
from django.urls import reverse

from accounts.models import AccessRecord
from accounts.roles import Role
from accounts.tests.factories import user_with
from communities.models import Limits, Membership
from communities.selectors.groups import outside_rules
from communities.selectors.groups_coverage import coverage_by_grade, coverage_by_village
from communities.tests.factories import create_community, create_full_community, create_membership, parents_of
from communities.tests.forming.factories import agree_all, create_adviser, create_family, create_scene, propose_all
from families.models import Consent
from families.tests.factories import give_consent

pytestmark = pytest.mark.django_db


def page_of(client, record, name="community_detail", **query):
    return client.get(reverse(f"communities:{name}", args=[record.public_id]), query)


def test_the_list_is_filtered_by_village_grade_state_and_rules(scene, sign_in):
    full = create_full_community(society=scene.society)
    short = create_community(society=scene.society, is_approved=True)
    client, url = sign_in(scene.principal), reverse("communities:community_list")

    def names(**query):
        return {community.name for community in client.get(url, query).context["page"]}

    assert names() == {full.name, short.name, scene.community.name}
    assert names(village=scene.village.public_id) == names()
    assert names(village=create_scene().village.public_id) == names()  # of another school: means nothing here
    assert names(grade=scene.school.grades.get(number=3).pk) == {full.name}
    assert names(grade=scene.school.grades.get(number=1).pk) == set()
    assert names(state="draft") == {scene.community.name}
    assert names(outside="on") == {short.name} == {c.name for c in outside_rules(scene.principal, scene.school)}


def test_the_list_costs_the_same_for_any_number_of_communities(scene, sign_in, django_assert_max_num_queries):
    for _ in range(8):
        create_full_community(society=scene.society)
    client = sign_in(scene.principal)
    with django_assert_max_num_queries(20):
        assert len(client.get(reverse("communities:community_list"), {"outside": "on"}).context["page"]) == 0
    with django_assert_max_num_queries(16):
        assert len(client.get(reverse("communities:community_list")).context["page"]) == 9


def test_one_community_costs_the_same_with_more_members(scene, sign_in, django_assert_max_num_queries):
    propose_all(scene)
    agree_all(scene.community)
    client = sign_in(scene.president)
    with django_assert_max_num_queries(44):
        page_of(client, scene.community)
    assert AccessRecord.objects.filter(what="community", user=scene.president).exists()


def test_families_see_who_has_agreed_and_neither_proposals_nor_refusals(scene, sign_in):
    propose_all(scene)
    shown, proposed = scene.students[:2]
    for student, state in ((shown, "agreed"), (scene.students[3], "declined")):
        answer = {"state": state, "answered_by": scene.principal, "answered_at": "2026-10-01T00:00Z"}
        Membership.objects.filter(student=student).update(**answer)
    content = page_of(sign_in(scene.guardians[2].user), scene.community).content.decode()
    assert shown.name in content
    assert proposed.name not in content
    assert scene.students[3].name not in content
    response = page_of(sign_in(scene.president), scene.community)
    content = response.content.decode()
    asked = [student for student in scene.students if student != scene.students[3]]
    assert all(student.name in content for student in asked)
    assert scene.students[3].name not in content  # a no is a number, not a name
    assert response.context["members"].declined == 1


def test_leaders_have_the_phones_of_those_who_agreed_to_that_and_nobody_else_has(scene, sign_in):
    propose_all(scene)
    agree_all(scene.community)
    first, second = scene.guardians[:2]
    give_consent(student=scene.students[0], guardian=first, purpose="contact")
    content = page_of(sign_in(scene.president), scene.community).content.decode()
    assert f"tel:{first.phone}" in content
    assert second.phone not in content
    for other in (second.user, scene.principal, scene.adviser.user):
        assert first.phone not in page_of(sign_in(other), scene.community).content.decode()


def test_a_name_disappears_with_the_consent(scene, sign_in):
    propose_all(scene)
    agree_all(scene.community)
    Consent.objects.filter(student=scene.students[0]).update(state="withdrawn")
    content = page_of(sign_in(scene.guardians[2].user), scene.community).content.decode()
    assert scene.students[0].name not in content


def test_only_the_president_forms_and_only_the_schools_leaders_override(scene, sign_in):
    propose_all(scene)
    membership = scene.community.memberships.first()
    forming = [
        reverse(f"communities:{name}", args=[scene.community.public_id])
        for name in ("community_rename", "community_propose_pupils", "community_approve")
    ]
    forming.append(reverse("communities:membership_take_back", args=[membership.public_id]))
    for user in (scene.guardians[0].user, scene.principal, scene.adviser.user):
        assert {sign_in(user).post(url).status_code for url in forming} == {403}
    other = create_scene().president
    assert {sign_in(other).post(url).status_code for url in forming} == {404}
    override = reverse("communities:community_override", args=[scene.community.public_id])
    assert sign_in(scene.president).get(override).status_code == 403
    assert sign_in(create_scene().principal).get(override).status_code == 404


def test_each_step_draws_the_community_anew_for_htmx(scene, sign_in):
    propose_all(scene)
    pupil = scene.community.memberships.pupils().first()
    url = reverse("communities:membership_take_back", args=[pupil.public_id])
    response = sign_in(scene.president).post(url, headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert pupil.student.name not in response.content.decode()
    refused = sign_in(scene.president).post(url, headers={"HX-Request": "true"})
    assert b"There is an answer already" in refused.content


def test_a_guardian_without_a_child_there_is_refused_in_words(scene, sign_in):
    url = reverse("communities:community_propose_parents", args=[scene.community.public_id])
    response = sign_in(scene.president).post(url, {"person": [scene.guardians[0].public_id]}, follow=True)
    assert b"Only parents whose child is in this community" in response.content
    assert b"Tick somebody first" in sign_in(scene.president).post(url, {"person": "x"}, follow=True).content


def test_pupils_are_found_by_initials_and_without_those_who_are_taken(scene, sign_in):
    wanted, _ = create_family(scene.society, name="王小树")
    create_membership(community=create_community(society=scene.society), person=scene.students[0])
    client = sign_in(scene.president)
    page = page_of(client, scene.community, "community_propose_pupils").context["page"]
    assert set(page) == {wanted, *scene.students[1:]}
    assert list(page_of(client, scene.community, "community_propose_pupils", q="wxs").context["page"]) == [wanted]


def test_invitations_are_answered_and_show_no_family_that_has_not_agreed(scene, sign_in, django_assert_max_num_queries):
    propose_all(scene)
    client = sign_in(scene.guardians[0].user)
    with django_assert_max_num_queries(16):
        response = client.get(reverse("communities:invitation_list"))
    content = response.content.decode()
    assert not [s for s in scene.students[1:] if s.name in content]
    assert [len(each.answers) for each in response.context["invitations"]] == [2]
    child = scene.community.memberships.get(student=scene.students[0])
    url = reverse("communities:membership_answer", args=[child.public_id])
    client.post(url, {"answer": "agree"})
    child.refresh_from_db()
    assert child.state == "agreed"
    assert sign_in(scene.guardians[1].user).post(url, {"answer": "not_now"}).status_code == 404


def test_coverage_fits_the_lists_behind_it(scene, sign_in, django_assert_num_queries):
    community = create_full_community(society=scene.society)
    with django_assert_num_queries(4):
        assert [tuple(row) for row in coverage_by_village(scene.principal, scene.school)] == [(scene.village, 4, 8)]
    with django_assert_num_queries(4):
        by_grade = coverage_by_grade(scene.principal, scene.school)
    assert [(row.label.number, row.in_communities, row.pupils) for row in by_grade if row.pupils] == [(3, 4, 8)]
    client, url = sign_in(scene.principal), reverse("communities:community_pupils")
    for query in ({"village": scene.village.public_id}, {"grade": by_grade[2].label.pk}):
        page = client.get(url, query).context["page"]
        assert {pupil.pk for pupil in page} == set(community.memberships.pupils().values_list("student", flat=True))
    content = client.get(reverse("communities:community_coverage")).content.decode()
    assert scene.students[0].name not in content


def test_advisers_are_listed_by_their_load(scene, sign_in, django_assert_max_num_queries):
    for number, advised in enumerate((4, 2, 1)):
        teacher = create_adviser(scene.school)
        for _ in range(advised):
            create_membership(community=create_community(society=scene.society), person=teacher)
        teacher.name = f"T{number}"
        teacher.save()
    client, url = sign_in(scene.principal), reverse("communities:adviser_list")
    loads = {load: [t.group_count for t in client.get(url, {"load": load}).context["page"]] for load in
             ("none", "below", "right", "above")}  # fmt: skip
    assert loads == {"none": [0], "below": [1], "right": [2], "above": [4]}
    with django_assert_max_num_queries(20):
        assert client.get(url).context["lacking_count"] == 1  # the scene's own draft


def test_a_school_sets_its_own_numbers_and_goes_back_to_the_texts(scene, sign_in):
    client, url = sign_in(scene.principal), reverse("communities:limits")
    numbers = dict(client.get(url).context["form"].initial)
    assert (numbers["students_min"], numbers["students_max"], numbers["accompaniment"]) == (4, 8, "single")
    assert "students_max" in client.post(url, {**numbers, "students_min": 9}).context["form"].errors
    client.post(url, {**numbers, "students_max": 6, "accompaniment": "relay"})
    assert Limits.objects.get(school=scene.school).students_max == 6
    client.post(reverse("communities:limits_reset"))
    assert not Limits.objects.exists()


def test_an_adviser_sees_names_with_consent_of_the_own_community_only(scene, sign_in):
    community = create_full_community(society=scene.society)
    create_membership(community=community, person=scene.adviser)
    student = community.memberships.pupils().first().student
    client = sign_in(scene.adviser.user)
    assert student.name not in page_of(client, community).content.decode()
    give_consent(student=student, guardian=parents_of(community)[0])
    assert student.name in page_of(client, community).content.decode()
    assert page_of(client, scene.community).status_code == 404


def test_a_dissolved_community_is_seen_by_the_school_and_offers_nothing(scene, sign_in):
    url = reverse("communities:community_dissolve", args=[scene.community.public_id])
    assert sign_in(scene.president).post(url).status_code == 302
    response = page_of(sign_in(user_with(Role.VICE_PRINCIPAL, school=scene.school)), scene.community)
    assert not (response.context["may_form"])
    assert not (response.context["may_override"])
