"""Applying: all or nothing, never on a preview that is no longer true, and exactly what the preview said."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from jobs.runs import Cancelled, Unwatched
from registry.imports import applying, services
from registry.models import Enrolment, Guardian, Guardianship, RegisterImport, SchoolClass, StagedStudent, Student
from registry.tests.imports.engine.workbooks import apply, imported, primary_school, pupil, read

pytestmark = pytest.mark.django_db
BAD = "370102201703040000"
TABLES = (Student, Guardian, Guardianship, Enrolment, SchoolClass)


def counts():
    return [table.objects.count() for table in TABLES]


def test_a_row_with_a_problem_stops_everything():
    preview = read(primary_school(), [pupil(), pupil("李四", number=BAD)])
    with pytest.raises(applying.RowsRejected):
        apply(preview)
    assert counts() == [0, 0, 0, 0, 0]


def test_good_rows_only_by_choice():
    report = apply(read(primary_school(), [pupil(), pupil("李四", number=BAD)]), good_rows=True)
    assert (report["created"], report["skipped"]) == (1, 1)
    assert [s.name for s in Student.objects.all()] == ["张三"]


def test_a_register_that_changed_since_the_preview_is_told():
    school = primary_school()
    imported(school, [pupil()])
    preview = read(school, [pupil(现住址="柳林村3号")])
    Student.objects.update(phone="13800000000")
    with pytest.raises(applying.RegisterChanged):
        apply(preview)
    assert Student.objects.get().address == ""


def test_two_previews_of_one_file_write_it_once():
    school = primary_school()
    one, two = read(school, [pupil()]), read(school, [pupil()])
    apply(one)
    with pytest.raises(applying.RegisterChanged):
        apply(two)
    assert Student.objects.count() == 1


def test_another_school_changes_nothing_about_a_preview():
    preview = read(primary_school(), [pupil()])
    imported(primary_school(), [pupil("李四", sequence=12)])
    assert apply(preview)["created"] == 1


def test_staged_rows_lost_in_a_crash_of_the_database_are_told():
    preview = read(primary_school(), [pupil()])
    preview.staged_students.all().delete()
    with pytest.raises(applying.RegisterChanged):
        apply(preview)


def test_a_village_that_another_school_has_created_since_is_told_and_found_at_the_next_reading():
    header = ("姓名", "身份证件号", "班级", "村")
    here, rows = primary_school(), [pupil(村="东石桥村")]
    there = primary_school(district=here.district)
    preview = read(here, rows, header=header)
    imported(there, [pupil("李四", sequence=12, 村="东石桥村")], header=header)
    with pytest.raises(applying.RegisterChanged):
        apply(preview)
    imported(here, rows, header=header)
    assert Student.objects.get(name="张三").village == Student.objects.get(name="李四").village


def test_a_month_old_upload_is_forgotten_and_what_it_wrote_stays():
    school = primary_school()
    imported(school, [pupil()])
    read(school, [pupil("李四", sequence=12)])
    assert services.forget_old_uploads() == 0

    assert services.forget_old_uploads(now=timezone.now() + timedelta(days=31)) == 2
    assert list(RegisterImport.objects.values_list("state", "upload")) == [("discarded", ""), ("applied", "")]
    assert not StagedStudent.objects.exists()
    assert Student.objects.get().name == "张三"


class CancelsLater(Unwatched):
    """Cancels at the n-th look, wherever that is."""

    def __init__(self, looks):
        self.looks = looks

    def check_cancel(self):
        self.looks -= 1
        if self.looks < 0:
            raise Cancelled


@pytest.mark.parametrize("looks", range(len(applying.STEPS)))
def test_a_cancel_between_any_two_statements_leaves_nothing(looks):
    preview = read(primary_school(), [pupil(父亲姓名="张大", 父亲电话="13900000001")])
    with pytest.raises(Cancelled):
        applying.apply(preview, run=CancelsLater(looks))
    assert counts() == [0, 0, 0, 0, 0]
    assert RegisterImport.objects.get().state == RegisterImport.State.READ


def test_a_failure_of_the_database_leaves_nothing():
    school = primary_school()
    preview = read(school, [pupil()])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registry_guardianship ADD CONSTRAINT none CHECK (false) NOT VALID")
    preview = read(school, [pupil(父亲姓名="张大", 父亲电话="13900000001")])
    with pytest.raises(IntegrityError):
        apply(preview)
    assert counts() == [0, 0, 0, 0, 0]


def test_the_statements_do_not_grow_with_the_rows(django_assert_max_num_queries):
    rows = [pupil(f"张{n}", sequence=n, 父亲姓名=f"张大{n}", 父亲电话=f"139{n:08d}") for n in range(11, 311)]
    school = primary_school()
    with django_assert_max_num_queries(60):
        imported(school, rows)
    assert Student.objects.count() == 300
