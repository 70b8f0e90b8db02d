"""From the workbook over the preview to the timetable: all or nothing."""

from datetime import date, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.refusals import Refused
from registry.models import PeriodTime, Room, Substitution, TeachingAssignment, TimetableSlot
from registry.selectors.timetable import lessons_on
from registry.services.day_moves import Move, carry_out
from registry.services.timetable_import import apply_timetable, plan_timetable
from registry.tests.factories import create_assignment, create_teacher
from registry.tests.timetable.factories import TERM_BEGINS, create_slot
from registry.tests.timetable.workbooks import grid, workbook

pytestmark = pytest.mark.django_db
UPLOAD, PREVIEW = reverse("registry:timetable_import"), reverse("registry:timetable_import_preview")
OCTOBER = date(2026, 10, 12)
SECOND = "三（2）班课程表"


def plan(scene, *rows, from_on=OCTOBER, title="三（1）班"):
    data = workbook(("S", grid(*rows, title=title)))
    return data, plan_timetable(term=scene.term, data=data, from_on=from_on, answers={})


def apply(scene, *rows, from_on=OCTOBER, fingerprint=None, assignments=True, title="三（1）班"):
    data, made = plan(scene, *rows, from_on=from_on, title=title)
    return apply_timetable(
        term=scene.term, data=data, from_on=from_on, answers={}, fingerprint=fingerprint or made.fingerprint,
        assignments=assignments, by=scene.clerk,
    )  # fmt: skip


def held(scene, day):
    slots = TimetableSlot.objects.filter(school=scene.school).held_on(day)
    return sorted(slots.values_list("school_class__number", "weekday", "period", "subject__name", "teacher__name"))


def upload(client, data, from_on=OCTOBER):
    return client.post(UPLOAD, {"file": SimpleUploadedFile("t.xlsx", data), "from_on": from_on})


def test_old_lessons_end_and_new_ones_begin_on_the_day(scene):
    stays, goes, changes = create_slot(scene), create_slot(scene, weekday=2), create_slot(scene, weekday=3)
    elsewhere = create_slot(scene, weekday=4, school_class=scene.second)
    made = apply(scene, ["语文 王芳", None, "音乐 李强", None, "音乐 李强 音乐室"])

    assert (made.same, len(made.new), len(made.changed), len(made.removed)) == (1, 1, 1, 1)
    assert [slot for slot, _wanted in made.changed] == [changes]
    assert held(scene, date(2026, 10, 11)) == [
        (1, 1, 1, "语文", "王芳"), (1, 2, 1, "语文", "王芳"), (1, 3, 1, "语文", "王芳"), (2, 4, 1, "语文", "王芳"),
    ]  # fmt: skip
    assert held(scene, OCTOBER) == [
        (1, 1, 1, "语文", "王芳"), (1, 3, 1, "音乐", "李强"), (1, 5, 1, "音乐", "李强"), (2, 4, 1, "语文", "王芳"),
    ]  # fmt: skip
    assert TimetableSlot.objects.filter(pk__in=[stays.pk, elsewhere.pk], to_on=None).count() == 2
    assert TimetableSlot.objects.get(pk=goes.pk).to_on == OCTOBER


def test_the_same_file_again_changes_nothing(scene):
    apply(scene, ["语文 王芳"], ["音乐 李强"])
    _data, again = plan(scene, ["语文 王芳"], ["音乐 李强"])
    assert (again.same, again.changes_something) == (2, False)


def test_rooms_hours_and_assignments_follow(scene):
    leaves = create_assignment(teacher=scene.wang, school_class=scene.first, subject=scene.music)
    keeps = create_assignment(teacher=scene.wang, school_class=scene.second, subject=scene.music)
    data = workbook(("S", grid(["音乐 李强 舞蹈室"], title="三1", labels=["第1节 8:10-8:50"])))
    made = plan_timetable(term=scene.term, data=data, from_on=OCTOBER, answers={})
    apply_timetable(
        term=scene.term, data=data, from_on=OCTOBER, answers={}, fingerprint=made.fingerprint, assignments=True,
        by=scene.clerk,
    )  # fmt: skip
    assert (made.new_rooms, made.hours) == (["舞蹈室"], {1: (time(8, 10), time(8, 50))})
    assert Room.objects.filter(name="舞蹈室").exists()
    assert PeriodTime.objects.get(school=scene.school, number=1).hours == "08:10–08:50"
    assert TeachingAssignment.objects.get(pk=leaves.pk).to_on == OCTOBER
    assert TeachingAssignment.objects.get(pk=keeps.pk).to_on is None
    assert scene.li.assignments.get().from_on == OCTOBER


def test_assignments_stay_when_nobody_wants_them_to_follow(scene):
    apply(scene, ["音乐 李强"], assignments=False)
    assert not scene.li.assignments.exists()


@pytest.mark.parametrize(
    ("cell", "words"),
    [("语文 王芳", "王芳 is in "), ("音乐 音乐室", "音乐室 is used by ")],
)
def test_a_clash_with_a_class_that_is_not_in_the_file_is_said(scene, cell, words):
    create_slot(scene, room=scene.room)
    _data, made = plan(scene, [cell], title=SECOND)
    assert [clash.words[: len(words)] for clash in made.clashes] == [words]
    assert made.clashes[0].words.endswith("on Monday, period 1.")


