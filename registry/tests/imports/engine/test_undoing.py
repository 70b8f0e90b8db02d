"""Taking an import back: everything that it wrote, and nothing that somebody has touched since."""

import io
import json
from datetime import date, timedelta

import pghistory
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import AccessRecord
from jobs.runs import Unwatched
from registry.imports import services, undoing
from registry.models import Enrolment, Guardian, Guardianship, RegisterImport, SchoolClass, Student
from registry.tests.imports.engine.test_preview_equals_apply import facts
from registry.tests.imports.engine.workbooks import TERM_START, apply, imported, primary_school, pupil, read
from schools.models import Village

pytestmark = pytest.mark.django_db
FATHER = {"父亲姓名": "张大", "父亲电话": "13900000001"}
LATER = date(2026, 10, 8)


def applied(school, rows, **options) -> RegisterImport:
    register_import = read(school, rows, **options)
    apply(register_import, good_rows=True)
    return register_import


def undo(register_import) -> dict:
    return services.undo(register_import=register_import, by=None, run=Unwatched())


def somebody():
    """Act apart from the import: the history of one transaction keeps its context otherwise."""
    return pghistory.context(user=None)


def nouns_kept(result) -> list[str]:
    return [kept["noun"] for kept in result["kept"]]


def test_a_first_import_is_taken_back_whole():
    school = primary_school()
    before = facts()
    header = ("姓名", "身份证件号", "班级", "村", *FATHER)
    result = undo(applied(school, [pupil(村="东石桥村", **FATHER)], header=header))
    assert facts() == before
    assert result["kept"] == []
    assert result["removed"] == {
        "student": 1, "enrolment": 1, "guardian": 1, "guardianship": 1, "class": 1, "village": 1,
    }  # fmt: skip


def test_changed_cells_numbers_details_classes_and_families_are_as_before():
    school = primary_school()
    header = ("姓名", "性别", "出生日期", "身份证件号", "班级", "现住址", "血型", "父亲姓名", "父亲电话")
    imported(school, [pupil(number="", 现住址="柳林村3号", 血型="A型", **FATHER)], header=header)
    before = facts()
    changed = pupil(school_class="三年级1班", 现住址="王庄1号", 血型="B型", 父亲姓名="张大", 父亲电话="13900000009")
    register_import = applied(school, [changed, pupil("李四", sequence=12)], header=header, on=LATER)
    assert facts() != before
    assert undo(register_import)["kept"] == []
    assert facts() == before


def test_a_class_corrected_on_the_day_is_as_before():
    school = primary_school()
    imported(school, [pupil()])
    before = facts()
    undo(applied(school, [pupil(school_class="三年级1班")], on=TERM_START))
    assert facts() == before


def test_a_cell_that_somebody_has_edited_since_stays_and_is_named():
    school = primary_school()
    imported(school, [pupil(现住址="柳林村3号", **FATHER)])
    register_import = applied(school, [pupil(现住址="王庄1号", 父亲姓名="张大", 父亲电话="13900000009")])
    with somebody():
        Student.objects.update(address="河湾村8号")
    result = undo(register_import)
    student, father = Student.objects.get(), Guardian.objects.get()
    assert (student.address, father.phone) == ("河湾村8号", "13900000001")
    assert result["kept"] == [{"noun": "student", "id": student.pk, "student": student.pk, "cells": ["address"]}]


def test_a_name_and_its_spelling_are_restored_together_or_not_at_all():
    school = primary_school()
    imported(school, [pupil("张三")])
    register_import = applied(school, [pupil("李四")])
    with somebody():
        Student.objects.update(name="李思")
    undo(register_import)
    assert Student.objects.values_list("name", "name_pinyin").get() == ("李思", "lisi")


@pytest.mark.parametrize(
    "touch",
    [
        lambda: Student.objects.filter(name="张三").update(phone="13800000000"),
        lambda: Guardian.objects.update(workplace="清河镇"),
        lambda: Guardianship.objects.update(is_barred=True),
        lambda: Enrolment.objects.filter(student__name="张三").update(from_on=date(2026, 9, 2)),
    ],
)
def test_a_new_pupil_whom_somebody_has_touched_stays_with_class_and_family(touch):
    school = primary_school()
    register_import = applied(school, [pupil(**FATHER), pupil("李四", sequence=12, school_class="四年级1班")])
    with somebody():
        touch()
    result = undo(register_import)
    assert [student.name for student in Student.objects.all()] == ["张三"]
    assert [table.objects.count() for table in (Enrolment, Guardianship, Guardian, SchoolClass)] == [1, 1, 1, 1]
    assert nouns_kept(result) == ["student", "class"]


