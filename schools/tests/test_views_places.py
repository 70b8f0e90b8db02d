import re

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import user_with
from registry.tests.factories import create_student
from schools.models import Campus, District, School, Village
from schools.tests.factories import create_campus, create_district, create_school, create_village

pytestmark = pytest.mark.django_db
SCHOOL = {"name": "实验小学", "code": "SY01", "kind": "ordinary", "stages": ["primary"]}


@pytest.fixture
def school():
    return create_school()


@pytest.fixture
def admin(client, school):
    client.force_login(user_with(Role.SCHOOL_ADMIN, school=school))
    return client


@pytest.fixture
def platform(client):
    client.force_login(user_with(Role.SYSTEM_ADMIN))
    return client


def test_the_platform_creates_a_school_in_a_new_district(platform):
    new = {"new_district_name": "东城", "new_district_code": "DC"}
    response = platform.post(reverse("schools:school_create"), {**SCHOOL, **new})
    school = School.objects.get()
    assert (school.district.code, school.stages) == ("DC", ["primary"])
    assert response["Location"] == reverse("registry:school_first_admin", args=[school.public_id])


def test_the_platform_creates_a_school_in_a_district_there_is(platform):
    district = create_district()
    platform.post(reverse("schools:school_create"), {**SCHOOL, "district": district.pk})
    assert School.objects.get().district == district


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({}, "district", "district_missing"),
        ({"new_district_name": "东城"}, "district", "district_missing"),
        ({"new_district_name": "东城", "new_district_code": "OLD"}, "new_district_code", "code_taken"),
        ({"name": ""}, "name", "required"),
    ],
)
def test_a_school_needs_one_district(platform, typed, field, code):
    create_district(code="OLD")
    form = platform.post(reverse("schools:school_create"), {**SCHOOL, **typed}).context["form"]
    assert form.has_error(field, code)
    assert not School.objects.exists()
    assert District.objects.count() == 1


def test_a_code_belongs_to_one_school_and_the_form_says_so_in_chinese(platform, school):
    typed = {**SCHOOL, "code": school.code, "district": school.district.pk}
    form = platform.post(reverse("schools:school_create"), typed).context["form"]
    assert form.has_error("code", "unique")
    assert not re.search("[A-Za-z]", form.errors["code"][0])


def test_a_school_is_renamed_but_stays_in_its_district(platform, school):
    other = create_district()
    edit = reverse("schools:school_edit", args=[school.public_id])
    platform.post(edit, {**SCHOOL, "district": other.pk})
    renamed = School.objects.get()
    assert (renamed.name, renamed.district) == ("实验小学", school.district)


def test_the_list_of_schools_is_searched_and_shows_no_pupil(platform, school):
    create_student(school=school, name="王小明")
    other = create_school(name="第二小学")
    page = platform.get(reverse("schools:school_list"))
    assert "王小明" not in page.content.decode()
    found = platform.get(reverse("schools:school_list"), {"q": "第二"}).context["page"]
    assert list(found) == [other]


def test_the_list_of_schools_costs_the_same_for_one_and_for_many(platform, django_assert_max_num_queries):
    for _ in range(12):
        create_school()
    with django_assert_max_num_queries(10):
        platform.get(reverse("schools:school_list"))


def test_only_the_platform_makes_schools(client, school):
    assert client.get(reverse("schools:school_list")).status_code == 302
    client.force_login(user_with(Role.SCHOOL_ADMIN, school=school))
    for name in ("school_list", "school_create"):
        assert client.get(reverse(f"schools:{name}")).status_code == 403


def test_who_makes_schools_does_not_set_them_up(platform):
    for name in ("schools:village_list", "schools:calendar", "registry:setup"):
        assert platform.get(reverse(name)).status_code == 403


def test_a_campus_is_created_and_renamed(admin, school):
    new = {"name": "东校区", "kind": "main", "address": ""}
    admin.post(reverse("schools:campus_create"), new)
    campus = Campus.objects.get(school=school)
    admin.post(reverse("schools:campus_edit", args=[campus.public_id]), {**new, "name": "西校区"})
    assert list(admin.get(reverse("schools:campus_list")).context["campuses"]) == [campus]
    assert Campus.objects.get().name == "西校区"


def test_a_campus_name_is_used_once_in_a_school_and_another_schools_is_not_there(admin, school):
    create_campus(school=school, name="东校区")
    form = admin.post(reverse("schools:campus_create"), {"name": "东校区", "kind": "main"}).context["form"]
    assert form.has_error("name", "name_taken")
    other = create_campus()
    assert admin.get(reverse("schools:campus_edit", args=[other.public_id])).status_code == 404


def test_villages_of_the_whole_district_are_listed_with_the_schools_that_use_them(admin, school):
    ours = create_village(school=school, name="李家村", aliases=["小李庄"])
    sister = create_school(district=school.district)
    theirs = create_village(school=sister, name="王家村")
    create_village(name="外区村")
    page = admin.get(reverse("schools:village_list")).context["page"]
    assert list(page) == [ours, theirs]
    assert list(admin.get(reverse("schools:village_list"), {"show": "ours"}).context["page"]) == [ours]
    assert list(admin.get(reverse("schools:village_list"), {"q": "小李"}).context["page"]) == [ours]


def test_many_villages_cost_no_more_statements(admin, school, django_assert_max_num_queries):
    for _ in range(20):
        create_village(school=school)
    with django_assert_max_num_queries(14):
        admin.get(reverse("schools:village_list"))


def test_a_village_is_entered_with_other_names_and_used_by_the_school(admin, school):
    admin.post(reverse("schools:village_create"), {"name": "李家村", "aliases": "李村，小李庄\n李村"})
    village = Village.objects.get()
    assert [a.name for a in village.aliases.all()] == ["小李庄", "李村"]
    assert list(village.schools.all()) == [school]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "王家村", "aliases": ""}, "name"),
        ({"name": "小王庄", "aliases": ""}, "name"),
        ({"name": "李家村", "aliases": "小王庄"}, "aliases"),
        ({"name": "李家村", "aliases": "王家村"}, "aliases"),
    ],
)
def test_a_name_means_one_village_only(admin, school, typed, field):
    create_village(school=school, name="王家村", aliases=["小王庄"])
    form = admin.post(reverse("schools:village_create"), typed).context["form"]
    assert form.has_error(field, "name_taken")
    assert Village.objects.count() == 1


def test_a_village_that_a_sister_school_entered_is_put_on_the_own_list(admin, school):
    village = create_village(school=create_school(district=school.district))
    admin.post(reverse("schools:village_use", args=[village.public_id]))
    assert school in village.schools.all()


def test_villages_of_another_district_are_not_there(admin):
    foreign = create_village()
    assert admin.get(reverse("schools:village_edit", args=[foreign.public_id])).status_code == 404
    assert admin.post(reverse("schools:village_use", args=[foreign.public_id])).status_code == 404
