from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import user_with
from registry.models import Substitution, TimetableSlot
from registry.services.timetable import change_day
from registry.tests.timetable.factories import MONDAY, create_slot

pytestmark = pytest.mark.django_db
DAY = reverse("registry:timetable_day") + f"?on={MONDAY}"


def url(name, record, **others):
    return reverse(f"registry:{name}", kwargs={"public_id": record.public_id, **others})


def lesson_fields(scene, **other):
    return {
        "school_class": scene.second.pk, "weekday": 1, "period": 1, "weeks": "every", "subject": scene.music.pk,
        "teacher": scene.li.pk, "room": "", "from_on": "2026-09-01",
    } | other  # fmt: skip


def test_the_day_shows_what_is_really_taught(scene, sign_in):
    slot = create_slot(scene, room=scene.room)
    change_day(slot=slot, on=MONDAY, teacher=scene.li, reason="ill", by=scene.clerk)
    page = sign_in(scene.wang.user).get(DAY).content.decode()
    assert "teaching week 2" in page
    assert "(even)" in page
    for word in ("语文", "李强", "for 王芳", "ill", "音乐室", "08:00–08:40"):
        assert word in page


def test_a_day_without_lessons_says_what_it_is(scene, sign_in):
    page = sign_in(scene.clerk).get(reverse("registry:timetable_day") + "?on=2026-10-01").content.decode()
    assert "Public holiday" in page
    assert "No lessons on this day." in page


@pytest.mark.parametrize(("name", "whose"), [("class", "first"), ("teacher", "wang"), ("room", "room")])
def test_a_week_shows_the_lessons_and_the_changes(scene, sign_in, name, whose):
    slot = create_slot(scene, room=scene.room, weeks="odd")
    change_day(slot=slot, on=date(2026, 11, 23), teacher=None, reason="outing", by=scene.clerk)
    client = sign_in(scene.principal)
    page = client.get(url(f"{name}_timetable", getattr(scene, whose)) + "?on=2026-11-23").content.decode()
    assert "语文" in page
    assert "Odd weeks" in page
    assert "(outing)" in page


def test_my_timetable_leads_to_the_own_week(scene, sign_in):
    mine = reverse("registry:timetable_mine")
    assert sign_in(scene.wang.user).get(mine).url == url("teacher_timetable", scene.wang)
    assert "You teach no lessons" in sign_in(scene.principal).get(mine).content.decode()


def test_families_see_no_timetable_of_staff_and_other_schools_none(scene, sign_in):
    slot = create_slot(scene)
    assert sign_in(scene.parent).get(DAY).status_code == 403
    for name, record in (("class_timetable", scene.first), ("teacher_timetable", scene.wang), ("lesson_edit", slot)):
        assert sign_in(scene.stranger).get(url(name, record)).status_code == 404


def test_only_the_office_changes_the_timetable(scene, sign_in):
    slot = create_slot(scene)
    for user in (scene.wang.user, scene.principal):
        assert sign_in(user).post(url("lesson_end", slot)).status_code == 403
    director = user_with(Role.ACADEMIC_DIRECTOR, school=scene.school)
    assert sign_in(director).post(url("lesson_end", slot)).status_code == 302


def test_a_lesson_is_entered_and_changed_by_hand(scene, sign_in):
    client = sign_in(scene.clerk)
    response = client.post(reverse("registry:lesson_create"), lesson_fields(scene))
    assert response.url == url("class_timetable", scene.second)
    slot = TimetableSlot.objects.get()
    client.post(url("lesson_edit", slot), lesson_fields(scene, from_on="2026-10-12", period=2))
    assert list(TimetableSlot.objects.values_list("period", "to_on")) == [(1, date(2026, 10, 12)), (2, None)]


def test_who_leaves_before_the_term_ends_can_still_be_chosen(scene, sign_in):
    today = timezone.localdate()
    scene.term.starts_on, scene.term.ends_on = today, today + timedelta(days=30)
    scene.term.save()
    scene.li.employed_to = today + timedelta(days=10)
    scene.li.save()
    sign_in(scene.clerk).post(reverse("registry:lesson_create"), lesson_fields(scene, from_on=today))
    assert TimetableSlot.objects.get().teacher == scene.li


def test_a_clash_is_said_in_words(scene, sign_in):
    create_slot(scene)
    response = sign_in(scene.clerk).post(reverse("registry:lesson_create"), lesson_fields(scene, teacher=scene.wang.pk))
    [words] = response.context["form"].non_field_errors()
    assert words.startswith("王芳 is in ")
    assert words.endswith("on Monday, period 1.")


def test_a_day_is_changed_and_taken_back(scene, sign_in):
    slot, client = create_slot(scene), sign_in(scene.clerk)
    fields = {"on": MONDAY, "what": "substitute", "teacher": "", "reason": "ill"}
    assert "teacher" in client.post(url("lesson_change", slot), fields).context["form"].errors
    assert client.post(url("lesson_change", slot), fields | {"teacher": scene.li.pk}).url == DAY
    change = Substitution.objects.get()
    assert change.teacher == scene.li
    client.post(url("lesson_restore", slot, change_id=change.pk))
    assert not Substitution.objects.exists()


def test_a_busy_substitute_is_said_in_words(scene, sign_in):
    slot = create_slot(scene)
    create_slot(scene, school_class=scene.second, teacher=scene.li)
    fields = {"on": MONDAY, "what": "substitute", "teacher": scene.li.pk, "reason": "ill"}
    response = sign_in(scene.clerk).post(url("lesson_change", slot), fields)
    [words] = response.context["form"].non_field_errors()
    assert words.startswith("李强 teaches ")


@pytest.mark.parametrize("many", [1, 8])
def test_pages_take_a_constant_number_of_statements(scene, sign_in, django_assert_max_num_queries, many):
    for period in range(1, many + 1):
        slot = create_slot(scene, period=period, room=scene.room)
        change_day(slot=slot, on=MONDAY, teacher=scene.li, reason="ill", by=scene.clerk)
    client = sign_in(scene.clerk)
    client.get(DAY)
    with django_assert_max_num_queries(22):
        client.get(DAY)
    with django_assert_max_num_queries(18):
        client.get(url("class_timetable", scene.first) + "?on=2026-09-07")


def test_clock_times_are_kept_and_wrong_ones_said_at_the_box(scene, sign_in):
    client, hours = sign_in(scene.clerk), reverse("registry:timetable_hours")
    wrong = client.post(hours, {"from_1": "08:00", "from_2": "09:00", "to_2": "08:30"})
    assert {name: errors.as_data()[0].code for name, errors in wrong.context["form"].errors.items()} == {
        "to_1": "half", "to_2": "order",
    }  # fmt: skip
    client.post(hours, {"from_1": "08:10", "to_1": "08:50", "from_3": "10:00", "to_3": "10:40"})
    assert [str(each) for each in scene.school.period_times.all()] == ["1 08:10–08:50", "3 10:00–10:40"]
    assert sign_in(scene.principal).get(hours).status_code == 403