def test_a_new_pupil_from_whom_somebody_has_parted_the_father_stays():
    register_import = applied(primary_school(), [pupil(**FATHER)])
    with somebody():
        Guardianship.objects.all().delete()
    assert nouns_kept(undo(register_import)) == ["student", "class"]
    assert not Guardian.objects.exists()


def test_a_pupil_whom_somebody_has_moved_since_stays_in_the_class():
    school = primary_school()
    imported(school, [pupil()])
    register_import = applied(school, [pupil(school_class="三年级1班")], on=LATER)
    with somebody():
        Enrolment.objects.filter(to_on=None).update(from_on=date(2026, 10, 9))
    enrolments = list(Enrolment.objects.values())
    assert nouns_kept(undo(register_import)) == ["enrolment", "enrolment", "class"]
    assert list(Enrolment.objects.values()) == enrolments


def test_a_guardian_who_has_got_another_child_since_stays():
    school = primary_school()
    imported(school, [pupil("李四", sequence=12)])
    register_import = applied(school, [pupil(**FATHER)])
    other = Student.objects.get(name="李四")
    with somebody():
        Guardianship.objects.create(school=school, student=other, guardian=Guardian.objects.get())
    assert nouns_kept(undo(register_import)) == ["guardian"]
    assert [link.student for link in Guardianship.objects.all()] == [other]


def test_a_number_that_another_pupil_has_got_since_is_not_given_back():
    school = primary_school()
    imported(school, [pupil()])
    first = bytes(Student.objects.get().id_number_hash)
    [asked] = read(school, [pupil(sequence=13)]).staged_students.get().problems
    register_import = applied(school, [pupil(sequence=13)], answers={asked["params"]["question"]: "same"})
    with somebody():
        Student.objects.create(school=school, name="李四", id_number_hash=first)
    result = undo(register_import)
    assert [kept["cells"] for kept in result["kept"]] == [["id_number"]]
    assert Student.objects.filter(id_number_hash=first).get().name == "李四"


def test_a_village_in_which_somebody_lives_since_stays():
    school = primary_school()
    imported(school, [pupil("李四", sequence=12)])
    header = ("姓名", "身份证件号", "班级", "村")
    register_import = applied(school, [pupil(村="东石桥村")], header=header)
    with somebody():
        Student.objects.filter(name="李四").update(village=Village.objects.get())
    assert nouns_kept(undo(register_import)) == ["village"]
    assert school.villages.get().name == "东石桥村"


def test_what_another_import_has_written_stays():
    school = primary_school()
    imported(school, [pupil()])
    register_import = applied(school, [pupil("李四", sequence=12)])
    imported(school, [pupil("王五", sequence=14), pupil("李四", sequence=12, 现住址="王庄1号")])
    assert nouns_kept(undo(register_import)) == ["student"]
    assert Student.objects.count() == 3


def test_an_import_is_taken_back_once_and_only_when_it_was_applied():
    school = primary_school()
    preview = read(school, [pupil()])
    with pytest.raises(undoing.CannotUndo):
        undo(preview)
    apply(preview)
    undo(preview)
    with pytest.raises(undoing.CannotUndo):
        undo(preview)
    assert RegisterImport.objects.get().state == RegisterImport.State.UNDONE


def test_taking_back_is_written_into_history_and_access_log():
    register_import = applied(primary_school(), [pupil()])
    undo(register_import)
    event = Student.pgh_event_models["delete"].objects.get(pgh_label="delete")
    assert event.pgh_context.metadata["undone_import"] == str(register_import.public_id)
    assert AccessRecord.objects.get(what="register_undone").record_id == register_import.public_id


def command(*arguments) -> tuple[dict, int]:
    """Give the JSON and the exit code of manage.py undo_import."""
    out = io.StringIO()
    try:
        call_command("undo_import", *arguments, stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), end.code
    return json.loads(out.getvalue()), 0


def test_the_command_prints_what_it_did_and_0():
    register_import = applied(primary_school(), [pupil()])
    result, code = command(str(register_import.public_id), "--json")
    assert (result["removed"]["student"], result["kept"], code) == (1, [], 0)


def test_the_command_ends_with_1_when_something_stays():
    register_import = applied(primary_school(), [pupil()])
    with somebody():
        Student.objects.update(phone="13800000000")
    result, code = command(str(register_import.public_id))
    assert (nouns_kept(result), code) == (["student", "class"], 1)


def test_the_command_ends_with_2_for_an_id_that_cannot_be_taken_back():
    register_import = applied(primary_school(), [pupil()])
    RegisterImport.objects.update(applied_at=timezone.now() - timedelta(days=31))
    for wrong in ("no id", "00000000-0000-4000-8000-000000000000", str(register_import.public_id)):
        with pytest.raises(CommandError) as refused:
            command(wrong)
        assert refused.value.returncode == 2
    assert Student.objects.exists()
