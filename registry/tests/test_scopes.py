"""Classes, grades and groups as what a post is over."""

import pytest
from django.urls import reverse

from accounts import scopes, services
from accounts.models import Post
from accounts.roles import Role, Scope
from accounts.tests.factories import create_post, user_with
from registry.models import TeacherGroup
from registry.tests.factories import create_class, create_grades
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return create_school()


@pytest.fixture
def admin(school):
    return user_with(Role.SCHOOL_ADMIN, school=school)


def test_choices_are_those_of_the_school_only(school, admin):
    ours = create_class(school=school)
    create_class()
    group = TeacherGroup.objects.create(school=school, kind="research", name="语文组")
    TeacherGroup.objects.create(school=create_school(), kind="research", name="数学组")
    assert scopes.choices(Scope.CLASS, user=admin, school=school) == [(ours.pk, str(ours))]
    assert scopes.choices(Scope.GROUP, user=admin, school=school) == [(group.pk, "语文组")]
    assert len(scopes.choices(Scope.GRADE, user=admin, school=school)) == 6


def test_labels_of_many_scopes_take_one_query_per_kind(school, django_assert_num_queries):
    classes = [create_class(school=school) for _ in range(5)]
    grades = create_grades(school=school)
    wanted = [(Scope.CLASS, c.pk) for c in classes] + [(Scope.GRADE, g.pk) for g in grades]
    with django_assert_num_queries(2):
        labels = scopes.labels([*wanted, (Scope.OWN, 1)])
    assert labels[Scope.CLASS, classes[0].pk] == str(classes[0])
    assert len(labels) == 11


def test_a_class_teacher_gets_a_class_of_the_own_school(school, admin):
    user = user_with(Role.TEACHER, school=school)
    ours, theirs = create_class(school=school), create_class()
    give = {"user": user, "role": Role.CLASS_TEACHER, "school": school, "by": admin}
    with pytest.raises(services.ScopeUnknown):
        services.give_post(**give, scope_id=theirs.pk)
    assert services.give_post(**give, scope_id=ours.pk).scope_id == ours.pk


def test_the_page_gives_a_post_over_a_class_and_shows_its_name(client, school, admin):
    user, ours = user_with(Role.TEACHER, school=school), create_class(school=school)
    client.force_login(admin)
    data = {"role": Role.CLASS_TEACHER, "scope": f"class:{ours.pk}"}
    client.post(reverse("accounts:post_give", args=[user.public_id]), data)
    assert Post.objects.get(user=user, role=Role.CLASS_TEACHER).scope_id == ours.pk
    response = client.get(reverse("accounts:account_detail", args=[user.public_id]))
    assert str(ours) in [post.scope_label for post in response.context["posts"]]


@pytest.mark.parametrize(("role", "kind"), [(Role.PRINCIPAL, "class"), (Role.CLASS_TEACHER, "grade")])
def test_the_page_refuses_a_scope_that_does_not_fit_the_role(client, school, admin, role, kind):
    user, ours = user_with(Role.TEACHER, school=school), create_class(school=school)
    scope_id = ours.pk if kind == "class" else school.grades.first().pk
    client.force_login(admin)
    url = reverse("accounts:post_give", args=[user.public_id])
    response = client.post(url, {"role": role, "scope": f"{kind}:{scope_id}"})
    assert response.context["form"].has_error("scope", "scope_does_not_fit")


def test_the_profile_names_the_class_of_a_class_teacher(client, school):
    ours = create_class(school=school)
    user = create_post(role=Role.CLASS_TEACHER, school=school, scope_id=ours.pk).user
    client.force_login(user)
    posts = client.get(reverse("accounts:profile")).context["posts"]
    assert [post.scope_label for post in posts] == [str(ours)]
