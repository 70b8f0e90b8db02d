"""The pages: one tap at a time on the phone, registers at the desk, lesson changes."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.photos import LONGEST_SIDE
from patrols.models import LessonChange, Norm, PatrolEntry, PatrolWalk
from patrols.services import norms, walking
from patrols.tests.factories import create_present_scene
from registry.models import Room
from registry.selectors.timetable import lessons_on
from registry.tests.factories import create_class
from registry.tests.timetable.factories import create_slot

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def picture() -> SimpleUploadedFile:
    """Give a photo as a phone takes it: large, and with the place noted in it."""
    exif, content = Image.Exif(), BytesIO()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "in front of the house of 王老师"
    Image.new("RGB", (3000, 2000), "white").save(content, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_1.jpg", content.getvalue())


@pytest.fixture
def now(db):
    return create_present_scene(today=timezone.localdate())


def post(client, name, *args, scene, htmx=False, **data):
    when = {"on": scene.time.on.isoformat(), "period": 1, "seen": ""}
    return client.post(reverse(f"patrols:{name}", args=args), when | data, headers=HTMX if htmx else {})


def test_the_walk_shows_the_lessons_class_by_class(now, sign_in):
    page = sign_in(now.clerk).get(reverse("patrols:patrol_walk") + "?period=1")
    lessons = [line.lesson.slot for line in page.context["period"].lines]
    assert lessons == [now.one, now.two]
    assert "王芳" in page.content.decode()


def test_one_tap_enters_a_lesson_and_gives_the_line_back(now, sign_in):
    answer = post(sign_in(now.clerk), "lesson_planned", now.one.public_id, scene=now, htmx=True)
    assert "As planned" in answer.content.decode()
    assert "1 of 2" in answer.content.decode()
    assert PatrolEntry.objects.get().is_as_planned


def test_without_script_a_tap_leads_back_to_the_walk(now, sign_in):
    answer = post(sign_in(now.clerk), "lesson_planned", now.one.public_id, scene=now)
    assert answer.url.endswith(f"period=1#lesson-{now.one.public_id}")


def test_the_second_patroller_sees_what_stands_there(now, sign_in):
    client = sign_in(now.clerk)
    post(client, "lesson_found", now.one.public_id, scene=now, is_absent="on")
    answer = post(client, "lesson_planned", now.one.public_id, scene=now, htmx=True)
    assert "Somebody else has entered" in answer.content.decode()
    sheet = post(client, "lesson_found", now.one.public_id, scene=now, htmx=True, late="4", note="8:04")
    assert "Stands there now" in sheet.content.decode()
    assert 'value="8:04"' in sheet.content.decode()
    assert PatrolEntry.objects.get().is_absent


def test_a_sheet_keeps_all_that_is_filled_in(now, sign_in):
    norm = norms.norms_of(school=now.school)[4]
    photo = picture()
    sheet = {"late": "4", "norms": [norm.pk], "note": "8:04 came", "highlight": "board", "photo": photo}
    post(sign_in(now.clerk), "lesson_found", now.one.public_id, scene=now, **sheet)
    entry = PatrolEntry.objects.get()
    assert (entry.late, entry.norms, entry.note, entry.highlight) == (4, [norm.pk], "8:04 came", "board")
    answer = sign_in(now.clerk).get(reverse("patrols:entry_photo", args=[entry.public_id]))
    with Image.open(BytesIO(b"".join(answer.streaming_content))) as kept:
        assert (kept.format, max(kept.size), dict(kept.getexif())) == ("JPEG", LONGEST_SIDE, {})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("late", "90", "60"),
        ("photo", SimpleUploadedFile("x.png", b"no photo"), "This is no photo"),
        ("photo", SimpleUploadedFile("x.jpg", b"\xff\xd8\xff" + bytes(50 * 1024 * 1024)), "The photo is too large"),
        ("really", "maths", "Tick"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(now, sign_in, name, value, words):
    answer = post(sign_in(now.clerk), "lesson_found", now.one.public_id, scene=now, htmx=True, **{name: value})
    assert words in answer.content.decode()
    assert not PatrolEntry.objects.exists()


def test_all_others_then_finished(now, sign_in):
    client = sign_in(now.clerk)
    post(client, "patrol_rest", scene=now)
    post(client, "patrol_finish", scene=now, saw_norms="on")
    assert PatrolWalk.objects.get().finished_by == now.clerk
    page = client.get(reverse("patrols:patrol_list"))
    assert [line.has_register for line in page.context["lines"] if line.on == now.time.on] == [True]
    assert "No register" in page.content.decode()
    assert "Register finished by" in client.get(reverse("patrols:patrol_day", args=[now.time.on])).content.decode()


def test_an_entry_is_undone(now, sign_in):
    client = sign_in(now.clerk)
    post(client, "lesson_planned", now.one.public_id, scene=now)
    entry = PatrolEntry.objects.get()
    post(client, "entry_undo", entry.public_id, scene=now, seen=entry.seen)
    assert not PatrolEntry.objects.exists()


def test_the_pages_cost_the_same_with_more_lessons(now, sign_in, django_assert_num_queries):
    for number in range(3, 6):
        create_slot(now, school_class=create_class(school=now.school, number=number), teacher=None,
                    from_on=now.term.starts_on)  # fmt: skip
    walking.all_as_planned(time=now.time, by=now.clerk)
    walking.record(time=now.time, slot=now.one, found=walking.AS_PLANNED | {"late": 4},
                   seen=PatrolEntry.objects.get(slot=now.one).seen, by=now.clerk)  # fmt: skip
    client = sign_in(now.clerk)
    client.get(reverse("patrols:norm_list"))
    counts = {"patrol_walk": 13, "patrol_list": 15, "patrol_month": 19, "absence_list": 8, "norm_list": 8}
    found = {}
    for name, count in counts.items():
        with django_assert_num_queries(count, exact=False) as captured:
            assert client.get(reverse(f"patrols:{name}")).status_code == 200
        found[name] = len(captured)
    assert found == counts


def test_a_reason_is_given_and_seen(now, sign_in):
    post(sign_in(now.clerk), "lesson_found", now.one.public_id, scene=now, is_absent="on")
    entry = PatrolEntry.objects.get()
    client = sign_in(now.clerk)
    assert list(client.get(reverse("patrols:absence_list")).context["page"]) == [entry]
    client.post(reverse("patrols:entry_reason", args=[entry.public_id]), {"kind": "forgot"})
    assert list(client.get(reverse("patrols:absence_list")).context["page"]) == []
    client = sign_in(now.director)
    assert "Mark as seen" in client.get(reverse("patrols:entry_detail", args=[entry.public_id])).content.decode()
    client.post(reverse("patrols:reason_seen", args=[entry.reason.public_id]))
    entry.reason.refresh_from_db()
    assert entry.reason.seen_by == now.director


def test_a_norm_is_added_once_and_left_out(now, sign_in):
    client = sign_in(now.clerk)
    assert client.post(reverse("patrols:norm_list"), {"name": "Blackboard", "is_used": "on"}).status_code == 302
    again = client.post(reverse("patrols:norm_list"), {"name": "Blackboard", "is_used": "on"})
    assert "stands in the list already" in again.content.decode()
    norm = Norm.objects.get(name="Blackboard")
    client.post(reverse("patrols:norm_edit", args=[norm.public_id]), {"name": "Blackboard"})
    norm.refresh_from_db()
    assert not norm.is_used


def ask(client, scene, **data):
    url = f"{reverse('patrols:change_ask')}?lesson={scene.next.public_id}&on={scene.time.on + timedelta(days=1)}"
    return client.post(url, {"reason": "meeting"} | data)


def test_a_teacher_asks_and_the_office_approves(now, sign_in):
    client = sign_in(now.wang.user)
    assert "period 1" in client.get(reverse("patrols:change_ask")).content.decode()
    tomorrow = now.time.on + timedelta(days=1)
    assert ask(client, now, kind="move", time=f"{tomorrow.isoformat()}.2").status_code == 302
    change = LessonChange.objects.get()
    client = sign_in(now.clerk)
    assert list(client.get(reverse("patrols:change_list")).context["page"]) == [change]
    client.post(reverse("patrols:change_approve", args=[change.public_id]))
    change.refresh_from_db()
    assert change.state == "approved"
    day = client.get(reverse("registry:timetable_day") + f"?on={tomorrow.isoformat()}").content.decode()
    assert "moved from" in day


def test_a_room_that_is_free_at_the_chosen_time_goes_with_the_lesson(now, sign_in):
    tomorrow = now.time.on + timedelta(days=1)
    other = Room.objects.create(school=now.school, name="微机室")
    create_slot(
        now, weekday=2, period=2, school_class=now.second, teacher=now.li, room=now.room, from_on=now.term.starts_on
    )
    client, time = sign_in(now.wang.user), f"{tomorrow.isoformat()}.2"
    url = f"{reverse('patrols:change_ask')}?lesson={now.next.public_id}&on={tomorrow}"
    shown = client.get(f"{url}&time={time}").context["form"]
    assert list(shown.fields["room"].queryset) == [other]
    taken = ask(client, now, kind="move", time=time, room=now.room.pk).context["form"]
    assert "音乐室" in taken.non_field_errors()[0]
    assert list(taken.fields["room"].queryset) == [other]
    assert ask(client, now, kind="move", time=time, room=other.pk).status_code == 302
    change = LessonChange.objects.get()
    sign_in(now.clerk).post(reverse("patrols:change_approve", args=[change.public_id]))
    assert [each.room for each in lessons_on(now.school, tomorrow) if each.is_moved_here] == [other]


def test_what_belongs_to_the_kind_must_be_chosen(now, sign_in):
    answer = ask(sign_in(now.wang.user), now, kind="substitute")
    assert "Please choose." in answer.content.decode()


def test_a_refusal_says_why(now, sign_in):
    tomorrow = now.time.on + timedelta(days=1)
    ask(sign_in(now.wang.user), now, kind="move", time=f"{tomorrow.isoformat()}.2")
    url = reverse("patrols:change_refuse", args=[LessonChange.objects.get().public_id])
    client = sign_in(now.clerk)
    assert client.post(url, {"why": ""}).status_code == 200
    client.post(url, {"why": "exam"})
    assert (LessonChange.objects.get().state, LessonChange.objects.get().answer) == ("refused", "exam")


def test_the_list_of_changes_costs_the_same_with_more_of_them(now, sign_in, django_assert_num_queries):
    client, tomorrow = sign_in(now.wang.user), now.time.on + timedelta(days=1)
    ask(client, now, kind="move", time=f"{tomorrow.isoformat()}.2")
    LessonChange.objects.get()
    with django_assert_num_queries(8):
        client.get(reverse("patrols:change_list"))


def test_pages_are_for_the_office_and_found_only_in_the_own_school(now, sign_in):
    assert sign_in(now.wang.user).get(reverse("patrols:patrol_list")).status_code == 403
    post(sign_in(now.clerk), "lesson_planned", now.one.public_id, scene=now)
    url = reverse("patrols:entry_detail", args=[PatrolEntry.objects.get().public_id])
    assert sign_in(now.stranger).get(url).status_code == 404
