"""Growth: a file looked at, reviewed, renewed and found by pinyin; a pair on a phone; first names after both agree."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import user_with
from alliances.tests.triple_scenes import Scene
from growth.models import Pair, Resource
from growth.tests.factories import PDF, create_colleagues, create_pair
from registry.models import Subject
from tests.browser import steps

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def speak_english(*users) -> None:
    for user in users:
        user.language = "en"
        user.save()


@pytest.fixture
def one():
    one = create_colleagues()
    Subject.objects.create(school=one.school, name="数学")
    speak_english(one.principal, one.mentor.user, one.apprentice.user)
    return one


def test_a_lesson_plan_is_uploaded_reviewed_and_found_by_pinyin(open_page, one):
    author, reviewer = open_page("desktop"), open_page("desktop")
    steps.enter_as(author, one.mentor.user)
    steps.visit(author, reverse("growth:resource_add"))
    fake = {"name": "a.docx", "mimeType": "application/msword", "buffer": b"MZ\x90\x00" + b"0" * 60}
    author.set_input_files("input[type=file]", fake)
    author.get_by_label("title").fill("小数的加法")
    author.locator("select[name=kind]").select_option("lesson_plan")
    author.get_by_label("I have the right to share this").check()
    steps.send(author)
    expect(author.locator("#error_1_id_file")).to_contain_text("The content of this file is none that can be kept")
    expect(author.get_by_label("title")).to_have_value("小数的加法")
    author.set_input_files("input[type=file]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF})
    steps.send(author)
    resource = reverse("growth:resource_detail", args=[Resource.objects.get().public_id])

    colleague = open_page("phone")
    steps.enter_as(colleague, one.apprentice.user)
    steps.visit(colleague, resource, status=404)
    steps.enter_as(reviewer, one.principal)
    steps.visit(reviewer, reverse("growth:resource_list") + "?which=review")
    steps.follow(reviewer, reviewer.get_by_role("link", name="小数的加法"))
    steps.send(reviewer, "Publish")

    steps.visit(colleague, reverse("growth:resource_list"))
    colleague.get_by_role("searchbox").last.fill("xsdjf")
    with colleague.expect_navigation():
        colleague.keyboard.press("Enter")
    steps.follow(colleague, colleague.get_by_role("link", name="小数的加法"))
    with colleague.expect_download() as download:
        colleague.get_by_role("link", name="Fetch the file").click()
    assert download.value.suggested_filename == "小数的加法-v1.pdf"

    steps.visit(author, resource)
    author.get_by_text("Upload a newer version").click()
    author.set_input_files("input[type=file]", {"name": "b.pdf", "mimeType": "application/pdf", "buffer": PDF})
    steps.send(author, "Upload")
    for publish, seen in ((False, ["Version 1"]), (True, ["Version 2", "Version 1"])):
        if publish:
            steps.visit(reviewer, resource)
            steps.send(reviewer, "Publish")
        steps.visit(colleague, resource)
        expect(colleague.locator("main li strong")).to_have_text(seen)
    stranger = open_page("desktop")
    steps.enter_as(stranger, user_with(Role.PRINCIPAL))
    steps.visit(stranger, resource, status=404)


def test_a_pair_is_accepted_and_begun_on_the_phone(page_phone, one):
    pair = create_pair(mentor=one.mentor, apprentice=one.apprentice, state=Pair.State.PROPOSED)
    for user, answer in ((one.mentor.user, "I accept"), (one.apprentice.user, "I accept")):
        steps.enter_as(page_phone, user)
        steps.visit(page_phone, reverse("growth:pair_list"))
        steps.follow(page_phone, page_phone.get_by_role("link", name="王师"))
        steps.send(page_phone, answer)
    page_phone.get_by_label("Our goals").fill("练好板书")
    steps.send(page_phone, "Agree on goals and begin")
    page_phone.get_by_text("Note what we did").first.click()
    page_phone.get_by_label("Talk").check()
    page_phone.get_by_label("where").fill("办公室")
    steps.send(page_phone, "Note what we did")
    expect(page_phone.get_by_text("办公室")).to_be_visible()
    pair.refresh_from_db()
    assert pair.state == Pair.State.UNDER_WAY


def test_first_names_of_mutual_aid_appear_only_after_both_parents_agree(open_page):
    scene = Scene()
    scene.match()
    speak_english(scene.ours.parent, scene.theirs.parent, scene.allied.core.principal)
    office = open_page("desktop")
    steps.enter_as(office, scene.allied.core.principal)
    steps.visit(office, reverse("alliances:alliance_triples", args=[scene.allied.alliance.public_id]))
    expect(office.get_by_text("晨曦")).to_have_count(0)
    steps.visit(office, reverse("alliances:triple_list"))

    ours, theirs = open_page("phone"), open_page("phone")
    steps.enter_as(ours, scene.ours.parent)
    steps.enter_as(theirs, scene.theirs.parent)
    for page in (ours, theirs):
        steps.visit(page, reverse("alliances:triple_mine"))
        expect(page.locator(".triple-names")).to_have_count(0)
        steps.send(page, "I agree")
    steps.visit(ours, reverse("alliances:triple_mine"))
    expect(ours.locator(".triple-names")).to_contain_text("晨曦")
    expect(ours.get_by_text("张晨曦")).to_have_count(0)
    steps.send(theirs, "Withdraw my consent")
    steps.visit(ours, reverse("alliances:triple_mine"))
    expect(ours.locator(".triple-names")).to_have_count(0)


def test_the_office_proposes_a_pair_at_the_desk(page_desktop, one):
    steps.enter_as(page_desktop, one.principal)
    steps.visit(page_desktop, reverse("growth:pair_propose"))
    page_desktop.get_by_label("Mentor").select_option(label="王师")
    page_desktop.get_by_label("Apprentice").select_option(label="李徒")
    steps.send(page_desktop)
    expect(page_desktop.get_by_text("Both have been asked.")).to_be_visible()
