"""Uploading a workbook, and the list of imports."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jobs.models import Job
from registry.models import RegisterImport
from registry.tests.imports.engine.workbooks import primary_school, pupil, read, workbook
from registry.tests.imports.pages.addresses import url
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db


def post(client, data=None, **fields):
    file = SimpleUploadedFile("花名册.xlsx", workbook([pupil()]) if data is None else data)
    return client.post(url("import_upload"), {"file": file, "effective_on": "2026-09-01", **fields})


def test_an_upload_is_kept_sealed_and_read_in_the_background(admin, school):
    response = post(admin)
    register_import = RegisterImport.objects.get(school=school)
    assert response.url == register_import.get_absolute_url()
    assert (register_import.job.kind, register_import.created_by) == ("register_read", admin.user)
    assert b"PK" not in register_import.upload.read()[:4]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"effective_on": "1999-09-01"}, "effective_on", "implausible"),
        ({"effective_on": ""}, "effective_on", "required"),
        ({"data": b""}, "file", "empty"),
    ],
)
def test_a_wrong_form_is_refused(admin, fields, field, code):
    assert post(admin, **fields).context["form"].has_error(field, code)
    assert not Job.objects.exists()


def test_a_school_without_grades_sets_them_up_first(client, admin, school):
    school.grades.all().delete()
    assert post(admin).context["has_grades"] is False
    assert not RegisterImport.objects.exists()


def test_the_list_shows_the_school_s_imports_newest_first(admin, school):
    first, second = read(school, [pupil()]), read(school, [pupil()])
    read(primary_school(), [pupil()])
    assert list(admin.get(url("import_list")).context["page"]) == [second, first]


def test_the_list_of_a_school_that_has_not_imported_says_how(admin, school):
    create_school()
    assert url("import_upload") in admin.get(url("import_list")).content.decode()
