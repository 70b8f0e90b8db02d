"""Entering what was done, taking it back, its file: for oneself, for others, and for several at once."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.uploads import kind_of
from rulebook.models import Attestation, Obligation
from rulebook.tests.acceptance import only_registers as only_registers
from rulebook.tests.running import midterm_check_of, small_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_registers")]
PARTS = ["lesson_plan", "observation_notes", "homework"]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def add(owed) -> str:
    return reverse("rulebook:attestation_add", args=[owed.public_id])


def given(**fields) -> dict:
    return {"on": timezone.localdate().isoformat(), "parts": PARTS, **fields}


def test_a_head_enters_a_check_and_the_obligation_is_done(client):
    small = small_now()
    owed = midterm_check_of(small, "a1")
    client.force_login(small.h1)
    response = client.post(add(owed), given())
    assert response.url == reverse("rulebook:obligation_show", args=[owed.public_id])
    rows = Attestation.objects.values_list("kind", "actor", "subject", "subject_name", "part")
    assert set(rows) == {("check", small.h1.pk, f"person:{small.a1.pk}", "a1", part) for part in PARTS}
    assert client.get(response.url).context["line"].state == "done"


def test_a_head_ticks_the_teachers_checked_today_and_one_file_serves_all(client):
    small = small_now()
    owed = [midterm_check_of(small, name) for name in ("a1", "a2", "a3")]
    client.force_login(small.h1)
    fields = given(abouts=[str(each.public_id) for each in owed[:2]], parts=["homework"])
    url = reverse("rulebook:attestation_several", args=[owed[0].public_id])
    client.post(url, fields | {"file": SimpleUploadedFile("a.png", PNG), "next": reverse("rulebook:obligation_mine")})
    entries = list(Attestation.objects.all())
    assert {entry.subject_name for entry in entries} == {"a1", "a2"}
    assert len({entry.file.name for entry in entries}) == 1


def test_only_those_of_the_own_group_can_be_ticked(client):
    small = small_now()
    owed, other = midterm_check_of(small, "a1"), midterm_check_of(small, "b1")
    client.force_login(small.h1)
    url = reverse("rulebook:attestation_several", args=[owed.public_id])
    response = client.post(url, given(abouts=[str(other.public_id)]))
    assert "abouts" in response.context["form"].errors
    assert not Attestation.objects.exists()


def test_the_office_says_who_did_it(client):
    small = small_now()
    owed = midterm_check_of(small, "a1")
    client.force_login(small.clerk)
    client.post(add(owed), given(actor=small.h1.pk))
    assert set(Attestation.objects.values_list("actor", "recorded_by")) == {(small.h1.pk, small.clerk.pk)}


def test_the_office_enters_for_several_who_owe_it_each_alone(client):
    small = small_now()
    analysed = Obligation.objects.filter(requirement="C3-A01", period__endswith="midterm")
    owed = {name: analysed.get(bearers=[small.people[name].pk]) for name in ("b1", "a1")}
    client.force_login(small.clerk)
    url = reverse("rulebook:attestation_several", args=[owed["b1"].public_id])
    client.post(url, given(abouts=[str(each.public_id) for each in owed.values()]))
    assert set(Attestation.objects.values_list("actor", flat=True)) == {small.b1.pk, small.a1.pk}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"on": "2001-01-01"}, "on"),
        ({"on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "on"),
        ({"parts": []}, "parts"),
        ({"parts": ["nonsense"]}, "parts"),
    ],
)
def test_what_would_not_count_is_said_at_the_field(client, fields, wrong):
    small = small_now()
    client.force_login(small.h1)
    response = client.post(add(midterm_check_of(small, "a1")), given(**fields))
    assert wrong in response.context["form"].errors
    assert not Attestation.objects.exists()


def test_nobody_enters_what_others_owe(client):
    small = small_now()
    for user in (small.a1, small.h2):
        client.force_login(user)
        assert client.post(add(midterm_check_of(small, "a1")), given()).status_code == 404


def office_file(*names: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", ".pdf"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (PNG, ".png"),
        (office_file("word/document.xml"), ".docx"),
        (office_file("xl/workbook.xml"), ".xlsx"),
        (office_file("word/document.xml", "word/vbaProject.bin"), None),
        (office_file("anything.txt"), None),
        (b"PK broken", None),
        (b"<html><script>", None),
        (b"", None),
    ],
)
def test_a_file_is_known_by_its_content(content, kind):
    assert kind_of(content) == kind


def test_a_page_that_calls_itself_a_picture_is_not_kept(client):
    small = small_now()
    client.force_login(small.h1)
    fields = given(file=SimpleUploadedFile("photo.png", b"<html><script>alert(1)</script>"))
    assert "file" in client.post(add(midterm_check_of(small, "a1")), fields).context["form"].errors


def test_a_file_is_sent_to_those_who_may_see_the_entry_only(client):
    small = small_now()
    client.force_login(small.h1)
    client.post(add(midterm_check_of(small, "a1")), given(file=SimpleUploadedFile("a.png", PNG)))
    url = reverse("rulebook:attestation_file", args=[Attestation.objects.first().public_id])
    for user, status in ((small.h1, 200), (small.clerk, 200), (small.h2, 404), (small.b1, 404)):
        client.force_login(user)
        response = client.get(url)
        assert response.status_code == status
    client.force_login(small.h1)
    response = client.get(url)
    assert b"".join(response) == PNG
    assert response["Content-Disposition"].startswith("attachment")


def test_an_entry_is_taken_back_with_a_reason_and_counts_no_more(client):
    small = small_now()
    owed = midterm_check_of(small, "a1")
    client.force_login(small.h1)
    client.post(add(owed), given())
    entry = Attestation.objects.get(part="homework")
    url = reverse("rulebook:attestation_withdraw", args=[entry.public_id])
    assert "why" in client.post(url, {"why": ""}).context["form"].errors
    client.post(url, {"why": "wrong teacher", "next": reverse("rulebook:obligation_show", args=[owed.public_id])})
    line = client.get(reverse("rulebook:obligation_show", args=[owed.public_id])).context["line"]
    assert (line.state, line.standing.missing) == ("due", ("homework",))
    again = client.post(url, {"why": "once more"})
    assert again.status_code == 200
    assert Attestation.objects.get(pk=entry.pk).withdrawn_why == "wrong teacher"


def test_nobody_takes_back_what_a_colleague_entered(client):
    small = small_now()
    client.force_login(small.h1)
    client.post(add(midterm_check_of(small, "a1")), given())
    client.force_login(small.h2)
    url = reverse("rulebook:attestation_withdraw", args=[Attestation.objects.first().public_id])
    assert client.post(url, {"why": "no"}).status_code == 404
