"""Pupils whom the file does not contain."""

import pytest

from registry.tests.imports.engine.workbooks import apply, imported, pupil, read
from registry.tests.imports.pages.addresses import html, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def third_of_the_school(school):
    imported(school, [pupil(), pupil("李四", sequence=12), pupil("王五", sequence=13, school_class="五年级1班")])
    return read(school, [pupil()])


def names(response):
    return [student.name for student in response.context["page"]]


def test_pupils_of_the_same_classes_are_listed_first(admin, third_of_the_school):
    assert names(admin.get(url("import_absent", third_of_the_school))) == ["李四"]


def test_the_whole_school_by_choice_with_its_classes(admin, third_of_the_school):
    response = admin.get(url("import_absent", third_of_the_school, "?whole_school=1"))
    assert names(response) == ["李四", "王五"]
    assert ["Class 2" in str(s.enrolled[0].school_class) for s in response.context["page"]] == [True, False]


def test_the_list_counts_what_the_preview_counted(admin, third_of_the_school):
    report = admin.get(url("import_detail", third_of_the_school)).context["report"]
    assert (report["absent"], report["absent_in_school"]) == (1, 2)


def test_nobody_is_removed(admin, school, third_of_the_school):
    apply(third_of_the_school)
    assert school.students.count() == 3


def test_a_pupil_whose_row_was_left_out_is_marked(admin, school):
    imported(school, [pupil(), pupil("李四", sequence=12)])
    preview = read(school, [pupil(), pupil("李四", sequence=12, number="370102201703040000")])
    response = admin.get(url("import_absent", preview))
    assert response.context["left_out"] == {"李四"}
    assert "李四" in html(response)
