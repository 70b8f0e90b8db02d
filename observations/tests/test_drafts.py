"""A draft as the phone sends it: kept once, refused with words at the field, never somebody else's."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.roles import Role
from accounts.tests.factories import user_with
from core.photos import LONGEST_SIDE, MOST_BYTES
from observations.models import Observation, Photo
from observations.models.photos import MOST_PHOTOS
from observations.tests.scenes import Lessons
from registry.tests.factories import create_teacher

pytestmark = pytest.mark.django_db
SEND = reverse("observations:observation_send")


YESTERDAY = timezone.localdate() - timedelta(days=1)  # drafts are judged by the clock of the server


@pytest.fixture
def scene(client):
    scene = Lessons.around(YESTERDAY)
    client.force_login(scene.observer)
    return scene


def values(scene, **fields) -> dict:
    defaults = {
        "draft": str(uuid4()),
        "who": str(scene.observer.public_id),
        "teacher": str(scene.teacher.public_id),
        "school_class": str(scene.school_class.public_id),
        "subject": str(scene.subject.public_id),
        "on": YESTERDAY.isoformat(),
        "period": 1,
        "kind": "ordinary",
        "is_announced": False,
        "sheet": str(scene.sheet.public_id),
        "scores": {"goals": "30", "effect": "50"},
        "timed_notes": [{"at": 7, "what": "asks", "comment": ""}, {"at": 2, "what": "greets", "comment": "warm"}],
    }
    return defaults | fields


def post(client, draft: dict, **photos):
    return client.post(SEND, {"draft": json.dumps(draft), **{f"photo.{name}": file for name, file in photos.items()}})


def picture(width=2000, height=1000, kind="JPEG", **notes) -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (width, height), "white").save(content, kind, **notes)
    return SimpleUploadedFile("IMG_1.jpg", content.getvalue(), content_type="image/jpeg")


def test_a_draft_is_kept_with_its_notes_in_order(client, scene):
    response = post(client, values(scene))
    kept = Observation.objects.get()
    assert (response.status_code, response.json()) == (201, {"url": f"/observations/{kept.public_id}/"})
    assert [note["what"] for note in kept.timed_notes] == ["greets", "asks"]
    assert (kept.points, kept.grade, kept.observer) == (80, "passed", scene.observer)


def test_the_same_draft_posted_twice_is_one_row(client, scene):
    draft, photo = values(scene), str(uuid4())
    first, second = (post(client, draft, **{photo: picture()}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert (Observation.objects.count(), Photo.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("teacher", {"teacher": str(uuid4())}),
        ("teacher", {"teacher": "王"}),
        ("scores.goals", {"scores": {"goals": "41"}}),
        ("scores.goals", {"scores": {"goals": "very good"}}),
        ("scores.effect", {"scores": {"effect": "-1"}}),
        ("scores.effect", {"scores": {"effect": "1.25"}}),
        ("on", {"on": "soon"}),
        ("on", {"on": "2030-01-01"}),
        ("on", {"on": "2020-10-09"}),
        ("period", {"period": 99}),
        ("kind", {"kind": "secret"}),
        ("topic", {"topic": "x" * 101}),
        ("off_timetable_why", {"period": 3}),
        ("draft", {"draft": "1"}),
    ],
)
def test_a_fault_is_said_at_its_field_and_nothing_is_kept(client, scene, field, fields):
    response = post(client, values(scene, **fields))
    assert (response.status_code, list(response.json()["errors"])) == (422, [field])
    assert response.json()["errors"][field][0]
    assert not Observation.objects.exists()


def test_another_schools_teacher_is_no_choice(client, scene):
    response = post(client, values(scene, teacher=str(create_teacher().public_id)))
    assert list(response.json()["errors"]) == ["teacher"]


def test_one_does_not_observe_oneself(client, scene):
    own = scene.observer.employments.get()
    response = post(client, values(scene, teacher=str(own.public_id), off_timetable_why="mine"))
    assert response.json()["errors"]["teacher"]


def test_a_photo_is_written_anew_smaller_and_without_what_the_camera_noted(client, scene):
    exif = Image.Exif()
    exif[0x010E] = "in front of the house of 王老师"
    photo = str(uuid4())
    post(client, values(scene, photo_minutes={photo: 12}), **{photo: picture(exif=exif)})
    kept = Photo.objects.get()
    with Image.open(kept.file) as image:
        assert (image.size, image.format, dict(image.getexif())) == ((LONGEST_SIDE, 800), "JPEG", {})
    assert (kept.minute, kept.width, kept.height) == (12, LONGEST_SIDE, 800)
    assert "IMG" not in kept.file.name


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"",
        b"\xff\xd8\xff" + b"0" * 99,
        b"GIF89a" + b"0" * 99,
    ],
)
def test_what_is_no_photo_is_refused_at_the_photo(client, scene, content):
    photo = str(uuid4())
    file = SimpleUploadedFile("a.jpg", content or b" ", content_type="image/jpeg")
    response = post(client, values(scene), **{photo: file})
    assert (response.status_code, list(response.json()["errors"])) == (422, [f"photo.{photo}"])
    assert not Observation.objects.exists()


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 50 * 1024 * 1024])
def test_a_photo_of_50_mb_is_refused_at_the_photo(client, scene, size):
    photo = str(uuid4())
    file = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + bytes(size), content_type="image/jpeg")
    assert list(post(client, values(scene), **{photo: file}).json()["errors"]) == [f"photo.{photo}"]


def test_too_many_photos_are_refused(client, scene):
    photos = {str(uuid4()): picture(9, 9) for _ in range(MOST_PHOTOS + 1)}
    assert list(post(client, values(scene), **photos).json()["errors"]) == ["photos"]


def test_a_draft_of_somebody_else_is_not_taken(client, scene):
    response = post(client, values(scene, who=str(uuid4())))
    assert response.status_code == 409
    assert not Observation.objects.exists()


@pytest.mark.parametrize("text", ["", "no json", "[]", "null"])
def test_what_is_no_draft_is_answered_plainly(client, scene, text):
    assert client.post(SEND, {"draft": text}).status_code == 400


def test_a_draft_of_rubbish_in_every_field_is_refused_and_breaks_nothing(client, scene):
    rubbish = {name: ["x", {"y": 1}] for name in values(scene)} | {"who": str(scene.observer.public_id)}
    assert post(client, rubbish).status_code == 422


def test_without_a_session_the_phone_is_sent_to_sign_in(client, scene):
    client.logout()
    assert post(client, values(scene)).status_code == 302


def test_a_parent_has_no_form(client):
    client.force_login(user_with(Role.PARENT))
    for name in ("observation_new", "observation_choices", "observation_send"):
        assert client.get(reverse(f"observations:{name}")).status_code == 403


def test_sending_asks_for_the_token(scene):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(scene.observer)
    assert post(strict, values(scene)).status_code == 403
    assert not Observation.objects.exists()
