"""Who can open the pages of an import, and what they cost."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import user_with
from registry.models import FieldMapping
from registry.tests.imports.engine.workbooks import primary_school, pupil, read
from registry.tests.imports.pages.addresses import ASKS, DOES, LOOKS, SCHOOL_WIDE, url
from schools.tests.factories import create_village

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", [*LOOKS, *ASKS, *DOES, "import_undo"])
def test_an_import_is_open_to_the_administrators_of_its_school_alone(client, preview, name):
    send = client.post if name in DOES else client.get
    assert "sign-in" in send(url(name, preview)).url
    client.force_login(user_with(Role.PRINCIPAL, school=preview.school))
    assert send(url(name, preview)).status_code == 403
    client.force_login(user_with(Role.SCHOOL_ADMIN, school=primary_school()))
    assert send(url(name, preview)).status_code == 404


@pytest.mark.parametrize("name", [*LOOKS, *ASKS])
def test_every_page_opens(admin, preview, name):
    assert admin.get(url(name, preview)).status_code == 200


@pytest.mark.parametrize("name", SCHOOL_WIDE)
def test_the_pages_of_the_school_are_open_to_its_administrators_alone(client, school, name):
    assert "sign-in" in client.get(url(name)).url
    client.force_login(user_with(Role.CLASS_TEACHER, school=school))
    assert client.get(url(name)).status_code == 403
    client.force_login(user_with(Role.SCHOOL_ADMIN, school=school))
    assert client.get(url(name)).status_code == 200


@pytest.mark.parametrize("name", DOES)
def test_what_changes_something_is_not_done_by_following_a_link(admin, preview, name):
    assert admin.get(url(name, preview)).status_code == 405


def test_the_remembered_headers_of_another_school_cannot_be_forgotten(admin):
    theirs = FieldMapping.objects.create(school=primary_school(), header="电话", field="phone")
    assert admin.post(reverse("registry:import_header_forget", args=[theirs.pk])).status_code == 404
    assert FieldMapping.objects.exists()


def rows(number):
    cells = {"现住址": "河东镇小刘庄村5号", "父亲姓名": "张大", "父亲电话": "12"}
    return [pupil(f"张{n}", sequence=n, school_class="启明班", **cells) for n in range(11, 11 + number)]


LIMITS = {"import_detail": 24, "import_mapping": 14, "import_class_labels": 14, "import_places": 14}
LIMITS |= {"import_absent": 18, "import_apply": 14}


@pytest.mark.parametrize("name", LIMITS)
def test_a_page_costs_the_same_with_few_rows_and_with_many(admin, school, name, django_assert_max_num_queries):
    create_village(school=school, name="柳林村")
    for number in (1, 40):
        register_import = read(school, rows(number))
        with django_assert_max_num_queries(LIMITS[name]):
            assert admin.get(url(name, register_import)).status_code == 200


def test_the_list_costs_the_same_with_one_import_and_with_many(admin, school, django_assert_max_num_queries):
    for _ in range(5):
        read(school, [pupil()])
        with django_assert_max_num_queries(12):
            admin.get(url("import_list"))
