from datetime import date

import pytest

from core.refusals import Refused
from registry.models import Substitution, TimetableSlot
from registry.services import timetable as services
from registry.services.teachers import update_teacher
from registry.tests.factories import create_teacher
from registry.tests.timetable.factories import MONDAY, TERM_BEGINS, create_slot

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 12)


def fields_of(scene, **other):
    return {
        "weekday": 1, "period": 1, "weeks": "every", "school_class": scene.second, "subject": scene.chinese,
        "teacher": scene.li, "room": None,
    } | other  # fmt: skip


def save(scene, *, from_on=TERM_BEGINS, slot=None, **other):
    return services.save_lesson(
        term=scene.term, fields=fields_of(scene, **other), from_on=from_on, by=scene.clerk, slot=slot
    )


def test_a_change_begins_on_its_day_and_the_old_lesson_stays_what_it_was(scene):
    old = save(scene)
    new = save(scene, slot=old, from_on=OCTOBER, teacher=scene.wang)
    old.refresh_from_db()
    assert (old.teacher, old.to_on, new.teacher, new.from_on) == (scene.li, OCTOBER, scene.wang, OCTOBER)


def test_a_change_from_the_first_day_replaces_the_lesson(scene):
    new = save(scene, slot=save(scene), teacher=scene.wang)
    assert list(TimetableSlot.objects.all()) == [new]


@pytest.mark.parametrize(
    ("reason", "same"), [("class-clash", "school_class"), ("teacher-clash", "teacher"), ("room-clash", "room")]
)
def test_a_clash_names_the_other_lesson(scene, reason, same):
    other = create_slot(scene, room=scene.room)
    with pytest.raises(services.Clash) as caught:
        save(scene, **{same: getattr(other, same)})
    assert (caught.value.reason, caught.value.slot) == (reason, other)


def test_odd_weeks_do_not_clash_with_even_ones(scene):
    create_slot(scene, weeks="odd")
    assert save(scene, weeks="even", teacher=scene.wang)


def test_what_belongs_elsewhere_is_refused(scene):
    with pytest.raises(Refused, match="outside-term"):
        save(scene, from_on=date(2027, 3, 1))
    with pytest.raises(Refused, match="other-school"):
        save(scene, teacher=create_teacher())
    with pytest.raises(Refused, match="ended"):
        save(scene, from_on=OCTOBER, slot=create_slot(scene, to_on=MONDAY, period=2))


def test_a_lesson_ends_or_goes_when_it_has_not_begun(scene):
    begun, later = create_slot(scene), create_slot(scene, period=2, from_on=OCTOBER)
    for slot in (begun, later):
        services.end_lesson(slot=slot, on=MONDAY, by=scene.clerk)
    assert list(TimetableSlot.objects.values_list("pk", "to_on")) == [(begun.pk, MONDAY)]


def test_a_day_is_changed_changed_again_and_taken_back(scene):
    slot = create_slot(scene)
    change = {"slot": slot, "on": MONDAY, "by": scene.clerk}
    services.change_day(teacher=scene.li, reason="ill", **change)
    services.change_day(teacher=None, reason="outing", **change)
    only = Substitution.objects.get()
    assert (only.teacher, only.is_cancelled, only.reason, only.by) == (None, True, "outing", scene.clerk)
    services.undo_change(substitution=only, by=scene.clerk)
    assert not Substitution.objects.exists()


def test_a_substitute_must_be_free_and_the_lesson_be_held(scene):
    slot = create_slot(scene)
    other = create_slot(scene, school_class=scene.second, teacher=scene.li)
    with pytest.raises(services.Busy) as caught:
        services.change_day(slot=slot, on=MONDAY, teacher=scene.li, reason="ill", by=scene.clerk)
    assert caught.value.lesson.slot == other
    for code, teacher, day in (
        ("same-teacher", scene.wang, MONDAY),
        ("no-lesson", scene.li, date(2026, 9, 8)),
        ("other-school", create_teacher(), MONDAY),
    ):
        with pytest.raises(Refused, match=code):
            services.change_day(slot=slot, on=day, teacher=teacher, reason="ill", by=scene.clerk)


def test_whoever_is_replaced_or_free_by_cancelling_may_stand_in(scene):
    slot = create_slot(scene)
    own = create_slot(scene, school_class=scene.second, teacher=scene.li)
    services.change_day(slot=own, on=MONDAY, teacher=None, reason="outing", by=scene.clerk)
    services.change_day(slot=slot, on=MONDAY, teacher=scene.li, reason="ill", by=scene.clerk)
    with pytest.raises(services.Busy):
        services.undo_change(substitution=own.substitutions.get(), by=scene.clerk)


def test_when_a_teacher_leaves_the_classes_keep_the_lessons_without_a_name(scene):
    begun, later = create_slot(scene), create_slot(scene, period=2, from_on=date(2026, 11, 2))
    update_teacher(teacher=scene.wang, fields={"employed_to": OCTOBER}, by=scene.clerk)
    rows = TimetableSlot.objects.order_by("period", "from_on").values_list("period", "teacher", "from_on", "to_on")
    assert list(rows) == [
        (1, scene.wang.pk, TERM_BEGINS, OCTOBER), (1, None, OCTOBER, None), (2, None, later.from_on, None),
    ]  # fmt: skip
    assert TimetableSlot.objects.get(teacher=scene.wang) == begun


def test_the_end_of_a_lesson_ends_the_changes_of_later_days(scene):
    slot = create_slot(scene)
    for day in (MONDAY, date(2026, 9, 14)):
        services.change_day(slot=slot, on=day, teacher=scene.li, reason="ill", by=scene.clerk)
    services.end_lesson(slot=slot, on=date(2026, 9, 10), by=scene.clerk)
    assert [each.on for each in Substitution.objects.all()] == [MONDAY]