def test_a_clash_inside_the_file_names_both_cells(scene):
    data = workbook(("甲", grid(["语文 王芳"], title="三1")), ("乙", grid(["音乐 王芳（单）"], title="三2")))
    made = plan_timetable(term=scene.term, data=data, from_on=OCTOBER, answers={})
    [clash] = made.clashes
    assert [(spot.sheet, spot.cell) for spot in clash.spots] == [("甲", "B3"), ("乙", "B3")]


def test_nothing_is_written_while_something_is_wrong_or_has_changed(scene):
    for rows, code in ((["奥数 王芳"], "not-good"), (["语文 王芳"], "changed-since")):
        with pytest.raises(Refused, match=code):
            apply(scene, rows, fingerprint="of an older preview")
    with pytest.raises(Refused, match="outside-term"):
        apply(scene, ["语文 王芳"], from_on=date(2027, 3, 1))
    assert not TimetableSlot.objects.exists()


def test_a_timetable_from_the_first_day_leaves_no_trace_of_a_draft(scene):
    create_slot(scene, subject=scene.music)
    apply(scene, ["语文 王芳"], from_on=TERM_BEGINS)
    assert list(TimetableSlot.objects.values_list("subject__name", flat=True)) == ["语文"]


def test_from_upload_over_questions_to_the_timetable(scene, sign_in):
    other = create_teacher(school=scene.school, name="王芳", staff_number="0012")
    client = sign_in(scene.clerk)
    assert upload(client, workbook(("S", grid(["语文 王芳"])))).url == PREVIEW
    first = client.get(PREVIEW)
    assert "Who is meant?" in first.content.decode()
    client.post(PREVIEW, {"answer-0": str(other.public_id)})
    ready = client.get(PREVIEW).context["plan"]
    assert ready.is_good
    response = client.post(PREVIEW, {"fingerprint": ready.fingerprint, "assignments": "on"})
    assert response.url == reverse("registry:timetable_day")
    assert TimetableSlot.objects.get().teacher == other
    assert client.get(PREVIEW).url == UPLOAD


def test_the_preview_names_cell_reason_and_remedy(scene, sign_in):
    client = sign_in(scene.clerk)
    upload(client, workbook(("三年级", grid(["奥数 王芳"]))))
    page = client.get(PREVIEW).content.decode()
    for words in ("三年级 B3", "奥数", "The school has no such subject.", "add the subject in the set-up"):
        assert words in page


def test_what_is_no_workbook_or_no_day_of_the_term_is_said_at_the_field(scene, sign_in):
    client = sign_in(scene.clerk)
    assert "file" in upload(client, b"%PDF-1.4 no table").context["form"].errors
    assert "from_on" in upload(client, workbook(("S", [["a"]])), from_on="2027-03-01").context["form"].errors


def test_only_the_office_imports(scene, sign_in):
    for user in (scene.principal, scene.wang.user, scene.parent):
        client = sign_in(user)
        assert {client.get(url).status_code for url in (UPLOAD, PREVIEW)} == {403}


def move(scene, slot, to_on, to_period):
    move = Move(slot, slot_day(slot), to_on, to_period, slot.teacher, slot.room)
    carry_out(moves=[move], reason="outing", by=scene.clerk, today=OCTOBER)


def slot_day(slot):
    return OCTOBER + timedelta(days=slot.weekday - 1)


def test_lessons_moved_in_the_weeks_ahead_stay_and_those_that_go_are_named(scene, sign_in):
    stays, goes = create_slot(scene), create_slot(scene, period=2, subject=scene.music, teacher=scene.li)
    move(scene, stays, OCTOBER + timedelta(days=1), 1)
    move(scene, goes, OCTOBER + timedelta(days=1), 2)
    client = sign_in(scene.clerk)
    upload(client, workbook(("S", grid(["语文 王芳"], ["语文 王芳"]))))
    page = client.get(PREVIEW)
    assert [each.slot for each in page.context["plan"].day_changes] == [goes]
    assert "moved to October 13, period 2" in page.content.decode()
    client.post(PREVIEW, {"fingerprint": page.context["plan"].fingerprint})
    assert [each.slot for each in Substitution.objects.all()] == [stays]
    [held] = [each for each in lessons_on(scene.school, OCTOBER + timedelta(days=1)) if each.is_moved_here]
    assert (held.slot, held.period) == (stays, 1)


def test_no_lesson_is_put_where_one_was_moved_to(scene):
    move(scene, create_slot(scene), OCTOBER + timedelta(days=1), 1)
    data = workbook(("S", grid(["语文 王芳", "音乐 李强"])))
    [clash] = plan_timetable(term=scene.term, data=data, from_on=OCTOBER, answers={}).clashes
    assert clash.words.endswith("period 1: that lesson was moved there.")
    assert [spot.cell for spot in clash.spots] == ["C3"]


@pytest.mark.parametrize("many", [1, 8])
def test_the_preview_takes_a_constant_number_of_statements(scene, django_assert_max_num_queries, many):
    for period in range(1, many + 1):
        create_slot(scene, period=period)
    data = workbook(("S", grid(*[["音乐 李强"]] * many)))
    with django_assert_max_num_queries(16):
        made = plan_timetable(term=scene.term, data=data, from_on=OCTOBER, answers={})
        [str(w.school_class) for _slot, w in made.changed]
