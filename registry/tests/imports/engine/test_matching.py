"""Is the pupil of a row in the register already? Numbers decide, names only when nothing speaks against it."""

from datetime import date

import pytest

from registry.models import Student
from registry.tests.imports.engine.workbooks import codes, id_number, imported, primary_school, pupil, read

pytestmark = pytest.mark.django_db
QUIET = {"village-not-found", "family-short", "id-missing", "family-no-guardian"}


def doubts(register_import):
    return [code for _row, code in codes(register_import) if code not in QUIET]


def test_the_same_file_twice_changes_nothing():
    school, rows = (
        primary_school(),
        [pupil("张三"), pupil("李四", sequence=12, 父亲姓名="李大", 父亲电话="13900000001")],
    )
    first = imported(school, rows)
    again = imported(school, rows)
    assert (first["created"], first["updated"]) == (2, 0)
    assert (again["created"], again["updated"], again["unchanged"], again["guardians_created"]) == (0, 0, 2, 0)
    assert Student.objects.count() == 2


def test_the_same_class_list_without_numbers_twice_changes_nothing():
    school, rows = primary_school(), [pupil("张三", number=""), pupil("李四", number="", born_on=None)]
    imported(school, rows)
    again = imported(school, rows)
    assert (again["unchanged"], again["created"]) == (2, 0)


def test_an_id_number_finds_a_pupil_whose_name_was_misspelt():
    school = primary_school()
    imported(school, [pupil("张山")])
    report = imported(school, [pupil("张三")])
    assert (report["created"], report["updated"]) == (0, 1)
    assert Student.objects.get().name == "张三"
    assert Student.objects.get().name_initials == "zs"


def test_a_student_number_finds_a_pupil_whose_id_number_changed():
    school = primary_school()
    header = ("姓名", "性别", "身份证件号", "全国学籍号", "班级")
    old, new = id_number(sequence=11), id_number(sequence=13)
    national = {"全国学籍号": "G" + old}
    imported(school, [pupil(number=old, **national)], header=header)
    report = imported(school, [pupil(number=new, **national)], header=header)
    assert (report["created"], report["updated"]) == (0, 1)


def test_two_pupils_of_one_name_and_birth_date_are_told_apart_by_their_numbers():
    report = imported(primary_school(), [pupil("张伟", sequence=11), pupil("张伟", sequence=13)])
    assert report["created"] == 2


def test_one_name_in_another_class_without_a_number_is_a_question():
    school = primary_school()
    imported(school, [pupil("张三", number="")])
    asked = read(school, [pupil("张三", number="", school_class="四年级1班")])
    assert doubts(asked) == ["pupil-question"]
    assert asked.report["skipped"] == 1


@pytest.mark.parametrize(("answer", "created", "moved"), [("same", 0, 1), ("different", 1, 0)])
def test_an_answered_question_decides(answer, created, moved):
    school = primary_school()
    imported(school, [pupil("张三", number="")], on=date(2026, 9, 1))
    rows = [pupil("张三", number="", school_class="四年级1班")]
    student = Student.objects.get().pk
    answers = {f"pupil:学生信息:2:{student}": answer}
    report = imported(school, rows, answers=answers, on=date(2026, 10, 1))
    assert (report["created"], report["moved"]) == (created, moved)


def test_a_number_that_two_pupils_of_the_register_share_out_is_refused():
    school = primary_school()
    header = ("姓名", "性别", "身份证件号", "全国学籍号", "班级")
    one, two = id_number(sequence=11), id_number(sequence=13)
    imported(school, [pupil("张三", number=one), pupil("李四", number="", 全国学籍号="G" + two)], header=header)
    mixed = read(school, [pupil("张三", number=one, 全国学籍号="G" + two)], header=header)
    assert doubts(mixed) == ["pupil-numbers-disagree"]


def test_a_pupil_of_another_school_of_the_district_is_a_warning_that_names_no_school():
    school = primary_school()
    other = primary_school(district=school.district, name="清河小学")
    imported(other, [pupil("张三")])
    here = read(school, [pupil("张三")])
    assert doubts(here) == ["enrolled-elsewhere"]
    assert "清河" not in str(list(here.staged_students.values_list("problems", flat=True)))


def test_a_pupil_of_another_district_is_nobodys_business():
    imported(primary_school(), [pupil("张三")])
    assert doubts(read(primary_school(), [pupil("张三")])) == []
