"""The library: looked at by content, reviewed by another, found in Chinese, counted once a day."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.tests.factories import user_with
from core.refusals import Refused
from growth.models import Resource, Version
from growth.rules.files import MB, kind_of, too_large
from growth.selectors.resources import Wanted, resources
from growth.services import resources as services
from growth.tests.factories import PDF, create_colleagues, create_resource

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def one():
    return create_colleagues()


def office(part: str, *more: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in (part, *more):
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param(PDF, ".pdf", id="pdf"),
        pytest.param(office("word/document.xml"), ".docx", id="docx"),
        pytest.param(office("ppt/presentation.xml"), ".pptx", id="pptx"),
        pytest.param(office("ppt/presentation.xml", "ppt/vbaProject.bin"), None, id="macros"),
        pytest.param(office("classes.dex"), None, id="some other archive"),
        pytest.param(b"MZ\x90\x00" + b"0" * 60, None, id="an .exe"),
        pytest.param(b"PK\x03\x04broken", None, id="broken archive"),
        pytest.param(b"\x00\x00\x00\x18ftypmp42" + b"0" * 9, ".mp4", id="mp4"),
        pytest.param(b"ID3\x03" + b"0" * 20, ".mp3", id="mp3"),
        pytest.param(b"\xff\xfb\x90\x00" + b"0" * 20, ".mp3", id="mp3 without tag"),
        pytest.param(b"\xff\xd8\xff\xe0", ".jpg", id="jpg"),
        pytest.param(b"<html>", None, id="a page"),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_a_file_is_what_its_content_is(content, kind):
    assert kind_of(BytesIO(content)) == kind


def test_each_kind_has_its_own_most():
    assert too_large(".png", 11 * MB) == 10
    assert too_large(".mp4", 11 * MB) is None


def given(**fields):
    file = SimpleUploadedFile("备课.docx", office("word/document.xml"))
    return {
        "file": file, "title": "小数的加法", "kind": "lesson_plan", "subject": "数学", "licence": "own_shared",
        "setting": "", "states_licence": "on",
    } | fields  # fmt: skip


def test_a_teacher_contributes_and_it_waits_for_a_review(one, sign_in):
    answer = sign_in(one.mentor.user).post(reverse("growth:resource_add"), given())
    version = Version.objects.get()
    assert answer.url == reverse("growth:resource_detail", args=[version.resource.public_id])
    assert (version.number, version.state, version.file.name[-5:]) == (1, "waiting", ".docx")
    assert "备课" not in version.file.name


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"file": SimpleUploadedFile("a.docx", b"MZ\x90\x00" + b"0" * 60)}, "file"),
        ({"states_licence": ""}, "states_licence"),
        ({"licence": "open"}, "source"),
        ({"setting": "alliance:99"}, "setting"),
        ({"grade": "13"}, "grade"),
    ],
    ids=["an .exe named .docx", "no statement", "others' work without source", "an alliance one is not in", "grade"],
)
def test_what_cannot_be_kept_is_said_at_its_field(one, sign_in, fields, field):
    answer = sign_in(one.mentor.user).post(reverse("growth:resource_add"), given(**fields))
    assert list(answer.context["form"].errors) == [field]
    assert not Resource.objects.exists()


def test_nobody_reviews_the_own_work(one):
    resource = create_resource(author=one.principal, school=one.school)
    with pytest.raises(Refused, match="own-work"):
        services.publish(version=resource.versions.get(), by=one.principal)
    with pytest.raises(IntegrityError), transaction.atomic():
        resource.versions.update(reviewed_by=one.principal)


def test_a_teacher_does_not_review(one, sign_in):
    resource = create_resource(author=one.mentor.user, school=one.school)
    with pytest.raises(Refused, match="not-reviewer"):
        services.publish(version=resource.versions.get(), by=one.apprentice.user)
    url = reverse("growth:resourceversion_publish", args=[resource.versions.get().public_id])
    assert sign_in(one.apprentice.user).post(url).status_code == 403


def test_colleagues_see_it_only_when_it_is_published(one, sign_in):
    resource = create_resource(author=one.mentor.user, school=one.school)
    url = reverse("growth:resource_detail", args=[resource.public_id])
    client = sign_in(one.apprentice.user)
    assert client.get(url).status_code == 404
    services.publish(version=resource.versions.get(), by=one.principal)
    assert client.get(url).status_code == 200


def test_a_newer_version_keeps_the_old_and_waits_before_it_replaces_it(one):
    resource = create_resource(author=one.mentor.user, school=one.school, reviewer=one.principal)
    with pytest.raises(Refused, match="not-author"):
        services.add_version(resource=resource, file=ContentFile(PDF, "b.pdf"), by=one.apprentice.user)
    newer = services.add_version(resource=resource, file=ContentFile(PDF, "b.pdf"), by=one.mentor.user)
    with pytest.raises(Refused, match="waits-already"):
        services.add_version(resource=resource, file=ContentFile(PDF, "c.pdf"), by=one.mentor.user)
    seen = Version.objects.visible_to(one.apprentice.user)
    assert [version.number for version in seen] == [1]
    services.publish(version=newer, by=one.principal)
    assert [version.number for version in seen.all()] == [2, 1]


def test_what_is_sent_back_says_why(one, sign_in):
    resource = create_resource(author=one.mentor.user, school=one.school)
    url = reverse("growth:resourceversion_back", args=[resource.versions.get().public_id])
    assert sign_in(one.principal).post(url, {"why": ""}).context["back_form"].errors
    sign_in(one.principal).post(url, {"why": "缺教学反思"})
    assert "缺教学反思" in sign_in(one.mentor.user).get(
        reverse("growth:resource_detail", args=[resource.public_id])
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize(
    "text", ["小数", "加法", "小数的加", "数", "xsdjf", "xs", "XIAOSHU", "数学 加法", "王师", "ws"]
)
def test_it_is_found_by_its_words_and_their_pinyin(one, text):
    resource = create_resource(author=one.mentor.user, school=one.school)
    create_resource(author=one.apprentice.user, school=one.school, title="荷塘月色", subject="语文")
    assert list(Resource.objects.found(text)) == [resource]


def test_full_width_signs_are_found_as_they_are_typed(one):
    resource = create_resource(author=one.mentor.user, school=one.school, reviewer=one.principal, unit="第１单元")
    assert list(resources(one.mentor.user, Wanted(query="第１单元"))) == [resource]


@pytest.mark.parametrize("text", ["减法", "xiaoxue", "小数 减法", "%", "法语"])
def test_what_has_not_every_word_is_not_found(one, text):
    create_resource(author=one.mentor.user, school=one.school)
    assert list(Resource.objects.found(text)) == []


def test_an_empty_library_invites_and_a_search_without_result_says_so(one, sign_in):
    client = sign_in(one.apprentice.user)
    page = reverse("growth:resource_list")
    assert "No resources yet" in client.get(page).content.decode()
    assert "Nothing found." in client.get(page, {"q": "fractions"}).content.decode()


def test_the_list_narrows_by_kind_subject_and_grade_in_so_many_statements(one, sign_in, django_assert_num_queries):
    mine = create_resource(author=one.mentor.user, school=one.school, grade=5, reviewer=one.principal)
    create_resource(author=one.mentor.user, school=one.school, subject="语文", reviewer=one.principal)
    client, url = sign_in(one.apprentice.user), reverse("growth:resource_list")
    assert client.get(url).context["page"].paginator.count == 2
    wanted = {"kind": "lesson_plan", "subject": "数学", "grade": "5", "q": "加法"}
    assert list(client.get(url, wanted).context["page"]) == [mine]
    with django_assert_num_queries(8):
        client.get(url)


def test_a_download_counts_once_for_each_person_and_day_and_never_for_the_author(one, sign_in):
    resource = create_resource(author=one.mentor.user, school=one.school, reviewer=one.principal)
    url = reverse("growth:resourceversion_fetch", args=[resource.versions.get().public_id])
    for user in (one.apprentice.user, one.apprentice.user, one.mentor.user):
        assert b"".join(sign_in(user).get(url).streaming_content) == PDF
    assert resource.downloads.count() == 1
    services.count_download(resource=resource, by=one.apprentice.user, on=date(2030, 1, 1))
    assert resource.downloads.count() == 2


def test_a_stranger_does_not_reach_the_file(one, sign_in):
    resource = create_resource(author=one.mentor.user, school=one.school, reviewer=one.principal)
    url = reverse("growth:resourceversion_fetch", args=[resource.versions.get().public_id])
    assert sign_in(user_with("principal")).get(url).status_code == 404


DETAILS = {
    "title": "小数的乘法",
    "kind": "paper",
    "subject": "数学",
    "grade": "5",
    "licence": "open",
    "source": "课程网",
}


def edited(client, resource, **fields):
    return client.post(reverse("growth:resource_edit", args=[resource.public_id]), DETAILS | fields)


def test_the_author_changes_details_at_once_until_something_is_published(one, sign_in):
    resource = create_resource(author=one.mentor.user, school=one.school)
    client = sign_in(one.mentor.user)
    edited(client, resource)
    resource.refresh_from_db()
    assert (resource.title, resource.grade, resource.source) == ("小数的乘法", 5, "课程网")
    assert Resource.objects.found("乘法").get() == resource
    assert edited(client, resource, source="").context["form"].errors["source"]
    assert edited(sign_in(one.apprentice.user), resource).status_code == 404


def test_details_of_what_is_published_wait_with_a_newer_version_for_its_review(one, sign_in):
    reviewer = one.principal
    resource = create_resource(author=one.mentor.user, school=one.school, reviewer=reviewer)
    with pytest.raises(Refused, match="needs-version"):
        services.change_details(resource=resource, by=one.mentor.user, **DETAILS)
    file = {"file": ContentFile(PDF, name="b.pdf"), "by": one.mentor.user}
    version = services.add_version(resource=resource, **file)
    edited(sign_in(one.mentor.user), resource)
    resource.refresh_from_db()
    assert resource.title == "小数的加法"
    page = sign_in(reviewer).get(reverse("growth:resource_detail", args=[resource.public_id]))
    assert "小数的乘法" in [value for _label, value in page.context["proposed"]]
    services.send_back(version=version, why="看不清", by=reviewer)
    services.publish(version=services.add_version(resource=resource, **file), by=reviewer)
    resource.refresh_from_db()
    assert (resource.title, resource.grade, resource.licence) == ("小数的乘法", 5, "open")
    assert Resource.objects.found("chengfa").get() == resource
