"""What an import changes: moves are dated, blanks wipe nothing, every change is kept in the history."""

from datetime import date

import pytest

from registry.models import Enrolment, RegisterImport, SchoolClass, Student
from registry.tests.imports.engine.workbooks import codes, imported, primary_school, pupil, read
from schools.models import Village
from schools.tests.factories import create_village

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 8)


def classes_of(student):
    return [(str(e.school_class.number), e.from_on, e.to_on, e.how) for e in student.enrolments.all()]


def test_another_class_is_a_move_on_the_effective_date():
    school = primary_school()
    imported(school, [pupil(school_class="三年级1班")], on=SEPTEMBER)
    report = imported(school, [pupil(school_class="三年级2班")], on=OCTOBER)
    assert (report["updated"], report["moved"]) == (1, 1)
    assert classes_of(Student.objects.get()) == [
        ("1", SEPTEMBER, OCTOBER, "entered"),
        ("2", OCTOBER, None, "moved"),
    ]


def test_another_class_on_the_day_of_entry_corrects_it():
    school = primary_school()
    imported(school, [pupil(school_class="三年级1班")], on=SEPTEMBER)
    imported(school, [pupil(school_class="三年级2班")], on=SEPTEMBER)
    assert classes_of(Student.objects.get()) == [("2", SEPTEMBER, None, "entered")]


def test_a_date_before_the_known_class_is_refused():
    school = primary_school()
    imported(school, [pupil(school_class="三年级1班")], on=OCTOBER)
    early = read(school, [pupil(school_class="三年级2班")], on=SEPTEMBER)
    assert (2, "enrolment-later") in codes(early)
    assert early.report["skipped"] == 1


def test_a_pupil_who_had_left_comes_back_as_transferred():
    school = primary_school()
    imported(school, [pupil()], on=SEPTEMBER)
    Enrolment.objects.update(to_on=date(2026, 9, 20), ended="transferred")
    imported(school, [pupil()], on=OCTOBER)
    assert classes_of(Student.objects.get())[1] == ("2", OCTOBER, None, "transferred")


def test_blanks_wipe_nothing():
    school = primary_school()
    imported(school, [pupil(现住址="柳林村3号")])
    report = imported(school, [pupil(现住址="")])
    assert report["unchanged"] == 1
    assert Student.objects.get().address == "柳林村3号"


def test_blanks_wipe_when_the_user_says_so():
    school = primary_school()
    imported(school, [pupil(现住址="柳林村3号")])
    report = imported(school, [pupil(现住址="")], wipe_blanks=True)
    assert report["updated"] == 1
    assert Student.objects.get().address == ""
    assert Student.objects.get().id_number_hash


def test_columns_that_the_file_does_not_have_stay_even_when_blanks_wipe():
    school = primary_school()
    imported(school, [pupil(现住址="柳林村3号")])
    imported(school, [pupil()], header=("姓名", "身份证件号", "班级"), wipe_blanks=True)
    assert Student.objects.get().address == "柳林村3号"


def test_the_preview_shows_old_and_new():
    school = primary_school()
    imported(school, [pupil(现住址="柳林村3号")])
    staged = read(school, [pupil(现住址="河湾村8号")]).staged_students.get()
    assert (staged.action, staged.before, staged.address) == ("changed", {"address": "柳林村3号"}, "河湾村8号")


def test_classes_are_created_only_when_applied_and_only_for_rows_that_go_in():
    school = primary_school()
    rows = [pupil(school_class="三年级1班"), pupil("李四", number="370102201703040000", school_class="四年级1班")]
    preview = read(school, rows)
    assert not SchoolClass.objects.exists()
    assert preview.report["classes_created"] == 1
    imported(school, rows, good_rows=True)
    assert [(c.entry_year, c.number) for c in SchoolClass.objects.all()] == [(2024, 1)]


def test_a_village_is_found_by_its_alias_and_a_new_one_shown_first():
    school = primary_school()
    village = create_village(school=school, name="柳林村", aliases=["柳林庄"])
    header = ("姓名", "身份证件号", "班级", "现住址", "村")
    rows = [pupil(现住址="清河镇柳林庄12号"), pupil("李四", sequence=12, 村="东石桥村")]
    preview = read(school, rows, header=header)
    assert list(preview.created["villages"]) == ["东石桥村"]
    assert Village.objects.count() == 1
    imported(school, rows, header=header)
    assert Student.objects.get(name="张三").village == village
    assert Student.objects.get(name="李四").village.name == "东石桥村"
    assert set(school.villages.values_list("name", flat=True)) == {"柳林村", "东石桥村"}


def test_pupils_whom_the_file_does_not_contain_are_counted_and_stay():
    school = primary_school()
    imported(school, [pupil(), pupil("李四", sequence=12), pupil("赵五", sequence=13, school_class="五年级1班")])
    report = imported(school, [pupil()])
    assert (report["absent"], report["absent_in_school"]) == (1, 2)
    assert Enrolment.objects.current().count() == 3


def test_every_change_is_in_the_history():
    school = primary_school()
    imported(school, [pupil(现住址="柳林村3号")])
    imported(school, [pupil(现住址="河湾村8号")])
    events = Student.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", "address")
    assert list(events) == [("insert", "柳林村3号"), ("update", "河湾村8号")]


def test_numbers_are_sealed_wherever_the_import_leaves_them():
    school, row = primary_school(), pupil()
    imported(school, [row, pupil("李四", number=row["身份证件号"][:17] + "0")], good_rows=True)
    register_import = RegisterImport.objects.get()
    kept = str(list(RegisterImport.objects.values())) + str(list(register_import.staged_students.values()))
    assert row["身份证件号"] not in kept + register_import.upload.open().read().decode("latin-1")
    assert row["身份证件号"][:17] not in kept
